import { useSyncExternalStore } from 'react';
import type { Scheme } from './theme.ts';

export type SchemeChoice = Scheme | 'system';

const storageKey = 'reglament.scheme';
const darkQuery = window.matchMedia('(prefers-color-scheme: dark)');
const listeners = new Set<() => void>();

function storedChoice(): SchemeChoice {
  const stored = localStorage.getItem(storageKey);
  return stored === 'light' || stored === 'dark' ? stored : 'system';
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  darkQuery.addEventListener('change', listener);
  return () => {
    listeners.delete(listener);
    darkQuery.removeEventListener('change', listener);
  };
}

export function chooseScheme(choice: SchemeChoice): void {
  if (choice === 'system') localStorage.removeItem(storageKey);
  else localStorage.setItem(storageKey, choice);
  for (const listener of listeners) listener();
}

/** The scheme in force: the person's own choice, or the one of the operating system. */
export function useScheme(): Scheme {
  return useSyncExternalStore(subscribe, () => {
    const choice = storedChoice();
    if (choice !== 'system') return choice;
    return darkQuery.matches ? 'dark' : 'light';
  });
}
