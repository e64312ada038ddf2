import { useState } from 'react';
import type { ApplicationContent } from '../api.ts';
import { announce } from '../ui/live-region.tsx';
import { canonical } from './content.ts';
import { type Conflict, valueAt } from './merge.ts';

/** Places that two people changed differently, until one of the values is chosen or both become the same. */
export function useConflicts(initial: readonly Conflict[], content: ApplicationContent) {
  const [known, setKnown] = useState(initial);
  const isSame = (one: Conflict, other: Conflict) => one.part === other.part && one.pointer === other.pointer;
  return {
    conflicts: known.filter((one) => canonical(valueAt(content, one)) !== canonical(one.theirs)),
    add: (found: readonly Conflict[]) => {
      if (found.length === 0) return;
      announce('То же самое тем временем изменили в заявке: выберите, что верно');
      setKnown((list) => [...list.filter((one) => !found.some((other) => isSame(one, other))), ...found]);
    },
    remove: (conflict: Conflict) => setKnown((list) => list.filter((one) => !isSame(one, conflict))),
    clear: () => setKnown([]),
  };
}

const placeId = 'rg-conflicts';

/** Where the choice stands; true when there is one to make, which then has the focus. */
export function showConflicts({ conflicts }: { conflicts: readonly Conflict[] }): boolean {
  if (conflicts.length === 0) return false;
  const place = document.getElementById(placeId);
  place?.querySelector('button')?.focus();
  place?.scrollIntoView({ block: 'center' });
  return true;
}

export const conflictsPlace = { id: placeId };
