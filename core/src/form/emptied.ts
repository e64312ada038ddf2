import type { FormDefinition, FormSchema, JsonSchema } from '@reglament/format';
import { followRefs } from '../rule/type-of-schema.ts';
import { isBlank, isObject, type Json, type JsonObject } from '../rule/value.ts';

/**
 * Answers without what was begun and emptied again: a text of blanks, a group with nothing in it, an unticked box that can only
 * say «да», null. Rows of a list stay where they are, and a list without rows is none.
 */
export function withoutEmptied(answers: JsonObject, { schema }: Pick<FormDefinition, 'schema'>): JsonObject {
  return rid(answers, schema, schema);
}

function rid(values: JsonObject, { properties }: Pick<JsonSchema, 'properties'>, root: FormSchema): JsonObject {
  const kept = Object.entries(values).map(([key, value]): [string, Json | undefined] => {
    const schema = properties !== undefined && Object.hasOwn(properties, key) ? properties[key] : undefined;
    return [key, emptied(value, schema ?? {}, root)];
  });
  return Object.fromEntries(kept.filter(([, value]) => value !== undefined));
}

function emptied(value: Json | undefined, written: JsonSchema, root: FormSchema): Json | undefined {
  if (value === null || value === undefined) return undefined;
  if (typeof value === 'string') return isBlank(value) ? undefined : value;
  const schema = followRefs(written, root) ?? written;
  if (value === false) return schema.const === true ? undefined : value;
  if (Array.isArray(value)) {
    const items = schema.items ?? {};
    const rows = followRefs(items, root) ?? items;
    return value.length === 0
      ? undefined
      : value.map((row) => (isObject(row) ? rid(row as JsonObject, rows, root) : row));
  }
  if (!isObject(value)) return value;
  const rest = rid(value as JsonObject, schema, root);
  return Object.keys(rest).length === 0 ? undefined : rest;
}
