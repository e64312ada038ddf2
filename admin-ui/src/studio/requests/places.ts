import { titleOf } from '@reglament/core/rules';
import type { FormDefinition, JsonSchema } from '@reglament/format';

/** A place of a form that a mapping can write or read. */
export interface Place {
  /** As mappings name it: `plots[].area`. */
  readonly path: string;
  /** With the groups it stands in: «Место рождения: Регион». */
  readonly title: string;
  /** Values of a closed list. */
  readonly values?: readonly { readonly value: string; readonly label: string }[];
}

const MAX_DEPTH = 12;

/** Every leaf of a form, in the order of its sections; what stands in no section comes last. */
export function placesOf({ schema, sections }: FormDefinition): Place[] {
  const placed = sections.flatMap(({ fields }) => fields);
  const others = Object.keys(schema.properties).filter((code) => !placed.includes(code));
  const root: JsonSchema = schema;
  return [...placed, ...others].flatMap((code) => {
    const own = schema.properties[code];
    return own === undefined ? [] : leavesOf({ schema: own, path: code, title: '', code, depth: 0 }, root);
  });
}

interface Node {
  readonly schema: JsonSchema;
  readonly path: string;
  /** Of the groups around it. */
  readonly title: string;
  readonly code: string;
  readonly depth: number;
}

function leavesOf({ schema: written, path, title: around, code, depth }: Node, root: JsonSchema): Place[] {
  const schema = resolved(written, root);
  const own = written.title ?? schema.title ?? code;
  const title = around === '' ? titleOf(own, 'ru') : `${around}: ${titleOf(own, 'ru')}`;
  if (depth > MAX_DEPTH) return [];
  if (schema.properties !== undefined) {
    return Object.entries(schema.properties).flatMap(([key, inner]) =>
      leavesOf({ schema: inner, path: `${path}.${key}`, title, code: key, depth: depth + 1 }, root),
    );
  }
  const items = schema.items === undefined ? undefined : resolved(schema.items, root);
  if (items?.properties !== undefined) {
    return Object.entries(items.properties).flatMap(([key, inner]) =>
      leavesOf({ schema: inner, path: `${path}[].${key}`, title, code: key, depth: depth + 1 }, root),
    );
  }
  const values = schema.oneOf?.flatMap(({ const: value, title: label }) =>
    value === undefined ? [] : [{ value: String(value), label: label ?? String(value) }],
  );
  return [{ path, title, ...(values === undefined || values.length === 0 ? {} : { values }) }];
}

function resolved(schema: JsonSchema, root: JsonSchema): JsonSchema {
  const name = /^#\/definitions\/([^/]+)$/.exec(schema.$ref ?? '')?.[1];
  return (name === undefined ? undefined : root.definitions?.[name]) ?? schema;
}

/** Whether a demanded path, of a leaf or of a whole group, is this place or holds it. */
export function demands(demanded: string, path: string): boolean {
  return path === demanded || path.startsWith(`${demanded}.`) || path.startsWith(`${demanded}[]`);
}
