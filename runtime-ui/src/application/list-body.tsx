import {
  defaultRangeExtractor,
  type Range,
  useVirtualizer,
  useWindowVirtualizer,
  type Virtualizer,
} from '@tanstack/react-virtual';
import { type ReactNode, type RefObject, useDeferredValue, useLayoutEffect, useRef, useState } from 'react';
import { type ScrollPlace, scrollPlaceOf } from '../ui/scroller.ts';
import { MOST_MOUNTED, partsOf } from './list-rows.ts';

/** What leads the focus to a row, mounted or not. */
export interface RowsHandle {
  focus: (index: number) => void;
}

interface ListBodyProps {
  count: number;
  keyOf: (index: number) => string;
  /** The cells of a row, and how it looks. */
  row: (index: number) => { className: string | undefined; cells: ReactNode };
  handle: RefObject<RowsHandle | null>;
  /** What the rows answer; undefined while that is on its way. */
  of: string | undefined;
  /** How many columns a space spans. */
  span: number;
}

interface Placed extends ListBodyProps {
  box: RefObject<HTMLTableSectionElement | null>;
  top: number;
  /** The row in focus, or on its way to it; it stays mounted wherever the screen is. */
  held: Held;
  heldAt: number;
  hold: (held: Held) => void;
  /** The rows beyond the screen are still to come. */
  fresh: boolean;
}

/** By its key: rows that come live move it. */
interface Held {
  key: string;
  /** The focus has still to go there. */
  aimed: boolean;
}

const linkIn = (box: HTMLElement | null, index: number): HTMLElement | null =>
  box?.querySelector<HTMLElement>(`tr[data-index="${index}"] .rg-row-link`) ?? null;

const none: Held = { key: '', aimed: false };

/** Rows of a list: of a long one only those near the screen, and the one in focus. */
export function ListBody(props: ListBodyProps) {
  const { count, keyOf, handle, of } = props;
  const box = useRef<HTMLTableSectionElement>(null);
  const [place, setPlace] = useState<ScrollPlace | undefined>(undefined);
  const [held, hold] = useState(none);
  // Of a new list one sees what fits on the screen; the rest follows as soon as that is drawn.
  const drawn = useDeferredValue(of, '');
  const fresh = of !== undefined && of !== drawn;
  // What stands above the rows may have grown since they were fewer.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the number of rows is only the occasion
  useLayoutEffect(() => {
    if (box.current) setPlace(scrollPlaceOf(box.current));
  }, [count]);
  useLayoutEffect(() => {
    handle.current = { focus: (index) => hold({ key: keyOf(index), aimed: true }) };
  });
  const heldAt = Array.from({ length: held.key === '' ? 0 : count }, (_, index) => keyOf(index)).indexOf(held.key);
  if (place === undefined) return <tbody ref={box} />;
  const placed = { ...props, box, held, heldAt, hold, fresh, top: place.top };
  return place.scroller ? <BodyInElement {...placed} scroller={place.scroller} /> : <BodyInWindow {...placed} />;
}

function measuresOf({ count, keyOf, top, heldAt, fresh }: Placed) {
  const rangeExtractor = (range: Range) => {
    if (count <= MOST_MOUNTED && !fresh) return Array.from({ length: count }, (_, index) => index);
    const near = defaultRangeExtractor(range);
    if (heldAt < 0 || near.includes(heldAt)) return near;
    return [...near, heldAt].sort((one, other) => one - other);
  };
  // On a narrow screen rows are cards, and what lies between them is theirs.
  const measureElement = (row: HTMLTableRowElement) =>
    row.getBoundingClientRect().height + (Number.parseFloat(getComputedStyle(row).marginBlockEnd) || 0);
  return {
    count,
    measureElement,
    scrollMargin: top,
    estimateSize: () => 58,
    overscan: 8,
    getItemKey: keyOf,
    rangeExtractor,
  };
}

function BodyInElement({ scroller, ...props }: Placed & { scroller: HTMLElement }) {
  const rows = useVirtualizer<HTMLElement, HTMLTableRowElement>({
    ...measuresOf(props),
    getScrollElement: () => scroller,
  });
  return <MountedBody {...props} rows={rows} />;
}

function BodyInWindow(props: Placed) {
  return <MountedBody {...props} rows={useWindowVirtualizer<HTMLTableRowElement>(measuresOf(props))} />;
}

interface MountedBodyProps extends Placed {
  rows: Pick<Virtualizer<HTMLElement, HTMLTableRowElement>, 'getTotalSize' | 'getVirtualItems' | 'measureElement'>;
}

function MountedBody({ row, keyOf, span, box, top, held, heldAt, hold, rows }: MountedBodyProps) {
  const mounted = rows.getVirtualItems();
  useLayoutEffect(() => {
    const link = held.aimed ? linkIn(box.current, heldAt) : null;
    if (!link) return;
    hold({ key: held.key, aimed: false });
    link.focus({ preventScroll: true });
    link.scrollIntoView({ block: 'nearest' });
  });
  const parts = partsOf(mounted, { top, height: rows.getTotalSize() });
  return (
    <tbody
      ref={box}
      onFocus={({ target }) => {
        const index = Number(target.closest('tr')?.dataset.index ?? -1);
        if (index >= 0) hold({ key: keyOf(index), aimed: false });
      }}
      onBlur={({ relatedTarget, currentTarget }) => {
        if (!held.aimed && !currentTarget.contains(relatedTarget)) hold(none);
      }}
    >
      {parts.map((part) => {
        if ('space' in part) {
          return (
            // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a row takes no focus, and this one is only a height
            <tr key={`space ${part.before}`} aria-hidden="true" className="rg-row-space">
              <td colSpan={span} style={{ height: part.space }} />
            </tr>
          );
        }
        const { className, cells } = row(part.row);
        return (
          <tr
            key={keyOf(part.row)}
            ref={rows.measureElement}
            data-index={part.row}
            aria-rowindex={part.row + 2}
            className={className}
          >
            {cells}
          </tr>
        );
      })}
    </tbody>
  );
}
