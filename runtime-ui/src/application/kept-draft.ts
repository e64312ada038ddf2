import { useCallback, useEffect, useRef, useState } from 'react';
import type { ApplicationContent } from '../api.ts';
import { isChanged } from './content.ts';
import { dropDraft, findDraft, keepDraft, type LocalDraft, moveDraft } from './local-draft.ts';

const keepDelay = 400;

interface KeptDraftInput {
  userId: string;
  /** The id of the application, or the place of a new one. */
  place: string;
  service: string;
}

/** Work put off until a rest, or until the page is left, whichever comes first. */
function useRest() {
  const waiting = useRef<{ timer: number; work: () => void } | undefined>(undefined);
  const left = useRef(false);
  const finish = useCallback(() => {
    const { current } = waiting;
    waiting.current = undefined;
    window.clearTimeout(current?.timer);
    current?.work();
  }, []);
  const cancel = useCallback(() => {
    window.clearTimeout(waiting.current?.timer);
    waiting.current = undefined;
  }, []);
  const after = useCallback(
    (delay: number, work: () => void) => {
      cancel();
      // A field that commits while the screen is taken away has no rest to wait for.
      if (left.current) return work();
      waiting.current = { timer: window.setTimeout(finish, delay), work };
    },
    [cancel, finish],
  );
  useEffect(() => {
    left.current = false;
    window.addEventListener('pagehide', finish);
    return () => {
      left.current = true;
      window.removeEventListener('pagehide', finish);
      finish();
    };
  }, [finish]);
  return { after, cancel };
}

/** What of this case is kept on this computer: found at the beginning, written after each rest in typing. */
export function useKeptDraft({ userId, place, service }: KeptDraftInput) {
  const [found] = useState<LocalDraft | undefined>(() => findDraft(userId, place));
  const [kept, setKept] = useState(true);
  const { after, cancel } = useRest();
  // Read when the work is done and not when it is put off: the row may have been made meanwhile.
  const where = useRef(place);
  useEffect(() => {
    if (where.current !== place) moveDraft(userId, where.current, place);
    where.current = place;
  }, [userId, place]);
  const drop = useCallback(() => {
    cancel();
    dropDraft(userId, where.current);
  }, [userId, cancel]);
  const keep = useCallback(
    (typed: ApplicationContent, saved: ApplicationContent) =>
      after(keepDelay, () => {
        if (!isChanged(saved, typed)) return dropDraft(userId, where.current);
        setKept(keepDraft(userId, where.current, { at: Date.now(), service, content: typed, base: saved }));
      }),
    [userId, service, after],
  );
  return { found, kept, keep, drop };
}
