import type { JsonSchema } from '@reglament/format';
import type { Json, JsonObject } from '@reglament/sdk';
import { type Document, followed, isObject } from './document.ts';

type Kind = NonNullable<JsonSchema['type']>;

const DEEPEST = 12;

/** A schema with the parts of its `allOf` in it; of `oneOf` and `anyOf` the only branch beside null. */
export function merged(document: Document, schema: JsonObject, depth = 0): JsonObject {
  if (depth > DEEPEST) return {};
  const { allOf, oneOf, anyOf, ...own } = schema;
  const parts = Array.isArray(allOf) ? allOf.map((part) => followed(document, part as Json)) : [];
  const branches = [oneOf, anyOf]
    .flatMap((list) => (Array.isArray(list) ? list : []))
    .map((one) => followed(document, one as Json));
  const real = branches.filter((one) => isObject(one) && one.type !== 'null');
  const only = real.length === 1 ? real : [];
  const choices = real.length > 1 ? constChoices(real) : undefined;
  const whole = [...parts, ...only]
    .filter(isObject)
    .reduce<JsonObject>((sum, part) => united(sum, merged(document, part, depth + 1)), {});
  const together = united(whole, own);
  if (choices !== undefined) return { ...together, ...choices };
  return real.length > 1 && together.type === undefined ? { ...together, mixed: true } : together;
}

/** Branches that each name one value are a list of values. */
function constChoices(branches: readonly (Json | undefined)[]): JsonObject | undefined {
  const values = branches.map((one) => (isObject(one) ? one.const : undefined));
  if (values.some((one) => typeof one !== 'string')) return undefined;
  const titles = branches.map((one) => (isObject(one) && typeof one.title === 'string' ? one.title : null));
  return { type: 'string', enum: values as string[], enumTitles: titles };
}

function united(one: JsonObject, other: JsonObject): JsonObject {
  const both = (key: string) => [one[key], other[key]] as const;
  const [left, right] = both('properties');
  const properties = isObject(left) && isObject(right) ? { properties: { ...left, ...right } } : {};
  const [had, has] = both('required');
  const required = Array.isArray(had) && Array.isArray(has) ? { required: [...had, ...has] } : {};
  return { ...one, ...other, ...properties, ...required };
}

/** What a value is; undefined: one of several, which a form has no field for. */
export function typeOf({ type, properties, items, enum: list, mixed }: JsonObject): Kind | undefined {
  if (mixed === true) return undefined;
  const types = (Array.isArray(type) ? type : [type]).filter((one) => one !== 'null' && one !== undefined);
  if (types.length > 1) return undefined;
  const [only] = types;
  if (typeof only === 'string') return only as Kind;
  if (isObject(properties)) return 'object';
  if (items !== undefined) return 'array';
  return Array.isArray(list) ? 'string' : undefined;
}

/** Formats that the platform knows by the same name. */
const formats: ReadonlySet<unknown> = new Set(['date', 'email']);
/** What another engine of patterns would not read. */
const unsafe = /\(\?(?:[=!]|<[=!])|\\[1-9]|\\[kpP]/;

export interface Leaf {
  readonly schema: JsonSchema;
  /** What the field does not hold a value to. */
  readonly left?: string;
}

export function leafSchema(schema: JsonObject, name: string): Leaf {
  const { title, description, example, format, pattern, enum: list, enumTitles } = schema;
  const type = typeOf(schema) ?? 'string';
  const [words, more] = [title, description].filter(
    (one): one is string => typeof one === 'string' && one.trim() !== '',
  );
  const examples = [example, ...(Array.isArray(schema.examples) ? schema.examples : [])].filter(
    (one) => one !== undefined,
  );
  const head: JsonSchema = {
    title: firstLine(words ?? name),
    ...(more === undefined ? {} : { description: more.slice(0, 500) }),
    ...(schema.default === undefined || schema.default === null ? {} : { default: schema.default }),
    ...(examples.length === 0 ? {} : { examples: examples.slice(0, 3) }),
  };
  if (Array.isArray(list) && type === 'string') {
    const titles = Array.isArray(enumTitles) ? enumTitles : [];
    const oneOf = list
      .map((value, index) => ({ const: value, title: String(titles[index] ?? (value === '' ? 'Пусто' : value)) }))
      .filter((one) => typeof one.const === 'string');
    return { schema: { ...head, type, oneOf } };
  }
  const left =
    typeof pattern === 'string' && unsafe.test(pattern)
      ? 'образец записи поле не проверяет – его проверит поставщик'
      : undefined;
  return {
    schema: {
      ...head,
      type,
      ...numbers(schema, type),
      ...(type === 'string' && formats.has(format) ? { format: String(format) } : {}),
      ...(typeof pattern === 'string' && left === undefined && type === 'string' ? { pattern } : {}),
    },
    ...(left === undefined ? {} : { left }),
  };
}

const limits = {
  string: ['minLength', 'maxLength'],
  number: ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'],
  integer: ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'],
} as const;

function numbers(schema: JsonObject, type: Kind): Partial<JsonSchema> {
  const names: readonly string[] = Object.hasOwn(limits, type) ? limits[type as keyof typeof limits] : [];
  const whole = withoutFlags(schema);
  return Object.fromEntries(names.map((name) => [name, whole[name]]).filter(([, value]) => typeof value === 'number'));
}

/** OpenAPI 3.0 says by a flag that the limit itself is left out, 3.1 by a limit of its own. */
function withoutFlags(schema: JsonObject): JsonObject {
  const exclusive = (flag: string, limit: string) =>
    schema[flag] === true ? { [flag]: schema[limit] ?? null, [limit]: null } : {};
  return { ...schema, ...exclusive('exclusiveMinimum', 'minimum'), ...exclusive('exclusiveMaximum', 'maximum') };
}

function firstLine(text: string): string {
  return (text.trim().split('\n')[0] ?? text).slice(0, 300);
}
