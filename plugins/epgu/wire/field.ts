import type { FormSchema, JsonSchema } from '@reglament/format';

/** What of a form a message carries: a tree that the schema, the writer and the reader walk alike. */
export type Field = ValueField | GroupField | RowsField;

interface Named {
  /** Code of the field, and name of its element. */
  readonly code: string;
  readonly title?: string;
}

export interface ValueField extends Named {
  readonly kind: 'value';
  readonly type: ValueType;
  /** The values there are. */
  readonly options?: readonly string[];
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
}

export interface GroupField extends Named {
  readonly kind: 'group';
  readonly fields: readonly Field[];
}

/** A list: the element of the field holds one element `row` for each. */
export interface RowsField extends Named {
  readonly kind: 'rows';
  readonly row: Field;
  readonly maxItems?: number;
}

export type ValueType = 'string' | 'date' | 'integer' | 'decimal' | 'boolean';

/** Deeper than any form that may be published; a definition that refers to itself ends here. */
const MOST_DEPTH = 12;

type Definitions = Readonly<Record<string, JsonSchema>>;

export function fieldsOfForm({
  properties,
  definitions = {},
}: Pick<FormSchema, 'properties' | 'definitions'>): Field[] {
  return fieldsOf(properties, { definitions, depth: 0 });
}

interface Within {
  readonly definitions: Definitions;
  readonly depth: number;
}

function fieldsOf(properties: Readonly<Record<string, JsonSchema>>, within: Within): Field[] {
  if (within.depth >= MOST_DEPTH) return [];
  const deeper = { ...within, depth: within.depth + 1 };
  return Object.entries(properties).map(([code, schema]) =>
    fieldOf(code, resolved(schema, within.definitions), deeper),
  );
}

function fieldOf(code: string, schema: JsonSchema, within: Within): Field {
  const named = { code, ...(schema.title === undefined ? {} : { title: schema.title }) };
  if (schema.type === 'array' || schema.items !== undefined) {
    const row = resolved(schema.items ?? {}, within.definitions);
    const { maxItems } = schema;
    return { ...named, kind: 'rows', row: fieldOf(ROW, row, within), ...(maxItems === undefined ? {} : { maxItems }) };
  }
  if (schema.type === 'object' || schema.properties !== undefined)
    return { ...named, kind: 'group', fields: fieldsOf(schema.properties ?? {}, within) };
  return { ...named, ...singleOf(schema) };
}

/** Name of the element of one row. */
const ROW = 'row';

function singleOf(schema: JsonSchema): Omit<ValueField, 'code' | 'title'> {
  const choices = optionsOf(schema);
  const { maxLength, minimum, maximum } = schema;
  return {
    kind: 'value',
    type: typeOf(schema, choices),
    ...(choices === undefined ? {} : { options: choices.map(String) }),
    ...(maxLength === undefined ? {} : { maxLength }),
    ...(minimum === undefined ? {} : { minimum }),
    ...(maximum === undefined ? {} : { maximum }),
  };
}

function typeOf({ type, format }: JsonSchema, choices: readonly unknown[] | undefined): ValueType {
  if (type === 'boolean' || type === 'integer') return type;
  if (type === 'number') return 'decimal';
  if (type === undefined && choices?.every((one) => typeof one === 'number')) return 'decimal';
  return format === 'date' && choices === undefined ? 'date' : 'string';
}

function optionsOf({ enum: listed, oneOf, const: only }: JsonSchema): readonly unknown[] | undefined {
  if (listed !== undefined) return listed;
  if (oneOf?.every((one) => one.const !== undefined)) return oneOf.map((one) => one.const);
  return only === undefined ? undefined : [only];
}

/** A reference stays inside the document; one that leads nowhere, or round in a ring, is any text. */
function resolved(schema: JsonSchema, definitions: Definitions): JsonSchema {
  let found = schema;
  for (let step = 0; found.$ref !== undefined; step += 1) {
    const name = /^#\/definitions\/([^/]+)$/.exec(found.$ref)?.[1] ?? '';
    if (step > MOST_DEPTH || !Object.hasOwn(definitions, name)) return {};
    const { $ref, ...own } = found;
    found = { ...definitions[name], ...own };
  }
  return found;
}
