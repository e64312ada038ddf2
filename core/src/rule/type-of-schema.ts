import type { FormSchema, JsonSchema } from '@reglament/format';
import { isIsoDate } from '../calendar/iso-date.ts';
import { CASE_FACTS, type CaseFact } from './case-facts.ts';
import type { Json } from './value.ts';

/** What a field or an expression can be, as far as a form's schema tells. `values` is the closed list, where there is one. */
export type RuleType =
  | { readonly kind: 'any' }
  | { readonly kind: 'boolean' | 'number' | 'text' | 'date'; readonly values?: readonly unknown[] }
  | { readonly kind: 'list'; readonly item: RuleType }
  | { readonly kind: 'group'; readonly schema: AnySchema; readonly root: AnySchema };

export type AnySchema = JsonSchema | FormSchema;
export type Kind = RuleType['kind'];

export const ANY: RuleType = { kind: 'any' };
export const BOOLEAN: RuleType = { kind: 'boolean' };
export const NUMBER: RuleType = { kind: 'number' };
export const TEXT: RuleType = { kind: 'text' };
export const DATE: RuleType = { kind: 'date' };

const MAX_REFS = 20;
const SIMPLE = { boolean: 'boolean', number: 'number', integer: 'number', string: 'text' } as const;

function typeOfSchema(schema: JsonSchema, root: AnySchema): RuleType {
  const target = followRefs(schema, root);
  if (target === undefined) return ANY;
  const values = closedValues(target);
  const type = target.type ?? typeOfValues(values);
  if (type === 'array') return { kind: 'list', item: target.items ? typeOfSchema(target.items, root) : ANY };
  if (type === 'object' || target.properties !== undefined) return { kind: 'group', schema: target, root };
  if (type === undefined || type === 'null') return ANY;
  const kind = type === 'string' && target.format === 'date' ? 'date' : SIMPLE[type];
  return values === undefined ? { kind } : { kind, values };
}

/** The type at a path below; undefined when there is no such field. A group without properties may hold anything. */
export function typeAt(from: RuleType, segments: readonly string[]): RuleType | undefined {
  let current: RuleType = from;
  for (const segment of segments) {
    if (current.kind === 'any') return ANY;
    if (current.kind === 'list' && /^\d+$/.test(segment)) {
      current = current.item;
      continue;
    }
    if (current.kind !== 'group') return undefined;
    const { properties } = current.schema;
    if (properties === undefined) return ANY;
    const field: JsonSchema | undefined = Object.hasOwn(properties, segment) ? properties[segment] : undefined;
    if (field === undefined) return undefined;
    current = typeOfSchema(field, current.root);
  }
  return current;
}

export function typeOfLiteral(value: unknown): RuleType {
  if (typeof value === 'boolean') return { kind: 'boolean', values: [value] };
  if (typeof value === 'number') return { kind: 'number', values: [value] };
  if (typeof value === 'string') return { kind: isIsoDate(value) ? 'date' : 'text', values: [value] };
  return ANY;
}

const FACT_TYPES = {
  boolean: () => BOOLEAN,
  text: (fact) => (fact.values === undefined ? TEXT : { kind: 'text', values: Object.keys(fact.values) }),
  listOfTexts: () => ({ kind: 'list', item: TEXT }),
} satisfies Record<CaseFact['type'], (fact: CaseFact) => RuleType>;

export function typeOfFact(path: string): RuleType | undefined {
  const fact = Object.hasOwn(CASE_FACTS, path) ? CASE_FACTS[path] : undefined;
  return fact === undefined ? undefined : FACT_TYPES[fact.type](fact);
}

/** Own `#/definitions/name` only; undefined when the reference leads nowhere or in a circle. */
export function followRefs(schema: JsonSchema, root: AnySchema): JsonSchema | undefined {
  let current = schema;
  for (let step = 0; step < MAX_REFS; step += 1) {
    if (current.$ref === undefined) return current;
    const next = definitionOf(current, root)?.schema;
    if (next === undefined) return undefined;
    current = next;
  }
  return undefined;
}

/** The common description that a reference names, one step of it. */
export function definitionOf(
  { $ref = '' }: JsonSchema,
  { definitions = {} }: AnySchema,
): { readonly name: string; readonly schema: JsonSchema } | undefined {
  const name = /^#\/definitions\/([^/]+)$/.exec($ref)?.[1];
  const schema = name !== undefined && Object.hasOwn(definitions, name) ? definitions[name] : undefined;
  return name === undefined || schema === undefined ? undefined : { name, schema };
}

/** The closed list of a choice, written as `enum`, `const` or `oneOf: [{const, title}]`. */
function closedValues(schema: JsonSchema): readonly unknown[] | undefined {
  if (schema.const !== undefined) return [schema.const];
  if (schema.enum !== undefined) return schema.enum;
  const choices = schema.oneOf ?? schema.anyOf;
  return choices?.every((one) => one.const !== undefined) ? choices.map((one) => one.const as Json) : undefined;
}

function typeOfValues(values: readonly unknown[] | undefined): 'string' | 'number' | 'boolean' | undefined {
  const [first] = values ?? [];
  if (typeof first === 'string') return 'string';
  if (typeof first === 'number') return 'number';
  return typeof first === 'boolean' ? 'boolean' : undefined;
}
