import { type RefObject, useRef } from 'react';
import { useKey } from './keys.ts';

/** J and K walk the rows of a table that is all there: their links, or their first buttons. */
export function useRowWalk(): RefObject<HTMLTableElement | null> {
  const table = useRef<HTMLTableElement>(null);
  const walk = (step: 1 | -1) => {
    const rows = [...(table.current?.tBodies[0]?.rows ?? [])];
    const from = rows.findIndex((row) => row.contains(document.activeElement));
    const row = from < 0 ? rows[0] : rows[from + step];
    row?.querySelector<HTMLElement>('a, button')?.focus();
  };
  useKey('down', 'Следующая строка', () => walk(1));
  useKey('up', 'Предыдущая строка', () => walk(-1));
  return table;
}
