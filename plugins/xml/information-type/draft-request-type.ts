import type {
  DraftChoice,
  DraftNote,
  DraftRoot,
  RequestTypeDefinition,
  RequestTypeDraft,
  SourceFile,
} from '@reglament/sdk';
import { buildContent, type RootContent } from './build-content.ts';
import { assertCompilable } from './content-cost.ts';
import { draftForm, type FormDraft } from './draft-form.ts';
import { fieldCode } from './field-code.ts';
import { readSchema, rootsOf } from './read-schema.ts';
import { SchemaFault } from './schema-fault.ts';
import { validatorOf } from './schema-judge.ts';
import type { SchemaModel } from './schema-model.ts';
import { assertFoldable } from './unfolded-size.ts';

/** A type of request out of the XSD of an information type. */
export function draftRequestType(files: readonly SourceFile[], choice: DraftChoice = {}): RequestTypeDraft {
  let model: SchemaModel;
  try {
    model = readSchema(files);
    assertFoldable(model);
    assertCompilable(model);
  } catch (error) {
    return { roots: [], notes: [noteOf(error)] };
  }
  const roots = rootsOf(model);
  try {
    const schemas = Object.fromEntries(model.sources.map(({ name, text }) => [name, text]));
    // What the judge of messages cannot read is no schema, whatever the reader made of it.
    validatorOf(schemas);
    return { roots, ...draft({ model, roots, schemas, choice }) };
  } catch (error) {
    // That a file is missing says more than what the judge makes of the rest.
    const isKnown = model.notes.some(({ level }) => level === 'error');
    return { roots, notes: isKnown ? model.notes : [...model.notes, noteOf(error)] };
  }
}

interface Drafting {
  readonly model: SchemaModel;
  readonly roots: readonly DraftRoot[];
  readonly schemas: Readonly<Record<string, string>>;
  readonly choice: DraftChoice;
}

function draft({ model, roots, schemas, choice }: Drafting): Omit<RequestTypeDraft, 'roots'> {
  if (choice.question === undefined) return { notes: model.notes };
  const question = chosen(roots, choice.question);
  const { root: answer, note } = answerRoot(roots, question, choice.answer);
  const asked = sideOf(model, question, 'question');
  const answered = sideOf(model, answer, 'answer');
  const notes = [...model.notes, ...note, ...asked.notes, ...answered.notes];
  if (notes.some(({ level }) => level === 'error')) return { notes };
  const type: RequestTypeDefinition = {
    format: 1,
    kind: 'requestType',
    code: choice.code ?? fieldCode(question.name.replace(/Request$/, '')),
    title: choice.title ?? question.title,
    plugin: 'smev3',
    message: {
      question: { form: asked.form, places: { ...asked.places } },
      answer: { form: answered.form, places: { ...answered.places } },
      signedBy: 'organisation',
    },
    settings: {
      namespace: question.namespace,
      root: question.name,
      ...(answer.namespace === question.namespace ? {} : { answerNamespace: answer.namespace }),
      answerRoot: answer.name,
    },
    schemas: { ...schemas },
  };
  return { notes, type };
}

function sideOf(model: SchemaModel, { key }: DraftRoot, side: 'question' | 'answer'): FormDraft {
  const content: RootContent = buildContent(model, key);
  const form = draftForm(content.root, side);
  return { ...form, notes: [...content.notes, ...form.notes] };
}

/** @throws SchemaFault that lists what there is */
function chosen(roots: readonly DraftRoot[], name: string): DraftRoot {
  const found = roots.filter((root) => root.key === name || root.name === name);
  const [root, ...others] = found;
  if (root !== undefined && others.length === 0) return root;
  const names = listed(found.length > 1 ? found.map(({ key }) => key) : roots.map((one) => one.name));
  const problem = found.length > 1 ? 'есть в нескольких пространствах имён, укажите одно' : 'в файлах нет; есть';
  throw new SchemaFault('noRoot', '', `Корневого элемента «${name}» ${problem}: ${names}`);
}

const mostNames = 20;

function listed(names: readonly string[]): string {
  const rest = names.length - mostNames;
  return names.slice(0, mostNames).join(', ') + (rest > 0 ? ` и ещё ${rest}` : '');
}

/** `XRequest` is answered by `XResponse` of the same namespace; any other pair has to be named. */
function answerRoot(
  roots: readonly DraftRoot[],
  question: DraftRoot,
  name: string | undefined,
): { root: DraftRoot; note: DraftNote[] } {
  if (name !== undefined) return { root: chosen(roots, name), note: [] };
  const wanted = question.name.replace(/Request$/, 'Response');
  const root = roots.find((one) => one.namespace === question.namespace && one.name === wanted && one !== question);
  if (root === undefined) {
    throw new SchemaFault(
      'noAnswer',
      '',
      `Какой элемент отвечает на «${question.name}», не видно: назовите корневой элемент ответа`,
    );
  }
  const message = `Ответом на «${question.name}» считается «${root.name}»: если это не так, назовите другой`;
  return { root, note: [{ level: 'info', code: 'answerRoot', place: root.file, message }] };
}

function noteOf(error: unknown): DraftNote {
  if (!(error instanceof SchemaFault)) throw error;
  const { code, place, message } = error;
  return { level: 'error', code, place, message };
}
