import type { Json, JsonObject } from '@reglament/sdk';
import { type PlainElement, type WrittenElement, written } from '@reglament/xml';
import type { Field, ValueType } from './field.ts';

/** The elements of what is answered, in the order of the form. What is empty is not written. */
export function writeFields(fields: readonly Field[], answers: JsonObject): WrittenElement[] {
  return fields.flatMap((field) => writeField(field, Object.hasOwn(answers, field.code) ? answers[field.code] : null));
}

function writeField(field: Field, value: Json | undefined): WrittenElement[] {
  if (value === undefined || value === null || value === '') return [];
  if (field.kind === 'group') return isObject(value) ? [written(field.code, ...writeFields(field.fields, value))] : [];
  if (field.kind === 'rows') {
    const rows = Array.isArray(value) ? value : [value];
    return [written(field.code, ...rows.flatMap((row) => writeField(field.row, row)))];
  }
  return typeof value === 'object' ? [] : [written(field.code, lexical(value))];
}

function lexical(value: string | number | boolean): string {
  if (typeof value !== 'number') return String(value);
  return value.toLocaleString('en-US', { useGrouping: false, maximumFractionDigits: 20 });
}

/**
 * What the elements say, as the form keeps it. A value that is not of its type stays the text that came: the check of the
 * form says of it what a person understands. Elements that the form does not have are left to the schema to name.
 */
export function readFields(fields: readonly Field[], { children }: PlainElement): JsonObject {
  const answers: Record<string, Json> = {};
  for (const field of fields) {
    const element = children.find(({ name }) => name === field.code);
    const value = element === undefined ? undefined : readField(field, element);
    if (value !== undefined) answers[field.code] = value;
  }
  return answers;
}

function readField(field: Field, element: PlainElement): Json | undefined {
  if (field.kind === 'group') return readFields(field.fields, element);
  if (field.kind === 'rows') return element.children.flatMap((row) => readField(field.row, row) ?? []);
  return element.text === '' ? undefined : read[field.type](element.text);
}

const read = {
  string: (text) => text,
  date: (text) => /^(\d{4}-\d\d-\d\d)(?:Z|[+-]\d\d:\d\d)?$/.exec(text.trim())?.[1] ?? text,
  integer: (text) => numberOf(text, /^[+-]?\d{1,15}$/),
  decimal: (text) => numberOf(text, /^[+-]?(?:\d{1,15}(?:\.\d{0,20})?|\.\d{1,20})$/),
  boolean: (text) => ({ true: true, 1: true, false: false, 0: false })[text.trim()] ?? text,
} satisfies Record<ValueType, (text: string) => Json>;

function numberOf(text: string, shape: RegExp): Json {
  return shape.test(text.trim()) ? Number(text.trim()) : text;
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
