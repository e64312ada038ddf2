import { CalendarOutlined } from '@ant-design/icons';
import type { WidgetProps } from '@rjsf/utils';
import { Button, Input } from 'antd';
import { type KeyboardEvent, useRef } from 'react';
import { dateText } from '../../ui/format.ts';
import { useDraft } from '../draft.ts';
import { applyDateMask, parseDate, shiftDate } from '../mask.ts';
import { isDisabled, widgetAria } from './aria.ts';

/** ↑ and ↓ go by days, Page Up and Page Down by months. */
const steps: Readonly<Record<string, { days?: number; months?: number }>> = {
  ArrowUp: { days: 1 },
  ArrowDown: { days: -1 },
  PageUp: { months: 1 },
  PageDown: { months: -1 },
};

function todayHere(): string {
  const now = new Date();
  return new Date(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate())).toISOString().slice(0, 10);
}

/** A date typed as дд.мм.гггг, stored as YYYY-MM-DD; the calendar is the browser's own, opened by a button. */
export function DateWidget(props: WidgetProps) {
  const native = useRef<HTMLInputElement>(null);
  const draft = useDraft<string>({
    id: props.id,
    value: props.value,
    toText: dateText,
    parse: (text) => {
      if (text.trim() === '') return { ok: true, value: undefined };
      const value = parseDate(text, new Date().getFullYear());
      return value === undefined
        ? { ok: false, message: 'Введите дату в виде дд.мм.гггг, например 05.03.2026' }
        : { ok: true, value };
    },
    onCommit: (value) => props.onChange(value),
    onBlur: () => props.onBlur(props.id, props.value),
  });
  const disabled = isDisabled(props);
  const change = (typed: string) => {
    const text = applyDateMask(typed);
    draft.change(text);
    if (text.length === 'дд.мм.гггг'.length) draft.settle();
  };
  /** From the day that is written, or from today. */
  const step = (event: KeyboardEvent<HTMLInputElement>) => {
    const by = steps[event.key];
    if (by === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const from = parseDate(draft.text, new Date().getFullYear());
    draft.change(dateText(from === undefined ? todayHere() : shiftDate(from, by)));
  };
  return (
    <div className="rg-date">
      <Input
        {...widgetAria(props)}
        value={draft.text}
        onChange={(event) => change(event.target.value)}
        onBlur={draft.blur}
        onKeyDown={step}
        disabled={disabled}
        placeholder="дд.мм.гггг"
        inputMode="numeric"
        autoComplete="off"
      />
      <Button
        icon={<CalendarOutlined aria-hidden="true" />}
        disabled={disabled}
        aria-label={`Открыть календарь: ${props.label}`}
        onClick={() => native.current?.showPicker()}
      />
      <input
        ref={native}
        type="date"
        tabIndex={-1}
        aria-hidden="true"
        className="rg-date-native"
        value={typeof props.value === 'string' ? props.value : ''}
        onChange={(event) => props.onChange(event.target.value || undefined)}
      />
    </div>
  );
}
