import type { Json } from '@reglament/core/rules';
import { type Compare, ordering, sidesOf } from './compare.ts';
import { fieldNode } from './node.ts';
import { inside, isListKind, type Scope, subjectOf } from './scope.ts';
import { type Row, statementNode } from './statement.ts';
import { comparesOf, type Subject } from './subjects.ts';

/** What a new part of a condition begins with: something that can be read at once and is then changed. */

export function freshStatement(scope: Scope): Json {
  const [first] = scope.subjects;
  return statementNode(freshRow(first === undefined ? '' : nodeOf(first), scope));
}

/** A comparison of this subject that suits it. */
export function freshRow(subject: Json, scope: Scope, asked?: Compare): Row {
  const known = subjectOf(subject, scope);
  const compare = asked ?? comparesOf(known)[0] ?? '==';
  return { look: 'row', subject, compare, sides: freshSides(known, compare) };
}

export function nodeOf({ kind, path }: Subject): Json {
  return kind === 'rule' ? { rule: path } : fieldNode(path);
}

function freshSides(subject: Subject | undefined, compare: Compare): Json[] {
  const count = sidesOf(compare);
  if (count === 0) return [];
  const first = constantFor(compare === 'has' || compare === 'hasNot' ? memberOf(subject) : subject);
  if (compare === 'in' || compare === 'notIn') return [[first]];
  if (subject?.kind === 'date' && (ordering.has(compare) || count === 2)) return Array(count).fill({ today: [] });
  if (compare === 'matches' || compare === 'contains' || compare === 'startsWith') return [''];
  return Array(count).fill(first);
}

/** What is held in a list: one of the known values, or what its rows are. */
export function memberOf(list: Subject | undefined): Subject | undefined {
  return list?.values === undefined ? list?.rows?.[0] : { ...list, kind: 'choice' };
}

/** A value to begin with, of the kind that is wanted. */
export function constantFor(near: Subject | undefined): Json {
  if (near?.kind === 'number') return 0;
  if (near?.kind === 'boolean' || near?.kind === 'rule') return true;
  if (near?.kind === 'date') return new Date().toISOString().slice(0, 10);
  return near?.values?.[0]?.value ?? '';
}

/** Another comparison keeps what the former was with, where it may stand there. */
export function withCompare(row: Row, compare: Compare, scope: Scope): Row {
  const fresh = freshRow(row.subject, scope, compare);
  const [side] = row.sides;
  if (side === undefined || sidesOf(compare) === 0) return fresh;
  const wantsList = compare === 'in' || compare === 'notIn';
  if (Array.isArray(side)) {
    if (wantsList) return { ...fresh, sides: [side] };
    return takes(compare, side[0]) ? { ...fresh, sides: fresh.sides.with(0, side[0] as Json) } : fresh;
  }
  if (wantsList) return typeof side === 'object' ? fresh : { ...fresh, sides: [[side]] };
  return takes(compare, side) ? { ...fresh, sides: fresh.sides.with(0, side) } : fresh;
}

function takes(compare: Compare, side: Json | undefined): boolean {
  if (side === undefined || side === '') return false;
  return compare === 'matches' ? typeof side === 'string' : true;
}

/** Another subject of the same kind is compared with the same; of another kind, anew. */
export function withSubject(row: Row, subject: Json, scope: Scope): Row {
  const [before, after] = [subjectOf(row.subject, scope), subjectOf(subject, scope)];
  const same = before?.kind === after?.kind && before?.values === after?.values && before?.money === after?.money;
  return same && before !== undefined ? { ...row, subject } : freshRow(subject, scope);
}

/** First subject of the kind at the place, as an expression. */
export function firstOf(scope: Scope, fits: (subject: Subject) => boolean): Json | undefined {
  const found = scope.subjects.find(fits);
  return found === undefined ? undefined : nodeOf(found);
}

/** Something that is demanded of the rows of a list. */
export function freshRows(scope: Scope): Json | undefined {
  const list = firstOf(scope, isListKind);
  return list === undefined ? undefined : { some: [list, freshStatement(inside(scope, list))] };
}
