import { ownerFault, type Signatory } from '../owner-fault.ts';
import type { AttorneyFacts } from './read-attorney.ts';

/**
 * What speaks against signing by this power of attorney, in words, today; empty: nothing that can be told from it. Whether it was
 * revoked its register knows, and this does not ask it. Pure.
 */
export function attorneyProblems(facts: AttorneyFacts, me: Signatory, today: string): string[] {
  const { representative, from, until } = facts;
  const found: string[] = [];
  // A strict body is strict about certificates; here either number may be missing.
  const owner = { person: representative.name, snils: representative.snils };
  if (ownerFault(owner, { ...me, strict: false }) !== undefined) {
    found.push(`Доверенность выдана другому лицу: ${representative.name}.`);
  }
  if (until < today) found.push(`Срок доверенности истёк ${dayText(until)}.`);
  if (from > today) found.push(`Доверенность действует только с ${dayText(from)}.`);
  return found;
}

const dayText = (day: string) => day.split('-').toReversed().join('.');
