import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { Answers } from './answers.ts';
import type { FormHost, FormSources } from './form-host.ts';

/** Text that cannot be read as a value, by element id. */
export type Unreadable = ReadonlyMap<string, string>;

/** What the inputs of one form share: drafts not yet committed, and texts that are no values. */
export function useHost(
  sources: FormSources | undefined,
  { today, answers }: { today: string; answers: { readonly current: Answers } },
): { host: FormHost; unreadable: Unreadable } {
  const [unreadable, setUnreadable] = useState<Unreadable>(new Map());
  const drafts = useRef(new Map<string, () => void>()).current;
  useEffect(() => {
    const commitAll = () =>
      flushSync(() => {
        for (const commit of [...drafts.values()]) commit();
      });
    // While the event comes down, so that whoever keeps answers as the page is left already has them.
    window.addEventListener('pagehide', commitAll, { capture: true });
    return () => window.removeEventListener('pagehide', commitAll, { capture: true });
  }, [drafts]);
  const reportUnreadable = useCallback((id: string, message: string | undefined) => {
    setUnreadable((known) => {
      if (known.get(id) === message) return known;
      const next = new Map(known);
      if (message === undefined) next.delete(id);
      else next.set(id, message);
      return next;
    });
  }, []);
  const host = useMemo<FormHost>(
    () => ({
      ...sources,
      drafts,
      reportUnreadable,
      on: sources?.judgedOn ?? today,
      answerOf: (field) => answers.current[field],
    }),
    [sources, drafts, reportUnreadable, today, answers],
  );
  return { host, unreadable };
}
