import type { FieldUi, FormDefinition, FormSchema, JsonSchema } from '@reglament/format';
import { formatOfWidget, isFormatName, normalValue } from '../identifier/formats.ts';
import { followRefs } from '../rule/type-of-schema.ts';
import { isObject, type Json, type JsonObject } from '../rule/value.ts';

/**
 * Answers with each identifier in the one way in which it is kept: the masks of the browser take the separators out, a program
 * or a portal may leave them in, and what is asked of another body knows one way only. Words and wrong numbers stay as they are.
 */
export function normalAnswers(answers: JsonObject, { schema, ui }: Pick<FormDefinition, 'schema' | 'ui'>): JsonObject {
  return parts(answers, { properties: schema.properties, root: schema, ui });
}

interface Place {
  readonly properties: JsonSchema['properties'];
  readonly root: FormSchema;
  /** Only the fields of the form itself have one. */
  readonly ui?: FormDefinition['ui'];
}

function parts(values: JsonObject, { properties, root, ui }: Place): JsonObject {
  const normal = Object.entries(values).map(([key, value]): [string, Json | undefined] => {
    const schema = properties !== undefined && Object.hasOwn(properties, key) ? properties[key] : undefined;
    if (schema === undefined || value === undefined) return [key, value];
    return [key, normalAnswer(value, followRefs(schema, root) ?? schema, { root, ui: ui?.[key] })];
  });
  return Object.fromEntries(normal);
}

function normalAnswer(
  value: Json,
  schema: JsonSchema,
  { root, ui }: { root: FormSchema; ui?: FieldUi | undefined },
): Json {
  if (typeof value === 'string') {
    const format = schema.format ?? formatOfWidget[ui?.widget ?? ''];
    return format !== undefined && isFormatName(format) ? normalValue(format, value) : value;
  }
  if (Array.isArray(value)) {
    const { items } = schema;
    if (items === undefined) return value;
    return value.map((row) => normalAnswer(row, followRefs(items, root) ?? items, { root }));
  }
  return isObject(value) ? parts(value as JsonObject, { properties: schema.properties, root }) : value;
}
