import type { FormDefinition, JsonSchema } from '@reglament/format';
import type { Json, JsonObject } from '../src/index.ts';

/** Values by the formats that the platform checks; every check digit holds. */
const formats: Readonly<Record<string, string>> = {
  date: '2026-03-02',
  'date-time': '2026-03-02T09:00:00Z',
  email: 'example@example.ru',
  uri: 'https://example.ru/',
  uuid: '00000000-0000-4000-8000-000000000001',
  snils: '11223344595',
  inn: '500100732259',
  'inn-person': '500100732259',
  'inn-organisation': '7707083893',
  ogrn: '1027700132195',
  ogrnip: '304500116000157',
  kpp: '773601001',
  oktmo: '45000000',
  'cadastral-number': '16:50:011101:1',
};

/** An answer to every field of the form: its example, default, first choice, or something of its type. */
export function sampleAnswers({ schema }: Pick<FormDefinition, 'schema'>): JsonObject {
  return sampleObject(schema.properties, schema);
}

function sampleObject(properties: Readonly<Record<string, JsonSchema>>, root: JsonSchema): JsonObject {
  return Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, sampleValue(schema, root)]));
}

function sampleValue(schema: JsonSchema, root: JsonSchema): Json {
  const [, name] = /^#\/definitions\/(.+)$/.exec(schema.$ref ?? '') ?? [];
  const target = name === undefined ? undefined : root.definitions?.[name];
  if (target) return sampleValue(target, root);
  const given = [schema.examples?.[0], schema.const, schema.default, schema.enum?.[0]].find((one) => one !== undefined);
  if (given !== undefined) return given as Json;
  const choice = schema.oneOf?.[0] ?? schema.anyOf?.[0];
  if (choice) return sampleValue({ type: schema.type, ...choice } as JsonSchema, root);
  return byType[schema.type ?? 'string'](schema, root);
}

const byType: Readonly<Record<NonNullable<JsonSchema['type']>, (schema: JsonSchema, root: JsonSchema) => Json>> = {
  string: ({ format, minLength = 0, maxLength = 1000 }) =>
    formats[format ?? ''] ?? 'Образец'.padEnd(minLength, '.').slice(0, maxLength),
  integer: ({ minimum, exclusiveMinimum }) => minimum ?? (exclusiveMinimum === undefined ? 1 : exclusiveMinimum + 1),
  number: ({ minimum, exclusiveMinimum }) => minimum ?? (exclusiveMinimum === undefined ? 1 : exclusiveMinimum + 1),
  boolean: () => true,
  null: () => null,
  object: ({ properties = {} }, root) => sampleObject(properties, root),
  array: ({ items, minItems = 0 }, root) =>
    items ? Array.from({ length: minItems }, () => sampleValue(items, root)) : [],
};
