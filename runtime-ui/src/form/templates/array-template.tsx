import { ArrowDownOutlined, ArrowUpOutlined, CopyOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import type { ArrayFieldItemTemplateProps, ArrayFieldTemplateProps } from '@rjsf/utils';
import { useVirtualizer, useWindowVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import { Button } from 'antd';
import { type ReactElement, useLayoutEffect, useRef, useState } from 'react';
import { plural } from '../../ui/format.ts';
import { errorsId } from '../widgets/aria.ts';
import { FieldErrors } from './field-template.tsx';

/** Beyond this many rows only those near the screen are mounted. */
const virtualFrom = 50;

export function ArrayTemplate(props: ArrayFieldTemplateProps) {
  const { title, items, canAdd, onAddClick, disabled, readonly, fieldPathId, rawErrors = [], required, schema } = props;
  const id = fieldPathId.$id;
  return (
    <fieldset
      className="rg-group"
      id={id}
      tabIndex={-1}
      aria-describedby={rawErrors.length > 0 ? errorsId(id) : undefined}
    >
      <legend>
        {title}
        {required ? <span className="rg-required">Требуется</span> : null}
      </legend>
      {schema.description ? <div className="rg-hint">{schema.description}</div> : null}
      {items.length === 0 ? <p className="rg-muted">Пока ничего не добавлено.</p> : null}
      {items.length > virtualFrom ? <VirtualRows items={items} /> : <div className="rg-rows">{items}</div>}
      <FieldErrors id={id} errors={rawErrors} />
      <div className="rg-array-tools">
        {canAdd && !disabled && !readonly ? (
          <Button icon={<PlusOutlined aria-hidden="true" />} onClick={onAddClick}>
            Добавить
          </Button>
        ) : null}
        {items.length > 3 ? (
          <span className="rg-muted"> Всего {plural(items.length, ['запись', 'записи', 'записей'])}</span>
        ) : null}
      </div>
    </fieldset>
  );
}

/** The nearest part of the page that scrolls by itself; undefined when the whole window does. */
function scrollerOf(element: HTMLElement): HTMLElement | undefined {
  for (let node = element.parentElement; node; node = node.parentElement) {
    if (/auto|scroll/.test(getComputedStyle(node).overflowY)) return node;
  }
  return undefined;
}

interface Place {
  scroller: HTMLElement | undefined;
  /** From the beginning of what scrolls to the first row, pixels. */
  top: number;
}

function placeOf(box: HTMLElement): Place {
  const scroller = scrollerOf(box);
  const { top } = box.getBoundingClientRect();
  if (!scroller) return { scroller, top: top + window.scrollY };
  return { scroller, top: top - scroller.getBoundingClientRect().top + scroller.scrollTop };
}

type Rows = readonly ReactElement[];

function VirtualRows({ items }: { items: Rows }) {
  const box = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState<Place | undefined>(undefined);
  useLayoutEffect(() => {
    if (box.current) setPlace(placeOf(box.current));
  }, []);
  return (
    <div ref={box}>
      {place === undefined ? null : place.scroller ? (
        <RowsInElement items={items} scroller={place.scroller} top={place.top} />
      ) : (
        <RowsInWindow items={items} top={place.top} />
      )}
    </div>
  );
}

const measures = { estimateSize: () => 120, overscan: 6 };

function RowsInElement({ items, scroller, top }: { items: Rows; scroller: HTMLElement; top: number }) {
  const rows = useVirtualizer<HTMLElement, HTMLDivElement>({
    ...measures,
    count: items.length,
    getScrollElement: () => scroller,
    scrollMargin: top,
  });
  return <MountedRows items={items} rows={rows} top={top} />;
}

function RowsInWindow({ items, top }: { items: Rows; top: number }) {
  const rows = useWindowVirtualizer<HTMLDivElement>({ ...measures, count: items.length, scrollMargin: top });
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

/** One row of a repeating group with its buttons; moving is by buttons, so it needs no mouse. */
export function ArrayItemTemplate({ children, buttonsProps, index }: ArrayFieldItemTemplateProps) {
  const { hasMoveUp, hasMoveDown, hasRemove, hasCopy, disabled, readonly } = buttonsProps;
  const number = index + 1;
  return (
    <div className="rg-row">
      <div className="rg-row-body">
        <div className="rg-row-number" aria-hidden="true">
          {number}
        </div>
        <div className="rg-row-fields">{children}</div>
      </div>
      {disabled || readonly ? null : (
        <div className="rg-row-buttons">
          {hasMoveUp ? (
            <Button
              size="small"
              icon={<ArrowUpOutlined aria-hidden="true" />}
              aria-label={`Выше: запись ${number}`}
              onClick={buttonsProps.onMoveUpItem}
            />
          ) : null}
          {hasMoveDown ? (
            <Button
              size="small"
              icon={<ArrowDownOutlined aria-hidden="true" />}
              aria-label={`Ниже: запись ${number}`}
              onClick={buttonsProps.onMoveDownItem}
            />
          ) : null}
          {hasCopy ? (
            <Button
              size="small"
              icon={<CopyOutlined aria-hidden="true" />}
              aria-label={`Повторить запись ${number}`}
              onClick={buttonsProps.onCopyItem}
            />
          ) : null}
          {hasRemove ? (
            <Button
              size="small"
              icon={<DeleteOutlined aria-hidden="true" />}
              aria-label={`Удалить запись ${number}`}
              onClick={buttonsProps.onRemoveItem}
            />
          ) : null}
        </div>
      )}
    </div>
  );
}
