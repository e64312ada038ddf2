import { CaretDownFilled, CaretUpFilled } from '@ant-design/icons';
import { titleOf } from '@reglament/core/rules';
import { Checkbox } from 'antd';
import { type KeyboardEvent, type ReactNode, type RefObject, useCallback, useEffect, useRef } from 'react';
import type { ApplicationRow } from '../api.ts';
import { locale } from '../locale/locale.ts';
import { useKey } from '../ui/keys.ts';
import type { Column } from './columns.ts';
import { ListBody, type RowsHandle } from './list-body.tsx';
import { rowByKey } from './list-rows.ts';
import { sortableColumns, sortDirection } from './list-view.ts';
import { RowCells } from './row-cells.tsx';
import { DiscardRowContext, useRowDiscard } from './row-discard.ts';
import type { Selection } from './selection.ts';

interface HeadProps {
  column: Column;
  sort: string;
  /** Absent: the order is the list's own. */
  onSort: ((column: string) => void) | undefined;
}

function Head({ column, sort, onSort }: HeadProps) {
  const title = titleOf(column.title, locale);
  const direction = sortDirection(sort, column.code);
  return (
    <th scope="col" aria-sort={direction}>
      {onSort && sortableColumns.has(column.code) ? (
        <button
          type="button"
          className="rg-sort"
          onClick={() => onSort(column.code)}
          onContextMenu={(event) => {
            // The right button sorts too: so it is in the registries that people come from.
            event.preventDefault();
            onSort(column.code);
          }}
        >
          {title}
          <span aria-hidden="true" className="rg-sort-marks">
            {direction === 'ascending' ? (
              <CaretUpFilled aria-hidden="true" />
            ) : direction === 'descending' ? (
              <CaretDownFilled aria-hidden="true" />
            ) : null}
          </span>
        </button>
      ) : (
        title
      )}
    </th>
  );
}

function ChooseAll({ rows, selection }: { rows: readonly ApplicationRow[]; selection: Selection }) {
  const count = rows.filter(({ id }) => selection.chosen.has(id)).length;
  return (
    <th scope="col" className="rg-select-cell">
      <Checkbox
        aria-label="Выбрать все показанные"
        checked={count === rows.length}
        indeterminate={count > 0 && count < rows.length}
        onChange={selection.toggleAll}
      />
    </th>
  );
}

interface ListTableProps {
  rows: readonly ApplicationRow[];
  columns: readonly Column[];
  sort: string;
  timeZone: string;
  caption: string;
  /** The rows are those of another view: these are on their way. */
  busy: boolean;
  /** What the rows answer; of another list those near the screen are drawn first. Absent: nothing new. */
  of?: string | undefined;
  /** There are rows before or after these. */
  more?: boolean;
  onSort?: (column: string) => void;
  /** Fields of search above the columns, when the workplace has them. */
  search?: ReactNode;
  /** Absent: nothing is done with many rows here. */
  selection?: Selection | undefined;
  /** The focus came to this row. */
  onRow?: (id: string) => void;
  /** A key leads beyond the last row. */
  onEnd?: (() => void) | undefined;
  handle?: RefObject<RowsHandle | null>;
}

/** Where an arrow down has nothing of its own to do. */
function isIdle(focused: Element | null): boolean {
  if (focused === document.body || focused?.tagName === 'H1') return true;
  return focused?.matches('search input:not([role="combobox"]), .rg-column-search input') ?? false;
}

/** With the focus nowhere in particular, or in a field of the filter, the first arrow leads into the list. */
function useWayIn(handle: RefObject<RowsHandle | null>) {
  useEffect(() => {
    const enter = (event: globalThis.KeyboardEvent) => {
      if (event.key !== 'ArrowDown' || !isIdle(document.activeElement)) return;
      event.preventDefault();
      handle.current?.focus(0);
    };
    window.addEventListener('keydown', enter);
    return () => window.removeEventListener('keydown', enter);
  }, [handle]);
}

