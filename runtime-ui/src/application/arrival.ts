import { useEffect, useRef } from 'react';
import { useLocation, useNavigate } from 'react-router';
import type { Done } from './done-notice.tsx';

/** What the screen one comes from leaves to the card: said once, not again when the page is loaded anew. */
export interface Arrival {
  done?: Done;
  /** Goes on with the main action of the case at once. */
  begin?: boolean;
}

export function useArrival() {
  const navigate = useNavigate();
  const { state, search } = useLocation();
  const arrival = useRef(state as Arrival | null).current;
  const start = useRef<(() => void) | undefined>(undefined);
  const begun = useRef(false);
  useEffect(() => {
    if (arrival === null || begun.current) return;
    begun.current = true;
    void navigate({ search }, { replace: true, state: null });
    if (arrival.begin) start.current?.();
  }, [arrival, navigate, search]);
  const begin = (main: (() => void) | undefined) => {
    start.current = main;
  };
  return { done: arrival?.done ?? null, begin };
}
