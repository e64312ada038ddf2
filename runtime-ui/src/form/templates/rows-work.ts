import type { JsonSchema } from '@reglament/format';
import { type ClipboardEvent, type KeyboardEvent, type MouseEvent, useEffect, useRef, useState } from 'react';
import { plural } from '../../ui/format.ts';
import { isTable, type Pasted, pasteRows } from '../paste.ts';
import { useRows } from '../rows-context.ts';
import { useSettle } from '../settle.ts';

interface RowsInput {
  /** Of the list's element; the fields of a row have it in front of theirs. */
  id: string;
  items: JsonSchema;
  most: number;
}

interface Removed {
  at: number;
  row: unknown;
}

/** By the physical keys, with Alt: nothing of it is typed. */
const keys: Readonly<Record<string, string>> = {
  Enter: 'add',
  Delete: 'remove',
  Backspace: 'remove',
  ArrowUp: 'up',
  ArrowDown: 'down',
  KeyD: 'copy',
};

function rowOf(target: EventTarget): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>('.rg-row') : null;
}

/** The id of the list that a button of a row, or of the list itself, belongs to. */
function listOf(button: Element): string | undefined {
  return (button.closest('.rg-row, .rg-array-tools')?.parentElement?.closest('fieldset') ?? undefined)?.id;
}

function firstInput(row: Element | null | undefined): HTMLElement | null {
  return row?.querySelector<HTMLElement>('.rg-row-fields :is(input, textarea, button)') ?? null;
}

/** What a person does to the rows of one list beside typing in them. */
export function useRowsWork({ id, items, most }: RowsInput) {
  const rows = useRows();
  const settle = useSettle();
  const [removed, setRemoved] = useState<Removed | undefined>(undefined);
  const [told, setTold] = useState<string | undefined>(undefined);
  const [aim, setAim] = useState<number | undefined>(undefined);
  const focus = useFocusOnRow(id);
  const table = isFlat(items);

  const aimAt = (index: number) => {
    setAim(index);
    focus(index);
  };
  const onClick = (event: MouseEvent) => {
    const button = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-do]') : null;
    // A list within a row has its own.
    if (!button || listOf(button) !== id) return;
    settle();
    setTold(undefined);
    const at = Number(rowOf(button)?.dataset.row);
    setRemoved(button.dataset.do === 'remove' ? { at, row: rows.list()[at] } : undefined);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const act = event.altKey && !event.ctrlKey && !event.metaKey ? (keys[event.key] ?? keys[event.code]) : undefined;
    const row = rowOf(event.target);
    if (act === undefined || (row === null && act !== 'add')) return;
    event.preventDefault();
    event.stopPropagation();
    const at = Number(row?.dataset.row ?? 0);
    const { length } = rows.list();
    const own = act === 'add' ? document.getElementById(id) : row;
    own?.querySelector<HTMLElement>(`:scope > :is(.rg-row-buttons, .rg-array-tools) [data-do=${act}]`)?.click();
    const next = { add: length, copy: at + 1, up: at - 1, down: at + 1 }[act] ?? Math.min(at, length - 2);
    if (next >= 0) aimAt(Math.min(next, act === 'down' ? length - 1 : next));
  };
  const onPaste = (event: ClipboardEvent) => {
    const text = event.clipboardData.getData('text/plain');
    const inRow = rowOf(event.target);
    if (!table || !isTable(text) || (event.target instanceof HTMLTextAreaElement && !text.includes('\t'))) return;
    event.preventDefault();
    event.stopPropagation();
    settle();
    const list = rows.list();
    const row = inRow === null ? list.length : Number(inRow.dataset.row);
    const field = event.target instanceof Element ? event.target.id.slice(`${id}_${row}_`.length) : undefined;
    const pasted = pasteRows({ text, items, rows: list, row, field, most });
    rows.put(pasted.rows);
    setRemoved(undefined);
    setTold(pastedWords(pasted));
  };
  const restore = () => {
    if (removed === undefined) return;
    settle();
    rows.put(rows.list().toSpliced(removed.at, 0, removed.row));
    setRemoved(undefined);
    aimAt(removed.at);
  };
  return { removed, told, aim, isTable: table, onClick, onKeyDown, onPaste, restore };
}

function isFlat(items: JsonSchema | undefined): boolean {
  const fields = Object.values(items?.properties ?? {});
  return fields.length > 0 && fields.every(({ type }) => type !== 'object' && type !== 'array');
}

export type RowsWork = ReturnType<typeof useRowsWork>;

function pastedWords({ count, unread }: Pasted): string {
  const done = `Вставлено: ${plural(count, ['строка', 'строки', 'строк'])}.`;
  if (unread.length === 0) return done;
  const named = unread.slice(0, 5).map(({ row, title, text }) => `строка ${row + 1}, «${title}» – «${text}»`);
  const more = unread.length > named.length ? ` и ещё ${unread.length - named.length}` : '';
  return `${done} Не разобрано, заполните сами: ${named.join('; ')}${more}.`;
}

/** The first input of a row takes the focus as soon as the row stands on the page. */
function useFocusOnRow(id: string): (index: number) => void {
  const wanted = useRef<number | undefined>(undefined);
  const tries = useRef(0);
  const [, look] = useState(0);
  useEffect(() => {
    if (wanted.current === undefined) return;
    const rows = document.getElementById(id)?.querySelectorAll(`.rg-row[data-row="${wanted.current}"]`);
    const own = [...(rows ?? [])].find((row) => row.parentElement?.closest('fieldset')?.id === id);
    const input = firstInput(own);
    tries.current += 1;
    if (input || tries.current > 30) {
      wanted.current = undefined;
      input?.focus();
      return;
    }
    // Of a long list the row comes when the list has been scrolled to it.
    const frame = requestAnimationFrame(() => look((count) => count + 1));
    return () => cancelAnimationFrame(frame);
  });
  return (index) => {
    wanted.current = index;
    tries.current = 0;
    look((count) => count + 1);
  };
}
