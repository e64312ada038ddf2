import { CASE_FACTS, isIsoDate, type Json, operatorOf, variablePath } from '@reglament/core/rules';
import type { Spoken } from './compare.ts';
import { callOf } from './node.ts';
import { type Subject, subjectOfFact } from './subjects.ts';
import { type OverRows, type Term, termOf } from './term.ts';

/** What can be spoken of at a place of a condition. */
export interface Scope {
  /** Of a row: its parts, then the whole application. */
  readonly subjects: readonly Subject[];
  /** As they are called from within a row. */
  readonly whole: readonly Subject[];
}

const known = new WeakMap<readonly Subject[], Scope>();

export function scopeOf(subjects: readonly Subject[]): Scope {
  const scope = known.get(subjects) ?? { subjects, whole: subjects.map(fromRow) };
  known.set(subjects, scope);
  return scope;
}

function fromRow(subject: Subject): Subject {
  if (subject.kind === 'rule' || subject.path.startsWith('case.')) return subject;
  return { ...subject, path: `form.${subject.path}`, title: `Заявка: ${subject.title}` };
}

/** Where one row of the list is spoken of. */
export function inside(scope: Scope, list: Json): Scope {
  const rows = subjectOf(list, scope)?.rows ?? [];
  return { subjects: [...rows, ...scope.whole], whole: scope.whole };
}

export function findSubject({ subjects }: Scope, path: string): Subject | undefined {
  const fact = CASE_FACTS[path];
  return (
    subjects.find((one) => one.path === path && one.kind !== 'rule') ??
    (fact === undefined ? undefined : subjectOfFact(path, fact))
  );
}

export function findNamed({ subjects }: Scope, code: string): Subject | undefined {
  return subjects.find((one) => one.path === code && one.kind === 'rule');
}

export function termIn(scope: Scope, node: Json): Term {
  return termOf(node, (list) => isList(list, scope));
}

function isList(node: Json, scope: Scope): boolean {
  const path = variablePath(node);
  if (path !== undefined) return isListKind(findSubject(scope, path));
  const chosen = operatorOf(node) === 'if' ? callOf(node)?.args[1] : undefined;
  return Array.isArray(node) || (chosen !== undefined && isList(chosen, scope));
}

export function isListKind(subject: Subject | undefined): boolean {
  return subject?.kind === 'list' || subject?.kind === 'held';
}

/** What an expression is like: its kind, its values, whether it is money. Undefined: a field that is not there. */
export function subjectOf(node: Json, scope: Scope): Subject | undefined {
  const term = termIn(scope, node);
  switch (term.look) {
    case 'constant':
      return constantLike(term.value);
    case 'list':
      return { ...like('list'), rows: rowsLike(term.items, scope) };
    case 'field':
      return findSubject(scope, term.path);
    case 'date':
    case 'today':
      return like('date');
    case 'words':
      return like('text');
    case 'named':
      return findNamed(scope, term.code);
    case 'call':
      return callLike(term, scope);
    case 'rows':
      return rowsTotal(term, scope);
    case 'choice':
      return term.args[1] === undefined ? undefined : subjectOf(term.args[1], scope);
    case 'statement':
      return like('boolean');
  }
}

function like(kind: Subject['kind']): Subject {
  return { path: '', title: '', kind };
}

function constantLike(value: string | number | boolean): Subject {
  if (typeof value === 'number') return like('number');
  if (typeof value === 'boolean') return like('boolean');
  return like(isIsoDate(value) ? 'date' : 'text');
}

function rowsLike(items: readonly Json[], scope: Scope): readonly Subject[] {
  const [first] = items;
  const one = first === undefined ? undefined : subjectOf(first, scope);
  return one === undefined ? [] : [{ ...one, path: '', title: 'Само значение' }];
}

function callLike({ operator, args }: Extract<Term, { look: 'call' }>, scope: Scope): Subject {
  if (operator === 'cat' || operator === 'upper') return like('text');
  if (operator === 'date' || operator === 'addWorkingDays') return like('date');
  if (operator === 'daysBetween' || operator === 'yearsBetween') return like('number');
  // Roubles by a number are roubles; roubles by roubles are how many times.
  const known = (operator === 'round' ? args.slice(0, 1) : args).map((arg) => subjectOf(arg, scope)?.money === true);
  const money = operator === '/' ? known[0] === true && known[1] !== true : known.includes(true);
  return { ...like('number'), ...(money ? { money } : {}) };
}

function rowsTotal(term: { operator: OverRows; list: Json; each: Json | undefined }, scope: Scope): Subject {
  if (term.operator === 'count' || term.each === undefined) return like('number');
  return subjectOf(term.each, inside(scope, term.list)) ?? like('number');
}

/** By what words a row compares it. */
export function spokenOf(node: Json, scope: Scope): Spoken {
  const subject = subjectOf(node, scope);
  if (subject?.kind === 'date') return 'date';
  if (subject?.kind === 'rule') return 'rule';
  return variablePath(node) === undefined ? 'computed' : 'other';
}
