import { useOutletContext } from 'react-router';
import type { PersonItem, Start } from './portal-api.ts';

/** Who sits at the portal, and what it offers. */
export interface Account {
  person: PersonItem;
  start: Start;
}

export function useAccount(): Account {
  return useOutletContext<Account>();
}

const KEY = 'portal-person';

export function keptPerson(people: readonly PersonItem[]): PersonItem | undefined {
  const key = localStorage.getItem(KEY);
  return people.find((person) => person.key === key) ?? people[0];
}

export function keepPerson({ key }: PersonItem): void {
  localStorage.setItem(KEY, key);
}
