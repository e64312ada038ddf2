import type { FieldUi, JsonSchema } from '@reglament/format';
import { type FieldKind, fieldKinds } from './field-kinds.ts';

const byType: Readonly<Record<string, string>> = {
  string: 'строка',
  integer: 'целое число',
  number: 'число',
  boolean: 'отметка',
  array: 'список',
  object: 'группа полей',
};

/** What a field is, in the words of the palette where it has any. */
export function kindWords(schema: JsonSchema, ui: FieldUi | undefined): string {
  const named = byLook(schema, ui);
  if (named !== undefined) return named.title.toLowerCase();
  if (isRows(schema)) return 'повторяющиеся записи';
  if (schema.oneOf !== undefined || schema.enum !== undefined) return 'выбор';
  return byType[schema.type ?? ''] ?? 'поле';
}

/** The kind of the palette that a field is of; undefined: made by hand, the palette has nothing like it. */
export function kindOf(schema: JsonSchema, ui: FieldUi | undefined): FieldKind | undefined {
  const named = byLook(schema, ui);
  if (named !== undefined || ui?.widget !== undefined || schema.format !== undefined) return named;
  const code = isRows(schema) ? 'rows' : plainKind(schema);
  return fieldKinds.find((one) => one.code === code);
}

function byLook(schema: JsonSchema, ui: FieldUi | undefined): FieldKind | undefined {
  return fieldKinds.find(({ ui: own, schema: { format } }) =>
    ui?.widget !== undefined ? own?.widget === ui.widget : format !== undefined && format === schema.format,
  );
}

function isRows({ type, items }: JsonSchema): boolean {
  return type === 'array' && items?.type === 'object';
}

const plainKinds: Readonly<Record<string, string>> = {
  string: 'text',
  integer: 'integer',
  number: 'number',
  boolean: 'checkbox',
  object: 'group',
};

function plainKind({ type, oneOf, enum: values, items }: JsonSchema): string | undefined {
  if (type === 'array') return items?.oneOf === undefined ? undefined : 'checkboxes';
  if (values !== undefined) return undefined;
  return oneOf === undefined ? plainKinds[type ?? ''] : type === 'string' ? 'select' : undefined;
}
