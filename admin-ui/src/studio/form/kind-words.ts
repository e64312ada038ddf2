import type { FieldUi, JsonSchema } from '@reglament/format';
import { fieldKinds } from './field-kinds.ts';

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
  const named = fieldKinds.find(({ ui: own, schema: { format } }) =>
    ui?.widget !== undefined ? own?.widget === ui.widget : format !== undefined && format === schema.format,
  );
  if (named !== undefined) return named.title.toLowerCase();
  if (schema.type === 'array' && schema.items?.type === 'object') return 'повторяющиеся записи';
  if (schema.oneOf !== undefined || schema.enum !== undefined) return 'выбор';
  return byType[schema.type ?? ''] ?? 'поле';
}