/** J and K walk the rows from wherever the focus is: from the row it is in, or from the first. */
function useWalk(
  rows: readonly ApplicationRow[],
  handle: RefObject<RowsHandle | null>,
  onEnd: (() => void) | undefined,
) {
  const walk = (step: 1 | -1) => {
    const row = document.activeElement?.closest<HTMLElement>('tbody tr[data-index]');
    const to = row ? Number(row.dataset.index) + step : 0;
    if (to >= rows.length) onEnd?.();
    else if (to >= 0) handle.current?.focus(to);
  };
  useKey('down', 'Следующая строка', () => walk(1));
  useKey('up', 'Предыдущая строка', () => walk(-1));
}

interface RowKeysInput {
  handle: RefObject<RowsHandle | null>;
  discard: (row: ApplicationRow) => void;
}

/** Arrows, Page Up, Page Down, Home and End walk the rows; a space chooses; Enter on a row's link opens it, Delete throws a draft away. */
function rowKeys({ rows, selection, onEnd }: ListTableProps, { handle, discard }: RowKeysInput) {
  return (event: KeyboardEvent<HTMLElement>) => {
    const { target, key } = event;
    // In a field, a menu or a dialog the keys are its own.
    if (!(target instanceof HTMLElement) || !target.closest('tbody') || target.closest('input:not([type="checkbox"])'))
      return;
    const from = Number(target.closest('tr')?.dataset.index);
    const row = rows[from];
    if (row === undefined) return;
    if (key === ' ' && selection && target.matches('.rg-row-link')) {
      event.preventDefault();
      selection.toggle(row, event.shiftKey);
      return;
    }
    if (key === 'Delete' && row.discardable && target.matches('.rg-row-link')) {
      event.preventDefault();
      discard(row);
      return;
    }
    const to = rowByKey(key, from, rows.length);
    if (to === undefined) {
      if (key === 'ArrowDown' || key === 'PageDown') onEnd?.();
      return;
    }
    event.preventDefault();
    handle.current?.focus(to);
  };
}

/** The same function for as long as the list stands: a row is not drawn anew for it. */
function useSteady(selection: Selection | undefined): Selection['toggle'] {
  const latest = useRef(selection);
  latest.current = selection;
  return useCallback((row, range) => latest.current?.toggle(row, range), []);
}

export function ListTable(props: ListTableProps) {
  const { rows, columns, sort, timeZone, caption, busy, more = false, onSort, search, selection, onRow } = props;
  const own = useRef<RowsHandle | null>(null);
  const handle = props.handle ?? own;
  const discard = useRowDiscard(rows, handle);
  useWayIn(handle);
  useWalk(rows, handle, props.onEnd);
  const span = columns.length + (selection ? 2 : 1);
  const toggle = useSteady(selection);
  const bodyRow = (index: number) => {
    const row = rows[index];
    if (row === undefined) return { className: undefined, cells: null };
    return {
      className: row.overdue ? 'rg-row-overdue' : undefined,
      cells: (
        <RowCells
          row={row}
          columns={columns}
          timeZone={timeZone}
          chosen={selection?.chosen.has(row.id)}
          toggle={toggle}
        />
      ),
    };
  };
  return (
    <table
      className={busy ? 'rg-table rg-table-busy' : 'rg-table'}
      aria-busy={busy}
      aria-rowcount={more ? -1 : rows.length + 1}
      onKeyDown={rowKeys(props, { handle, discard })}
      onFocus={({ target }) => {
        const row = rows[Number(target.closest('tr')?.dataset.index ?? -1)];
        if (row) onRow?.(row.id);
      }}
    >
      <caption className="rg-visually-hidden">{caption}</caption>
      <colgroup>
        {selection ? <col width={36} /> : null}
        {columns.map(({ code, width }) => (
          <col key={code} {...(width ? { width } : {})} />
        ))}
        <col />
      </colgroup>
      <thead>
        <tr aria-rowindex={1}>
          {selection ? <ChooseAll rows={rows} selection={selection} /> : null}
          {columns.map((column) => (
            <Head key={column.code} column={column} sort={sort} onSort={onSort} />
          ))}
          <th scope="col" className="rg-actions-head">
            Действия
          </th>
        </tr>
        {search}
      </thead>
      <DiscardRowContext value={discard}>
        <ListBody
          count={rows.length}
          keyOf={(index) => rows[index]?.id ?? ''}
          row={bodyRow}
          of={props.of}
          handle={handle}
          span={span}
        />
      </DiscardRowContext>
    </table>
  );
}
