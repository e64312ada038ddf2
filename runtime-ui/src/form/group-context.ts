import { createContext, useMemo, useRef } from 'react';
import type { OptionalGroups } from './optional-groups.ts';

interface Groups extends OptionalGroups {
  readonly clear: (path: readonly (string | number)[]) => void;
}

export const GroupContext = createContext<Groups>({ quiet: new Set(), begun: new Set(), clear: () => undefined });

/** The same value while the same groups are begun: a form is not drawn anew at each key. */
export function useGroups(groups: OptionalGroups, clear: Groups['clear']): Groups {
  const known = useRef(groups);
  if (!isSame(known.current.quiet, groups.quiet) || !isSame(known.current.begun, groups.begun)) known.current = groups;
  const { quiet, begun } = known.current;
  return useMemo(() => ({ quiet, begun, clear }), [quiet, begun, clear]);
}

function isSame(left: ReadonlySet<string>, right: ReadonlySet<string>): boolean {
  return left.size === right.size && [...left].every((pointer) => right.has(pointer));
}
