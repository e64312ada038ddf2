import { useVirtualizer, useWindowVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import { type ReactElement, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { type ScrollPlace, scrollPlaceOf } from '../../ui/scroller.ts';

type Rows = readonly ReactElement[];

export interface VirtualRowsProps {
  items: Rows;
  /** The row to bring into view: of a long list it may not be mounted. */
  aim?: number | undefined;
}

/** Of a long list only the rows near the screen are mounted. */
export function VirtualRows({ items, aim }: VirtualRowsProps) {
  const box = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState<ScrollPlace | undefined>(undefined);
  useLayoutEffect(() => {
    if (box.current) setPlace(scrollPlaceOf(box.current));
  }, []);
  return (
    <div ref={box}>
      {place === undefined ? null : place.scroller ? (
        <RowsInElement items={items} aim={aim} scroller={place.scroller} top={place.top} />
      ) : (
        <RowsInWindow items={items} aim={aim} top={place.top} />
      )}
    </div>
  );
}

const measures = { estimateSize: () => 120, overscan: 6 };

function RowsInElement({ items, aim, scroller, top }: VirtualRowsProps & { scroller: HTMLElement; top: number }) {
  const rows = useVirtualizer<HTMLElement, HTMLDivElement>({
    ...measures,
    count: items.length,
    getScrollElement: () => scroller,
    scrollMargin: top,
  });
  useEffect(() => {
    if (aim !== undefined && aim < items.length) rows.scrollToIndex(aim, { align: 'center' });
  }, [aim, items.length, rows.scrollToIndex]);
  return <MountedRows items={items} rows={rows} top={top} />;
}

function RowsInWindow({ items, aim, top }: VirtualRowsProps & { top: number }) {
  const rows = useWindowVirtualizer<HTMLDivElement>({ ...measures, count: items.length, scrollMargin: top });
  useEffect(() => {
    if (aim !== undefined && aim < items.length) rows.scrollToIndex(aim, { align: 'center' });
  }, [aim, items.length, rows.scrollToIndex]);
  return <MountedRows items={items} rows={rows} top={top} />;
}

interface MountedRowsProps {
  items: Rows;
  rows: Pick<Virtualizer<HTMLElement, HTMLDivElement>, 'getTotalSize' | 'getVirtualItems' | 'measureElement'>;
  top: number;
}

function MountedRows({ items, rows, top }: MountedRowsProps) {
  return (
    <div className="rg-rows-virtual" style={{ height: rows.getTotalSize() }}>
      {rows.getVirtualItems().map((row) => (
        <div
          key={row.key}
          data-index={row.index}
          ref={rows.measureElement}
          className="rg-row-virtual"
          style={{ transform: `translateY(${row.start - top}px)` }}
        >
          {items[row.index]}
        </div>
      ))}
    </div>
  );
}
