import { addDays, isIsoDate } from '../calendar/iso-date.ts';
import { CASE_FACTS } from './case-facts.ts';
import { type AnySchema, type RuleType, typeAt } from './type-of-schema.ts';
import type { Json } from './value.ts';

/** Not a value: the question is not answered, or not asked. */
export const NOT_ANSWERED: unique symbol = Symbol('not answered');
export const NOT_ASKED: unique symbol = Symbol('not asked');
export type Possible = Json | typeof NOT_ANSWERED | typeof NOT_ASKED;

/** How a rule uses a path: what it is compared with, and which members it looks for in it. */
export interface PathUse {
  readonly compared: Set<Json>;
  readonly members: Set<Json>;
}

/** A text that no rule names: stands for all the others. */
export const OTHER_TEXT = '\u0001';
const MOST_MEMBERS = 6;

/**
 * Values that stand for all that a field or a fact can be, as far as comparisons with these literals can tell them apart.
 * Undefined when they cannot be told.
 */
export function valuesOf(path: string, use: PathUse, schema: AnySchema): readonly Possible[] | undefined {
  if (path.startsWith('case.')) return valuesOfFact(path, use);
  if (use.members.size > 0) return undefined;
  const type = typeAt({ kind: 'group', schema, root: schema }, path.split('.'));
  const values = type === undefined ? undefined : valuesOfType(type, use);
  return values && [...values, NOT_ANSWERED, NOT_ASKED];
}

function valuesOfFact(path: string, { compared, members }: PathUse): readonly Possible[] | undefined {
  const fact = Object.hasOwn(CASE_FACTS, path) ? CASE_FACTS[path] : undefined;
  if (fact?.type === 'boolean') return [true, false];
  if (fact?.type === 'listOfTexts') return compared.size > 0 ? undefined : subsets([...members]);
  if (fact?.type !== 'text' || members.size > 0) return undefined;
  return [...(fact.values === undefined ? [...compared, OTHER_TEXT] : Object.keys(fact.values)), NOT_ANSWERED];
}

function valuesOfType(type: RuleType, { compared }: PathUse): readonly Json[] | undefined {
  switch (type.kind) {
    case 'boolean':
      return type.values === undefined ? [true, false] : (type.values as Json[]);
    case 'number':
    case 'text':
    case 'date':
      return type.values === undefined ? openValues(type.kind, compared) : (type.values as Json[]);
    case 'list':
      return compared.size > 0 ? undefined : [[OTHER_TEXT]];
    case 'group':
      return compared.size > 0 ? undefined : [{ other: OTHER_TEXT }];
    case 'any':
      return [...openValues('number', compared), ...openValues('text', compared), true, false];
  }
}

/** Each literal, what stands between them, and what is none of them. */
function openValues(kind: 'number' | 'text' | 'date', compared: ReadonlySet<Json>): Json[] {
  if (kind === 'number') {
    const marks = [...compared].filter((one) => typeof one === 'number').sort((one, other) => one - other);
    const between = marks.slice(1).map((mark, index) => (mark + (marks[index] ?? mark)) / 2);
    return [...marks, ...between, (marks[0] ?? 0) - 1, (marks.at(-1) ?? 0) + 1];
  }
  const texts = [...compared].filter((one) => typeof one === 'string');
  const days = texts.filter(isIsoDate).flatMap((day) => [addDays(day, -1), addDays(day, 1)]);
  return [...new Set([...texts, ...days, kind === 'date' && texts.length === 0 ? '2000-01-01' : OTHER_TEXT])];
}

function subsets(members: readonly Json[]): readonly Json[][] | undefined {
  if (members.length > MOST_MEMBERS) return undefined;
  const sets: Json[][] = [[OTHER_TEXT]];
  for (const member of members) for (const set of [...sets]) sets.push([...set, member]);
  return sets;
}
