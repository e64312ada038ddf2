import type { FieldUi, FormDefinition, JsonSchema } from '@reglament/format';
import { quoted } from '../../rule/russian.ts';
import { at } from '../finding.ts';
import { breaking, type Change, harmless, same } from './change.ts';
import { fieldChanges } from './field.ts';
import { conditionWords, type Speech, speechOf, whenWords } from './words.ts';

interface FormPair {
  readonly before: FormDefinition;
  readonly after: FormDefinition;
  readonly pointer: string;
  /** Named conditions that the questions refer to. */
  readonly rules?: { readonly before: Speech['rules']; readonly after: Speech['rules'] };
}

/** Both sides with what their conditions speak of. */
interface Sides extends FormPair {
  readonly speech: { readonly before: Speech; readonly after: Speech };
}

/** What changed in a form: questions, what they demand, how they look and where they stand. */
export function formChanges({ before, after, pointer, rules }: FormPair): Change[] {
  if (same(before, after)) return [];
  const speech = { before: speechOf(before, rules?.before), after: speechOf(after, rules?.after) };
  const [old, now] = [before.schema.properties, after.schema.properties];
  const removed = Object.keys(old)
    .filter((code) => !Object.hasOwn(now, code))
    .map((code) => {
      const place = `${pointer}/schema/properties${at(code)}`;
      return breaking(['fieldRemoved', place, `Поля ${nameOf(code, old)} больше нет`], { answered: code });
    });
  const kept = Object.keys(now).flatMap((code) => questionChanges({ before, after, pointer, speech }, code));
  const whole = ['allOf', 'if', 'then', 'else', 'dependentSchemas'] as const;
  const checks = whole.some((key) => !same(before.schema[key], after.schema[key]))
    ? [breaking(['checkChanged', `${pointer}/schema`, 'Форма проверяет ответы вместе иначе'])]
    : [];
  const sections = same(before.sections, after.sections)
    ? []
    : [harmless(['sectionsChanged', `${pointer}/sections`, 'Изменены разделы формы или порядок полей'])];
  return [...removed, ...kept, ...checks, ...sections];
}

function questionChanges({ before, after, pointer, speech }: Sides, code: string): Change[] {
  const place = `${pointer}/schema/properties${at(code)}`;
  const known = Object.hasOwn(before.schema.properties, code) ? before.schema.properties[code] : undefined;
  const schema = after.schema.properties[code] as JsonSchema;
  const name = `Поле ${nameOf(code, known === undefined ? after.schema.properties : before.schema.properties)}`;
  const ui = uiChanges(
    { before: uiOf(before, code), after: uiOf(after, code), pointer: `${pointer}/ui${at(code)}`, speech },
    name,
  );
  const demand = demandChanges({ before, after, pointer: place, speech }, code, name);
  if (known === undefined)
    return [harmless(['fieldAdded', place, `Добавлено поле ${nameOf(code, after.schema.properties)}`]), ...demand];
  const roots = { before: before.schema, after: after.schema };
  const touches = { answered: code };
  return [...fieldChanges({ before: known, after: schema, roots, pointer: place, name, touches }), ...demand, ...ui];
}

/** How strongly an answer is demanded: never, by a condition, whenever the question is seen. */
function demandOf(form: FormDefinition, code: string): unknown {
  if (form.schema.required?.includes(code)) return true;
  return uiOf(form, code).required ?? false;
}

function demandChanges({ before, after, pointer, speech }: Sides, code: string, name: string): Change[] {
  const [old, now] = [demandOf(before, code), demandOf(after, code)];
  if (same(old, now)) return [];
  if (now === false) return [harmless(['requiredDropped', pointer, `${name} больше не обязательно`])];
  const both = () => whenWords({ rule: now, speech: speech.after }, { rule: old, speech: speech.before });
  if (old === true) return [harmless(['requiredEased', pointer, `${name} обязательно теперь только тогда${both()}`])];
  const fresh =
    now === true
      ? `${name} стало обязательным`
      : `${name} стало обязательным, когда ${conditionWords(now, speech.after)}`;
  const text = old === false ? fresh : `${name} обязательно теперь${both()}`;
  return [breaking(['requiredAdded', pointer, text], { notAnswered: code })];
}

interface UiPair extends Pick<Sides, 'speech'> {
  readonly before: FieldUi;
  readonly after: FieldUi;
  readonly pointer: string;
}

function uiChanges({ before, after, pointer, speech }: UiPair, name: string): Change[] {
  const found: Change[] = [];
  if (!same(before.visible, after.visible)) {
    const now = { rule: after.visible, speech: speech.after };
    const words = whenWords(now, { rule: before.visible, speech: speech.before });
    found.push(harmless(['visibilityChanged', pointer, `${name} спрашивают теперь${words}`]));
  }
  if (before.dictionary !== after.dictionary && after.dictionary !== undefined)
    found.push(breaking(['dictionaryChanged', pointer, `${name}: другой справочник – «${after.dictionary}»`]));
  const { visible: _v, required: _r, dictionary: _d, ...old } = before;
  const { visible, required, dictionary, ...now } = after;
  if (!same(old, now)) found.push(harmless(['lookChanged', pointer, `${name}: изменены вид поля или подсказки`]));
  return found;
}

function uiOf(form: FormDefinition, code: string): FieldUi {
  return (form.ui !== undefined && Object.hasOwn(form.ui, code) ? form.ui[code] : undefined) ?? {};
}

function nameOf(code: string, fields: Readonly<Record<string, JsonSchema>>): string {
  return quoted(fields[code]?.title ?? code);
}
