/** Rows chosen in a list, as they were seen when they were chosen. */
import { useRef, useState } from 'react';
import type { ApplicationRow } from '../api.ts';

export type BulkAction = Pick<ApplicationRow['actions'][number], 'code' | 'title'> & { bulk: 'plain' | 'employee' };

export interface Selection {
  chosen: ReadonlyMap<string, ApplicationRow>;
  /** All that the list finds, not only those on the screen. */
  found: boolean;
  /** `range`: with everything between it and the one before it. */
  toggle: (row: ApplicationRow, range: boolean) => void;
  toggleAll: () => void;
  chooseFound: () => void;
  clear: () => void;
}

interface Chosen {
  key: string;
  found: boolean;
  rows: ReadonlyMap<string, ApplicationRow>;
}

/** Another view (`key`) begins with nothing chosen. */
export function useSelection(key: string, rows: readonly ApplicationRow[]): Selection {
  const none: Chosen = { key, found: false, rows: new Map() };
  const [kept, keep] = useState<Chosen>(none);
  const last = useRef<string | null>(null);
  const { rows: chosen, found } = kept.key === key ? kept : none;
  const put = (next: ReadonlyMap<string, ApplicationRow>) => keep({ key, found: false, rows: next });
  return {
    chosen,
    found,
    toggle(row, range) {
      const between = range && last.current !== null ? rangeOf(rows, last.current, row.id) : [row];
      last.current = row.id;
      put(withRows(chosen, between, !chosen.has(row.id)));
    },
    toggleAll: () => put(withRows(chosen, rows, !rows.every(({ id }) => chosen.has(id)))),
    chooseFound: () => keep({ key, found: true, rows: withRows(chosen, rows, true) }),
    clear: () => keep(none),
  };
}

/** From one row to another, both included, in whichever order they stand. */
export function rangeOf<Row extends { id: string }>(rows: readonly Row[], from: string, to: string): readonly Row[] {
  const [one, other] = [from, to].map((id) => rows.findIndex((row) => row.id === id));
  if (one === undefined || other === undefined || other < 0) return [];
  const begin = one < 0 ? other : one;
  return rows.slice(Math.min(begin, other), Math.max(begin, other) + 1);
}

function withRows(
  chosen: ReadonlyMap<string, ApplicationRow>,
  rows: readonly ApplicationRow[],
  wanted: boolean,
): ReadonlyMap<string, ApplicationRow> {
  const next = new Map(chosen);
  for (const row of rows) {
    if (wanted) next.set(row.id, row);
    else next.delete(row.id);
  }
  return next;
}

/** What can be done with some of them; each of the others is told why it is not for it. */
export function bulkActions(rows: Iterable<Pick<ApplicationRow, 'actions'>>): readonly BulkAction[] {
  const actions = new Map<string, BulkAction>();
  for (const row of rows) {
    for (const { code, title, bulk } of row.actions) if (bulk) actions.set(code, { code, title, bulk });
  }
  return [...actions.values()];
}
