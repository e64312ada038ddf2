import { onConnectionBack } from '@reglament/runtime-ui/client';
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { type DraftView, isConflict, openedOf, readStepsAfter, saveSteps } from './draft-queries.ts';
import { DraftSession, type SessionState } from './draft-session.ts';

/** Milliseconds of quiet after which what was done goes to the server. */
const QUIET = 600;

/** The session of an opened draft: saves by itself, also when the page is left or the line comes back. */
export function useDraftSession(draft: DraftView): { session: DraftSession; state: SessionState } {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [session] = useState(
    () =>
      new DraftSession(openedOf(draft), {
        read: (after) => readStepsAfter(draft.id, after),
        save: (message) => saveSteps(draft.id, message),
        later: (run) => {
          clearTimeout(timer.current);
          timer.current = setTimeout(run, QUIET);
        },
        isConflict,
      }),
  );
  const state = useSyncExternalStore(session.subscribe, session.state);
  useEffect(() => {
    const again = () => void session.flush();
    window.addEventListener('online', again);
    const forget = onConnectionBack(again);
    return () => {
      window.removeEventListener('online', again);
      forget();
    };
  }, [session]);
  useEffect(() => {
    const leave = (event: BeforeUnloadEvent) => {
      if (session.state().saving === 'saved') return;
      void session.flush();
      event.preventDefault();
    };
    window.addEventListener('beforeunload', leave);
    return () => {
      window.removeEventListener('beforeunload', leave);
      void session.flush();
    };
  }, [session]);
  return { session, state };
}
