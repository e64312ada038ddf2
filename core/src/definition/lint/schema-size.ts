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
  const sizes = new Map<string, number>();
  const sizeOf = (schema: JsonSchema): number => {
    const inner = subschemas(schema).reduce((sum, [, child]) => sum + sizeOf(child), 1);
    const name = /^#\/definitions\/([^/]+)$/.exec(schema.$ref ?? '')?.[1];
    return name === undefined ? inner : inner + sizeOfDefinition(name);
  };
  const sizeOfDefinition = (name: string): number => {
    const known = sizes.get(name);
    if (known !== undefined) return known;
    // Met again before its size is known: a circle.
    sizes.set(name, Number.POSITIVE_INFINITY);
    const definitions = root.definitions ?? {};
    const target = Object.hasOwn(definitions, name) ? definitions[name] : undefined;
    const size = target === undefined ? 0 : sizeOf(target);
    sizes.set(name, size);
    return size;
  };
  return sizeOf(root);
}
