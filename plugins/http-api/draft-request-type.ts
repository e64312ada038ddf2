import type { DraftChoice, DraftNote, RequestTypeDefinition, RequestTypeDraft, SourceFile } from '@reglament/sdk';
import type { CallbackRoot } from './openapi/callbacks.ts';
import { type Document, readDocument } from './openapi/document.ts';
import { DocumentFault } from './openapi/document-fault.ts';
import { FormDraft } from './openapi/draft-form.ts';
import { FieldCodes } from './openapi/field-code.ts';
import { laterAnswer } from './openapi/later-answer.ts';
import { type Operation, operationsOf } from './openapi/operations.ts';

const MOST_OPERATIONS = 2_000;

/** A type of request out of an OpenAPI document: the operation that is asked, and the one that gives an answer which comes later. */
export function draftRequestType(files: readonly SourceFile[], choice: DraftChoice = {}): RequestTypeDraft {
  try {
    const document = readDocument(files);
    const operations = operationsOf(document);
    if (operations.length === 0)
      throw new DocumentFault('noOperations', document.file, 'В описании нет ни одной операции');
    if (operations.length > MOST_OPERATIONS)
      throw new DocumentFault('tooLarge', document.file, 'В описании слишком много операций');
    const { title = '' } = (document.content.info ?? {}) as { title?: string };
    const roots = operations
      .flatMap((one) => [one, ...one.callbacks])
      .map((one) => ({
        ...{ key: one.key, name: one.key, title: one.title, file: document.file },
        namespace: String(title),
      }));
    return { roots, ...drafted(document, operations, choice) };
  } catch (error) {
    return { roots: [], notes: [noteOf(error)] };
  }
}

type Drafted = Omit<RequestTypeDraft, 'roots'>;

function drafted(document: Document, operations: readonly Operation[], choice: DraftChoice): Drafted {
  if (choice.question === undefined) return { notes: [] };
  try {
    const operation = chosen(operations, choice.question);
    const later = laterOf(operations, operation, choice.answer);
    return typeOf({ document, operation, later, choice });
  } catch (error) {
    return { notes: [noteOf(error)] };
  }
}

interface Chosen {
  readonly document: Document;
  readonly operation: Operation;
  readonly later: Operation | CallbackRoot | undefined;
  readonly choice: DraftChoice;
}

/** @throws DocumentFault */
function typeOf({ document, operation, later, choice }: Chosen): Drafted {
  const { poll, callback, notes: found, answer: schema } = laterAnswer(document, operation, later);
  const question = new FormDraft(document, 'question', callback?.to);
  for (const { name, in: where, ...parameter } of operation.parameters) {
    question.add(name, {
      place: `${where}:${name}`,
      schema:
        parameter.description === '' ? parameter.schema : { description: parameter.description, ...parameter.schema },
      required: parameter.required,
    });
  }
  if (operation.body !== undefined) question.addAll(operation.body.schema, 'body:');
  const answer = new FormDraft(document, 'answer');
  if (schema.type === 'array') answer.add('items', { place: '', schema, required: false });
  else answer.addAll(schema, '');
  const notes: DraftNote[] = [...found, ...question.notes, ...answer.notes];
  if (notes.some(({ level }) => level === 'error')) return { notes };
  const asked = question.result('Запрос');
  const answered = answer.result('Ответ');
  if (answered.form.sections.length === 0) {
    throw new DocumentFault(
      'noAnswer',
      operation.key,
      `«${operation.key}» не говорит, какие сведения в ответе: полей нет`,
    );
  }
  const type: RequestTypeDefinition = {
    format: 1,
    kind: 'requestType',
    code:
      choice.code ??
      new FieldCodes().give(operation.name === operation.key ? operation.key.toLowerCase() : operation.name),
    title: choice.title ?? operation.title,
    plugin: 'http-api',
    message: {
      question: { form: asked.form, places: { ...asked.places } },
      answer: { form: answered.form, places: { ...answered.places } },
      signedBy: 'none',
      group: 'Запросы к поставщикам',
    },
    settings: {
      root: operation.key,
      ...(later === undefined ? {} : { answerRoot: later.key }),
      ...{ method: operation.method, path: operation.path },
      ...(poll === undefined ? {} : { poll: { ...poll } }),
      ...(callback === undefined ? {} : { callback: { ...callback } }),
    },
    schemas: { [`openapi.${document.format}`]: document.text },
  };
  return { notes, type };
}

/** Where nothing is chosen and the operation itself answers nothing, the only call that it promises. @throws DocumentFault */
function laterOf(operations: readonly Operation[], operation: Operation, name: string | undefined) {
  const [only, ...others] = operation.callbacks;
  if (name === undefined) return operation.answer === undefined && others.length === 0 ? only : undefined;
  return operation.callbacks.find(({ key }) => key === name) ?? chosen(operations, name);
}

/** @throws DocumentFault that lists what there is */
function chosen(operations: readonly Operation[], name: string): Operation {
  const found = operations.find((one) => one.key === name || one.name === name);
  if (found !== undefined) return found;
  const names = operations.slice(0, 20).map(({ key }) => key);
  throw new DocumentFault('noRoot', '', `Операции «${name}» в описании нет; есть: ${names.join(', ')}`);
}

function noteOf(error: unknown): DraftNote {
  if (!(error instanceof DocumentFault)) throw error;
  return { level: 'error', code: error.code, place: error.place, message: error.message };
}
