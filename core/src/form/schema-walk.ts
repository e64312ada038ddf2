import type { FormSchema, JsonSchema } from '@reglament/format';
import { type AnySchema, followRefs } from '../rule/type-of-schema.ts';

/** Walking a form's schema beside an answer. */

export function parsePointer(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'));
}

export function joinPointer(pointer: string, segment: string | number): string {
  return `${pointer}/${String(segment).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** The field's own schema, references followed. */
export function findField(schema: AnySchema, key: string, root: FormSchema): JsonSchema | undefined {
  const { properties } = schema;
  const field = properties !== undefined && Object.hasOwn(properties, key) ? properties[key] : undefined;
  return field === undefined ? undefined : (followRefs(field, root) ?? field);
}

/** One step from the root of the form down to the place a pointer names. */
export interface SchemaStep {
  readonly segment: string;
  /** Position in a list, counted from 0; undefined for a field of a group. */
  readonly index: number | undefined;
  readonly schema: JsonSchema | undefined;
}

export function stepsTo(pointer: string, root: FormSchema): readonly SchemaStep[] {
  const steps: SchemaStep[] = [];
  let current: AnySchema | undefined = root;
  for (const segment of parsePointer(pointer)) {
    const items = itemsOf(current);
    const isItem = items !== undefined && /^\d+$/.test(segment);
    const next: JsonSchema | undefined = isItem
      ? (followRefs(items, root) ?? items)
      : current && findField(current, segment, root);
    steps.push({ segment, index: isItem ? Number(segment) : undefined, schema: next });
    current = next;
  }
  return steps;
}

function itemsOf(schema: AnySchema | undefined): JsonSchema | undefined {
  return schema !== undefined && 'items' in schema ? schema.items : undefined;
}

export function schemaAt(pointer: string, root: FormSchema): JsonSchema | undefined {
  return stepsTo(pointer, root).at(-1)?.schema;
}
