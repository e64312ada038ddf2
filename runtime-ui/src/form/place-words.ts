/** A value in words, at whatever place of a form it stands: the whole group with its questions, a cell of a row. Pure. */
import type { FieldUi, FormDefinition, JsonSchema } from '@reglament/format';
import { dateText, plural } from '../ui/format.ts';
import type { Entry } from './entry.ts';
import type { FormSources } from './form-host.ts';
import { plainForm } from './plain-form.ts';
import { valueText } from './value-text.ts';
import { fieldOptions } from './view-schema.ts';

export interface PlaceOfForm {
  form: FormDefinition;
  /** `/passport/series`; empty for all answers. */
  pointer: string;
  dictionaries: Readonly<Record<string, readonly Entry[]>>;
}

function schemaOf(schema: JsonSchema | undefined, path: readonly string[]): JsonSchema | undefined {
  const [code, ...rest] = path;
  if (code === undefined || schema === undefined) return schema;
  return schemaOf(/^\d+$/.test(code) ? schema.items : schema.properties?.[code], rest);
}

export function placeWords(value: unknown, { form, pointer, dictionaries }: PlaceOfForm): string {
  const plain = plainForm(form);
  const path = pointer.split('/').slice(1);
  const sources: FormSources = { dictionaries };
  const schema = schemaOf({ type: 'object', properties: plain.schema.properties }, path) ?? {};
  return wordsOf(value, { schema, ui: path.length === 1 ? form.ui?.[path[0] ?? ''] : undefined, sources });
}

interface Worded {
  schema: JsonSchema;
  ui: FieldUi | undefined;
  sources: FormSources;
}

function wordsOf(value: unknown, { schema, ui, sources }: Worded): string {
  const options = fieldOptions(schema, ui);
  if (options.widget === 'files') return filesWords(value);
  if (Array.isArray(value) && schema.items && options.widget === undefined) {
    const { items } = schema;
    if (value.length === 0) return '—';
    return value
      .map((row, index) => `${index + 1}) ${wordsOf(row, { schema: items, ui: undefined, sources })}`)
      .join('; ');
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value) && options.widget !== 'ground') {
    // In the order of the form, whatever order they were stored in; then what the form no longer knows.
    const codes = new Set([...Object.keys(schema.properties ?? {}), ...Object.keys(value)]);
    const parts = [...codes].flatMap((code) => {
      const one: unknown = (value as Record<string, unknown>)[code];
      const child = schema.properties?.[code];
      const words = wordsOf(one, { schema: child ?? {}, ui: undefined, sources });
      return words === '—' ? [] : [child?.title ? `${child.title}: ${words}` : words];
    });
    return parts.join(', ') || '—';
  }
  return valueText(value, { schema, options, sources });
}

function filesWords(value: unknown): string {
  const count = Array.isArray(value) ? value.length : value === undefined || value === null ? 0 : 1;
  return count === 0 ? '—' : plural(count, ['файл', 'файла', 'файлов']);
}

interface WordsOf {
  form: FormDefinition;
  /** Name of the field in the history: `answers.area`, `applicant`, a file's name. */
  field: string;
  dictionaries: Readonly<Record<string, readonly Entry[]>>;
}

function plainWords(value: unknown): string {
  if (value === undefined || value === null || value === '') return '—';
  if (typeof value === 'boolean') return value ? 'Да' : 'Нет';
  if (typeof value === 'string') return /^\d{4}-\d{2}-\d{2}$/.test(value) ? dateText(value) : value;
  if (Array.isArray(value)) return value.map(plainWords).join('; ') || '—';
  if (typeof value !== 'object') return String(value);
  return (
    Object.entries(value)
      .filter(([key]) => key !== 'kind')
      .map(([, item]) => plainWords(item))
      .join(', ') || '—'
  );
}

/** A value of the history, whatever part of the application it is of. */
export function valueWords(value: unknown, { form, field, dictionaries }: WordsOf): string {
  const code = /^answers\.(\w+)$/.exec(field)?.[1] ?? '';
  if (!Object.hasOwn(form.schema.properties, code)) return plainWords(value);
  return placeWords(value, { form, pointer: `/${code}`, dictionaries });
}
