import type { Term } from '@reglament/format';
import type { Part } from '../list-commands.ts';

export const usualTerm: Term = { days: 30, unit: 'working' };

/** What is said as usual is not written. */
export function changedTerm(term: Term, change: Part<Term>): Term {
  return Object.fromEntries(
    Object.entries({ ...term, ...change }).filter(([, value]) => value !== undefined),
  ) as unknown as Term;
}

/** The share of the whole in percent, never more than the whole. */
export function shareOfTerm(days: number, whole: number): number {
  return whole <= 0 ? 0 : Math.min(100, Math.round((days / whole) * 1000) / 10);
}
