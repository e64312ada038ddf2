import type { JsonSchema } from '@reglament/format';

/** How a word of JSON Schema is edited. */
export type WordKind =
  | 'schema'
  | 'schemas'
  | 'table'
  | 'names'
  | 'text'
  | 'number'
  | 'flag'
  | 'value'
  | 'values'
  | 'type'
  | 'ref';

export type WordCode = keyof JsonSchema;

export interface Word {
  readonly code: WordCode;
  readonly title: string;
  readonly kind: WordKind;
}

/** Every word that the format has for an answer, as a person reads it. */
export const words: readonly Word[] = [
  { code: 'if', title: 'Если', kind: 'schema' },
  { code: 'then', title: 'То', kind: 'schema' },
  { code: 'else', title: 'Иначе', kind: 'schema' },
  { code: 'allOf', title: 'Выполнено каждое', kind: 'schemas' },
  { code: 'anyOf', title: 'Выполнено хотя бы одно', kind: 'schemas' },
  { code: 'oneOf', title: 'Выполнено ровно одно', kind: 'schemas' },
  { code: 'not', title: 'Не выполнено', kind: 'schema' },
  { code: 'dependentSchemas', title: 'Когда поле заполнено', kind: 'table' },
  { code: 'properties', title: 'Поля', kind: 'table' },
  { code: 'required', title: 'Обязательны', kind: 'names' },
  { code: 'additionalProperties', title: 'Других полей быть не может', kind: 'flag' },
  { code: 'items', title: 'Каждая запись', kind: 'schema' },
  { code: 'contains', title: 'Есть запись, у которой', kind: 'schema' },
  { code: 'minItems', title: 'Записей не меньше', kind: 'number' },
  { code: 'maxItems', title: 'Записей не больше', kind: 'number' },
  { code: 'uniqueItems', title: 'Записи не повторяются', kind: 'flag' },
  { code: 'type', title: 'Что это', kind: 'type' },
  { code: 'const', title: 'Равно', kind: 'value' },
  { code: 'enum', title: 'Одно из значений', kind: 'values' },
  { code: 'minimum', title: 'Не меньше', kind: 'number' },
  { code: 'maximum', title: 'Не больше', kind: 'number' },
  { code: 'exclusiveMinimum', title: 'Больше', kind: 'number' },
  { code: 'exclusiveMaximum', title: 'Меньше', kind: 'number' },
  { code: 'multipleOf', title: 'Кратно', kind: 'number' },
  { code: 'minLength', title: 'Знаков не меньше', kind: 'number' },
  { code: 'maxLength', title: 'Знаков не больше', kind: 'number' },
  { code: 'pattern', title: 'Соответствует образцу', kind: 'text' },
  { code: 'format', title: 'Вид записи', kind: 'text' },
  { code: 'default', title: 'Начальное значение', kind: 'value' },
  { code: 'title', title: 'Название', kind: 'text' },
  { code: 'description', title: 'Пояснение', kind: 'text' },
  { code: '$ref', title: 'Как в общем описании', kind: 'ref' },
  { code: 'definitions', title: 'Общие описания', kind: 'table' },
  { code: 'examples', title: 'Примеры значений', kind: 'values' },
  { code: '$comment', title: 'Заметка для тех, кто правит', kind: 'text' },
];

const formCodes: ReadonlySet<string> = new Set(['if', 'then', 'else', 'allOf', 'dependentSchemas', 'definitions']);
const fieldCodes: ReadonlySet<string> = new Set([
  ...['if', 'then', 'else', 'allOf', 'anyOf', 'not', 'dependentSchemas', 'additionalProperties', 'contains'],
  ...['enum', 'const', '$ref', 'definitions', 'examples', '$comment', 'items', 'properties'],
]);

/** What can be said of a whole form. */
export const formWords = words.filter(({ code }) => formCodes.has(code));
/** What can be said of a field beside its properties in «Форма». */
export const fieldWords = words.filter(({ code }) => fieldCodes.has(code));

/** What a word begins with: nothing is forbidden by it yet. */
export function beginWord({ kind }: Word, definitions: readonly string[]): unknown {
  const first: Readonly<Record<WordKind, unknown>> = {
    ...{ schema: {}, schemas: [{}], table: {}, names: [], text: '', number: 0, value: '', values: [''] },
    ...{ flag: true, type: 'string', ref: `#/definitions/${definitions[0] ?? ''}` },
  };
  return first[kind];
}

/** The words of the format say both «may be» and «may not»; only the second is worth saying. */
export function flagOf({ code }: Word, value: unknown): boolean {
  return code === 'additionalProperties' ? value === false : value === true;
}

export function flagValue({ code }: Word, on: boolean): boolean {
  return code === 'additionalProperties' ? !on : on;
}

export function withWord<T extends object>(schema: T, code: string, value: unknown): T {
  if (value !== undefined) return { ...schema, [code]: value };
  return Object.fromEntries(Object.entries(schema).filter(([key]) => key !== code)) as T;
}

/** How many words of these a schema has. */
export function countWords(schema: object, known: readonly Word[]): number {
  return known.filter(({ code }) => Object.hasOwn(schema, code)).length;
}
