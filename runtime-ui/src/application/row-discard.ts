import { createContext, type RefObject, useCallback, useEffect, useRef } from 'react';
import type { ApplicationRow } from '../api.ts';
import { useDiscards } from './discards.ts';
import type { RowsHandle } from './list-body.tsx';
import { focusUndo } from './undo-bar.tsx';

type DiscardRow = (row: ApplicationRow) => void;

/** For the menu of a row: throws its draft away. */
export const DiscardRowContext = createContext<DiscardRow>(() => undefined);

/** Throws the draft of a row away; the focus goes to the row that takes its place, and comes back with the draft. */
export function useRowDiscard(rows: readonly ApplicationRow[], handle: RefObject<RowsHandle | null>): DiscardRow {
  const { discard, back, landed } = useDiscards();
  const aim = useRef<{ gone: string; index: number } | null>(null);
  const latest = useRef({ rows, discard });
  latest.current = { rows, discard };
  useEffect(() => {
    const { current } = aim;
    if (current === null || rows.some(({ id }) => id === current.gone)) return;
    aim.current = null;
    handle.current?.focus(Math.min(current.index, rows.length - 1));
  });
  const returned = back === null ? -1 : rows.findIndex(({ id }) => id === back);
  useEffect(() => {
    if (returned < 0) return;
    handle.current?.focus(returned);
    landed();
  });
  // The last row takes the table with it.
  useEffect(() => () => void (aim.current !== null && queueMicrotask(focusUndo)), []);
  return useCallback((row) => {
    const index = latest.current.rows.findIndex(({ id }) => id === row.id);
    aim.current = { gone: row.id, index };
    void latest.current.discard([row]).then((done) => {
      if (!done) aim.current = null;
    });
  }, []);
}
