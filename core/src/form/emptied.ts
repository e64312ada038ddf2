import type { FormDefinition, JsonSchema } from '@reglament/format';
import { isBlank, isObject, type Json, type JsonObject } from '../rule/value.ts';

/**
 * Answers without what was begun and emptied again: a text of blanks, a group with nothing in it, an unticked box that can only
 * say «да», null. Rows of a list stay where they are, and a list without rows is none.
 */
export function withoutEmptied(answers: JsonObject, { schema }: Pick<FormDefinition, 'schema'>): JsonObject {
  return rid(answers, schema.properties);
}

type Properties = JsonSchema['properties'];

function rid(values: JsonObject, properties: Properties): JsonObject {
  const kept = Object.entries(values).map(([key, value]): [string, Json | undefined] => {
    const schema = properties !== undefined && Object.hasOwn(properties, key) ? properties[key] : undefined;
    return [key, emptied(value, schema)];
  });
  return Object.fromEntries(kept.filter(([, value]) => value !== undefined));
}

function emptied(value: Json | undefined, schema: JsonSchema | undefined): Json | undefined {
  if (value === null || value === undefined) return undefined;
  if (typeof value === 'string') return isBlank(value) ? undefined : value;
  if (value === false) return schema?.const === true ? undefined : value;
  if (Array.isArray(value)) return value.length === 0 ? undefined : value.map((row) => rowOf(row, schema?.items));
  if (!isObject(value)) return value;
  const rest = rid(value as JsonObject, schema?.properties);
  return Object.keys(rest).length === 0 ? undefined : rest;
}

function rowOf(row: Json, schema: JsonSchema | undefined): Json {
  return isObject(row) ? rid(row as JsonObject, schema?.properties) : row;
}
