import type { JsonSchema } from '@reglament/format';
import { quoted } from '../rule/russian.ts';
import { followRefs, type Kind, type RuleType, typeAt } from '../rule/type-of-schema.ts';
import { sameValue } from '../rule/value.ts';

/** Why a value of one type cannot stand where another is wanted. */
export interface Misfit {
  readonly code: 'converterNeeded' | 'valueWithoutPlace';
  readonly message: string;
  readonly todo: string;
}

const KINDS = {
  any: 'что угодно',
  boolean: 'флажок',
  number: 'число',
  text: 'текст',
  date: 'дата',
  list: 'список',
  group: 'группа полей',
} satisfies Record<Kind, string>;

const TO_CODES = 'Выберите преобразование «Отметка в коды „да“ и „нет“» (yesNo)';
const FROM_CODES = 'Выберите преобразование «Коды „да“ и „нет“ в отметку» (isYes)';

/** The converter that would help, by «from to». */
const HELP: Readonly<Record<string, string>> = {
  'number text': 'Выберите преобразование «Число или дата в текст» (text)',
  'text number': 'Выберите преобразование «Текст в число» (number)',
  'text date': 'Выберите преобразование «Текст в дату» (parseDate) и запись даты',
  'boolean text': TO_CODES,
  'boolean number': TO_CODES,
  'text boolean': FROM_CODES,
  'number boolean': FROM_CODES,
  'list text':
    'Выберите преобразование «Один элемент списка» (pick), «Несколько значений через разделитель» (join) или другой источник',
};

const MAX_DEPTH = 12;

/** Undefined when it fits. A value that may or may not fit is let through: only what never fits is said. */
export function misfit(from: RuleType, to: RuleType, depth = 0): Misfit | undefined {
  if (from.kind === 'any' || to.kind === 'any' || depth > MAX_DEPTH) return undefined;
  if (from.kind === 'list' && to.kind === 'list') return misfit(from.item, to.item, depth + 1);
  if (from.kind === 'group' && to.kind === 'group') return groupMisfit(from, to, depth);
  if (from.kind === to.kind) return valuesMisfit(from, to);
  // A date is stored as a text, and an open text may hold one.
  if (from.kind === 'date' && to.kind === 'text' && to.values === undefined) return undefined;
  return {
    code: 'converterNeeded',
    message: `Источник – ${KINDS[from.kind]}, а нужно: ${KINDS[to.kind]}`,
    todo: HELP[`${from.kind} ${to.kind}`] ?? 'Выберите другой источник или преобразование',
  };
}

/** A text that is written by hand may be any: only codes of a closed list are compared. */
function valuesMisfit(from: RuleType, to: RuleType): Misfit | undefined {
  const ours = 'values' in from ? from.values : undefined;
  const theirs = 'values' in to ? to.values : undefined;
  if (ours === undefined || theirs === undefined) return undefined;
  const stray = ours.filter((one) => !theirs.some((other) => sameValue(one, other)));
  if (stray.length === 0) return undefined;
  const names = stray.slice(0, 5).map((one) => quoted(String(one)));
  return {
    code: 'valueWithoutPlace',
    message: `Среди вариантов места нет значений источника: ${names.join(', ')}${stray.length > 5 ? ' и других' : ''}`,
    todo: 'Выберите преобразование «Код в другой код по таблице» (codes) и назовите вариант для каждого',
  };
}

/** Fields of the same name are copied, so each of them has to fit. */
function groupMisfit(
  from: Extract<RuleType, { kind: 'group' }>,
  to: Extract<RuleType, { kind: 'group' }>,
  depth: number,
): Misfit | undefined {
  const ours = propertiesOf(from);
  for (const key of Object.keys(propertiesOf(to))) {
    if (!Object.hasOwn(ours, key)) continue;
    const [source, target] = [typeAt(from, [key]), typeAt(to, [key])];
    const found = source && target && misfit(source, target, depth + 1);
    if (found !== undefined) return { ...found, message: `Поле «${key}»: ${found.message}` };
  }
  return undefined;
}

export function propertiesOf(type: Extract<RuleType, { kind: 'group' }>): Readonly<Record<string, JsonSchema>> {
  return type.schema.properties ?? followRefs(type.schema as JsonSchema, type.root)?.properties ?? {};
}
