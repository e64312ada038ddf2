import { CloseCircleOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { type Entry, type EntrySource, entryLabel, isClassifierCode, pathText } from '../entry.ts';
import type { InputAria } from './aria.ts';
import { type Offer, useOffer } from './combobox-state.ts';

interface ComboboxProps {
  aria: InputAria;
  label: string;
  source: EntrySource;
  /** What is chosen, in words; empty: nothing is. */
  chosen: string;
  on: string | undefined;
  within: string | undefined;
  disabled: boolean;
  placeholder: string;
  clearable: boolean;
  onChoose: (entry: Entry) => void;
  onClear: () => void;
  /** What is typed and names no entry, when the input is left; undefined: nothing is left over. */
  onLeave: (typed: string | undefined) => void;
}

/** How many entries Page Up and Page Down go by. */
const leap = 8;

const moves: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowDown: (at, count) => (at + 1) % count,
  ArrowUp: (at, count) => (at <= 0 ? count - 1 : at - 1),
  PageDown: (at, count) => Math.min(at + leap, count - 1),
  PageUp: (at) => Math.max(at - leap, 0),
};

function useCombobox(props: ComboboxProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const { source, on, within } = props;
  // The whole list until a key is pressed: what is chosen is no search.
  const { offer, more } = useOffer({ source, text: typed ?? '', on, within, open });
  const close = () => {
    setOpen(false);
    setActive(-1);
  };
  const choose = (entry: Entry) => {
    setTyped(null);
    close();
    source.remember(entry);
    props.onChoose(entry);
  };
  const change = (text: string) => {
    setTyped(text);
    setActive(-1);
    setOpen(true);
    if (text === '' && props.clearable) props.onClear();
  };
  const leave = () => {
    close();
    const text = typed?.trim() ?? '';
    const exact = offer.items.find((entry) => entry.code === text || isNamed(entry, text));
    if (text !== '' && offer.state === 'ready' && exact) return choose(exact);
    if (text === '') setTyped(null);
    props.onLeave(text === '' ? undefined : text);
  };
  const reset = () => {
    setTyped(null);
    close();
    props.onLeave(undefined);
  };
  return { typed, open, setOpen, active, setActive, offer, more, choose, change, leave, reset };
}

function isNamed(entry: Entry, text: string): boolean {
  return entryLabel(entry).toLocaleLowerCase('ru') === text.toLocaleLowerCase('ru');
}

/** Typing searches, arrows go through what is found, Enter takes it, Escape gives up (WAI-ARIA: combobox with a list). */
export function Combobox(props: ComboboxProps) {
  const { aria, label, chosen, disabled, placeholder, clearable } = props;
  const box = useCombobox(props);
  const { open, active, offer } = box;
  const listId = `${aria.id}__list`;
  const press = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const current = offer.items[active];
    if (event.key === 'Escape' && open) {
      event.stopPropagation();
      box.reset();
    } else if (event.key === 'Enter' && open && current) {
      event.preventDefault();
      box.choose(current);
    } else if (moves[event.key]) {
      event.preventDefault();
      if (!open) return box.setOpen(true);
      const count = offer.items.length;
      const next = count === 0 ? -1 : (moves[event.key]?.(active, count) ?? -1);
      box.setActive(next);
      if (next >= count - 3) box.more();
    }
  };
  return (
    <div className="rg-combobox">
      <Input
        {...aria}
        role="combobox"
        aria-autocomplete="list"
        aria-expanded={open}
        aria-controls={open ? listId : undefined}
        aria-activedescendant={open && active >= 0 ? `${listId}_${active}` : undefined}
        className="rg-combobox-input"
        value={box.typed ?? chosen}
        onChange={(event) => box.change(event.target.value)}
        onClick={() => box.setOpen(true)}
        onFocus={(event) => event.target.select()}
        onKeyDown={press}
        onBlur={box.leave}
        disabled={disabled}
        placeholder={placeholder}
        autoComplete="off"
        maxLength={200}
      />
      {clearable && !disabled && (box.typed ?? chosen) !== '' ? (
        <Button
          type="text"
          size="small"
          className="rg-combobox-clear"
          icon={<CloseCircleOutlined aria-hidden="true" />}
          aria-label={`Очистить: ${label}`}
          onClick={() => {
            box.reset();
            props.onClear();
          }}
        />
      ) : null}
      {open ? <OfferList id={listId} label={label} box={box} /> : null}
    </div>
  );
}

interface OfferListProps {
  id: string;
  label: string;
  box: ReturnType<typeof useCombobox>;
}

function stateText({ state, items }: Offer): string | undefined {
  if (state === 'failed') return 'Справочник не загрузился. Проверьте связь и нажмите любую клавишу в поле.';
  if (state === 'waiting' && items.length === 0) return 'Ищем…';
  return state === 'ready' && items.length === 0 ? 'Ничего не найдено. Измените слова или наберите код.' : undefined;
}

function OfferList({ id, label, box: { offer, active, choose, more } }: OfferListProps) {
  const popup = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const count = offer.items.length;
  // At the lower edge of the screen the bar of buttons would stand over what is offered.
  useEffect(() => {
    if (count > 0) popup.current?.scrollIntoView({ block: 'nearest' });
  }, [count]);
  useEffect(() => {
    list.current?.querySelector(`[id="${id}_${active}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [id, active]);
  const said = stateText(offer);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the focus stays in the input; this only keeps a click from taking it
    <div ref={popup} className="rg-combobox-popup" onMouseDown={(event) => event.preventDefault()}>
      <div
        ref={list}
        id={id}
        role="listbox"
        aria-label={label}
        tabIndex={-1}
        className="rg-combobox-list"
        onScroll={({ currentTarget: at }) => {
          if (at.scrollHeight - at.scrollTop - at.clientHeight < 200) more();
        }}
      >
        {offer.items.map((entry, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: keys are those of the input
          <div
            key={entry.code}
            id={`${id}_${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            className="rg-combobox-option"
            onClick={() => choose(entry)}
          >
            <OptionText entry={entry} recent={index < offer.recent} />
          </div>
        ))}
      </div>
      {said === undefined ? null : <div className="rg-combobox-said">{said}</div>}
    </div>
  );
}

function OptionText({ entry, recent }: { entry: Entry; recent: boolean }) {
  const path = pathText(entry);
  return (
    <>
      {isClassifierCode(entry.code) ? <span className="rg-combobox-code">{entry.code} </span> : null}
      {entry.title}
      {recent ? <span className="rg-muted"> · выбирали недавно</span> : null}
      {path === '' ? null : <span className="rg-hint">{path}</span>}
    </>
  );
}
