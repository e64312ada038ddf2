import { codeOfTitle } from '@reglament/core/rules';
import type { JsonSchema } from '@reglament/format';
import type { Part } from '../../list-commands.ts';
import { type FieldKind, fieldKinds } from '../field-kinds.ts';
import { kindOf } from '../kind-words.ts';

/** What a group of fields or a row of a repeating group is made of. Pure. */

const plain: ReadonlySet<string> = new Set(['text', 'integer', 'number', 'checkbox', 'select', 'group', 'rows']);

/** Kinds that need nothing but a schema: how an inner field looks follows from it. */
export const innerKinds: readonly FieldKind[] = fieldKinds
  .filter(({ code, schema: { format } }) => format !== undefined || plain.has(code))
  .map(({ ui: _, ...kind }) => kind);

/** The schema whose properties the inner fields are; undefined: the field has none. */
export function innerOf(schema: JsonSchema): JsonSchema | undefined {
  if (schema.type === 'object') return schema;
  return schema.type === 'array' && schema.items?.type === 'object' ? schema.items : undefined;
}

/** The field with other inner fields. */
export function withInner(schema: JsonSchema, inner: JsonSchema): JsonSchema {
  return schema.type === 'array' ? { ...schema, items: inner } : inner;
}

export function addInner(inner: JsonSchema, title: string, kind = innerKinds[0]): JsonSchema {
  const { properties = {} } = inner;
  const code = codeOfTitle(title, new Set(Object.keys(properties)));
  return { ...inner, properties: { ...properties, [code]: { title, ...kind?.schema } } };
}

export function changeInner(inner: JsonSchema, code: string, change: Part<JsonSchema>): JsonSchema {
  const own = inner.properties?.[code];
  if (own === undefined) return inner;
  const whole = Object.entries({ ...own, ...change }).filter(([, value]) => value !== undefined);
  return { ...inner, properties: { ...inner.properties, [code]: Object.fromEntries(whole) } };
}

/** The question and the choices stay. */
export function innerToKind(inner: JsonSchema, code: string, kind: FieldKind): JsonSchema {
  const own = inner.properties?.[code];
  if (own === undefined || kindOf(own, undefined)?.code === kind.code) return inner;
  const { title, description } = own;
  const kept = { ...(title === undefined ? {} : { title }), ...(description === undefined ? {} : { description }) };
  const choices = own.oneOf !== undefined && kind.schema.oneOf !== undefined ? { oneOf: own.oneOf } : {};
  return { ...inner, properties: { ...inner.properties, [code]: { ...kept, ...kind.schema, ...choices } } };
}

export function requireInner(inner: JsonSchema, code: string, required: boolean): JsonSchema {
  const { required: before = [], ...rest } = inner;
  const others = before.filter((one) => one !== code);
  const after = required ? [...others, code] : others;
  return after.length === 0 ? rest : { ...rest, required: after };
}

export function removeInner(inner: JsonSchema, code: string): JsonSchema {
  const left = Object.entries(inner.properties ?? {}).filter(([name]) => name !== code);
  return { ...requireInner(inner, code, false), properties: Object.fromEntries(left) };
}

/** One place up (-1) or down (1); at the edge it stays. */
export function moveInner(inner: JsonSchema, code: string, by: -1 | 1): JsonSchema {
  const entries = Object.entries(inner.properties ?? {});
  const at = entries.findIndex(([name]) => name === code);
  const [own, other] = [entries[at], entries[at + by]];
  if (own === undefined || other === undefined) return inner;
  return { ...inner, properties: Object.fromEntries(entries.with(at, other).with(at + by, own)) };
}
