import { ownerFault, type Signatory } from '../owner-fault.ts';
import type { AttorneyFacts } from './read-attorney.ts';

/** Against what a power of attorney is held. */
export interface Bearer {
  readonly me: Signatory;
  /** Of the body that they sign for; null where it is not known. */
  readonly inn: string | null;
  readonly ogrn: string | null;
  /** `YYYY-MM-DD`, in the body's time zone. */
  readonly today: string;
}

export interface AttorneyProblem {
  readonly kind: 'person' | 'body' | 'term' | 'signature';
  readonly text: string;
}

type Judged = { readonly valid: boolean; readonly text: string };

/**
 * What speaks against signing by this power of attorney, in words, today; empty: nothing that can be told from it. Whether it was
 * revoked its register knows, and this does not ask it. Pure.
 */
export function attorneyProblems(
  facts: AttorneyFacts,
  { me, inn, ogrn, today }: Bearer,
  seal?: Judged | null,
): AttorneyProblem[] {
  const { representative, principal, from, until } = facts;
  const found: AttorneyProblem[] = [];
  const add = (kind: AttorneyProblem['kind'], text: string) => void found.push({ kind, text });
  // A strict body is strict about certificates; here either number may be missing.
  const owner = { person: representative.name, snils: representative.snils };
  if (ownerFault(owner, { ...me, strict: false }) !== undefined) {
    add('person', `Доверенность выдана другому лицу: ${representative.name}.`);
  }
  if (differ(principal.inn, inn) || differ(principal.ogrn, ogrn)) {
    add('body', `Доверенность выдана другим ведомством: ${principal.name} – ИНН или ОГРН не те, что у вашего.`);
  }
  if (until < today) add('term', `Срок доверенности истёк ${dayText(until)}.`);
  if (from > today) add('term', `Доверенность действует только с ${dayText(from)}.`);
  if (seal?.valid === false) add('signature', `Подпись доверителя под доверенностью: ${seal.text}`);
  return found;
}

const differ = (one: string | null, other: string | null) => one !== null && other !== null && one !== other;

/** `2027-03-31` as people write it. */
export const dayText = (day: string) => day.split('-').toReversed().join('.');
