import type { JsonSchema } from '@reglament/format';

/** Places of subschemas in a schema: one, a list, or a table by name. */
const one = ['items', 'contains', 'if', 'then', 'else', 'not'] as const;
const lists = ['allOf', 'anyOf', 'oneOf'] as const;
const tables = ['properties', 'dependentSchemas'] as const;

/** Subschemas right inside, with the JSON pointer from this one; `definitions` apply only where they are referred to. */
export function subschemas(schema: JsonSchema): (readonly [pointer: string, inner: JsonSchema])[] {
  return [
    ...one.flatMap((key) => (schema[key] === undefined ? [] : [[`/${key}`, schema[key]] as const])),
    ...lists.flatMap((key) => (schema[key] ?? []).map((inner, index) => [`/${key}/${index}`, inner] as const)),
    ...tables.flatMap((key) =>
      Object.entries(schema[key] ?? {}).map(([name, inner]) => [`/${key}/${escaped(name)}`, inner] as const),
    ),
  ];
}

function escaped(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}

/**
 * Subschemas that a validator goes through when every reference is followed; Infinity when one leads back to itself. A
 * chain of definitions that each refer twice to the next is small to read and takes years to check.
 */
export function unfoldedSize(root: JsonSchema): number {
  return sizeIn(root)(root);
}

function sizeIn(root: JsonSchema): Measure {
  return measure(root, (schema, sizeOf) => subschemas(schema).reduce((sum, [, child]) => sum + sizeOf(child), 1));
}

export interface Alternatives {
  readonly count: number;
  /** JSON pointer from the schema to the field that has most of them; empty when they stand outside of fields. */
  readonly pointer: string;
}

/**
 * Subschemas inside `anyOf` and `oneOf`, references followed. A choice of titled values is no alternative here: it is a list,
 * and compiles as one.
 */
export function alternativesOf(root: JsonSchema): Alternatives {
  const size = sizeIn(root);
  const count = measure(root, (schema, countOf) => {
    const inner = subschemas(schema).reduce((sum, [, child]) => sum + countOf(child), 0);
    const forked = [schema.anyOf, schema.oneOf].flatMap((list) => (list === undefined || isChoice(list) ? [] : list));
    return forked.reduce((sum, child) => sum + size(child) - countOf(child), inner);
  });
  const fields = Object.entries(root.properties ?? {}).map(([name, field]) => ({
    count: count(field),
    pointer: `/properties/${escaped(name)}`,
  }));
  const most = fields.reduce((one, other) => (other.count > one.count ? other : one), { count: 0, pointer: '' });
  return { count: count(root), pointer: most.pointer };
}

/** `[{ const, title }, …]`: how a list of values with titles is written. */
function isChoice(list: readonly JsonSchema[]): boolean {
  return list.every((one) => one.const !== undefined && Object.keys(one).every((key) => choiceKeys.has(key)));
}

const choiceKeys: ReadonlySet<string> = new Set(['const', 'title', 'description']);

type Measure = (schema: JsonSchema) => number;

/** A measure of a schema that follows references, each definition measured once. */
function measure(root: JsonSchema, own: (schema: JsonSchema, inner: Measure) => number): Measure {
  const known = new Map<string, number>();
  const of: Measure = (schema) => {
    const name = /^#\/definitions\/([^/]+)$/.exec(schema.$ref ?? '')?.[1];
    return own(schema, of) + (name === undefined ? 0 : ofDefinition(name));
  };
  const ofDefinition = (name: string): number => {
    const found = known.get(name);
    if (found !== undefined) return found;
    // Met again before its measure is known: a circle.
    known.set(name, Number.POSITIVE_INFINITY);
    const definitions = root.definitions ?? {};
    const target = Object.hasOwn(definitions, name) ? definitions[name] : undefined;
    const size = target === undefined ? 0 : of(target);
    known.set(name, size);
    return size;
  };
  return of;
}
