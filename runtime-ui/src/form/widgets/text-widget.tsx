import {
  formatDepartmentCode,
  formatPassportSeries,
  formatPhone,
  formatSnils,
  normalizeCadastralNumber,
  normalizeDepartmentCode,
  normalizeInn,
  normalizeKpp,
  normalizeOgrn,
  normalizeOktmo,
  normalizePassportSeries,
  normalizePhone,
  normalizeSnils,
} from '@reglament/core/rules';
import type { WidgetProps } from '@rjsf/utils';
import { Input } from 'antd';
import type { ChangeEvent, ReactNode } from 'react';
import { useLayoutEffect, useRef } from 'react';
import { type Parsed, useDraft } from '../draft.ts';
import { applyMask, masks, moneyInput, numberText, parseMoney, parseNumber } from '../mask.ts';
import { isDisabled, optionsOf, widgetAria } from './aria.ts';

interface Reading {
  toText: (value: never) => string;
  parse: (text: string) => Parsed<unknown>;
  mask?: string;
  suffix?: ReactNode;
  inputMode?: 'numeric' | 'decimal' | 'email' | 'tel' | 'text';
  placeholder?: string;
  autoComplete?: string;
}

function reader<Value>(read: (text: string) => Value | undefined, message: string): (text: string) => Parsed<Value> {
  return (typed) => {
    if (typed.trim() === '') return { ok: true, value: undefined };
    const value = read(typed);
    return value === undefined ? { ok: false, message } : { ok: true, value };
  };
}

const asIs = (value: unknown): string => String(value);
const text = (value: string): Parsed<string> => ({ ok: true, value: value === '' ? undefined : value });
const numberMessage = 'Введите число, например 12,5';

/** How each kind of one-line input writes and reads its value; identifiers are stored without separators. */
const readings = {
  text: { toText: asIs, parse: (typed) => text(typed.trim()) },
  email: { toText: asIs, parse: (typed) => text(typed.trim()), inputMode: 'email', placeholder: 'name@example.ru' },
  phone: {
    toText: formatPhone,
    parse: (typed) => text(normalizePhone(typed)),
    inputMode: 'tel',
    placeholder: '+7 (900) 000-00-00',
  },
  snils: {
    toText: formatSnils,
    parse: (typed) => text(normalizeSnils(typed)),
    mask: masks.snils,
    inputMode: 'numeric',
    placeholder: '000-000-000 00',
  },
  inn: {
    toText: asIs,
    parse: (typed) => text(normalizeInn(typed)),
    mask: masks.inn,
    inputMode: 'numeric',
    placeholder: '10 или 12 цифр',
  },
  ogrn: {
    toText: asIs,
    parse: (typed) => text(normalizeOgrn(typed)),
    mask: masks.ogrn,
    inputMode: 'numeric',
    placeholder: '13 цифр',
  },
  ogrnip: {
    toText: asIs,
    parse: (typed) => text(normalizeOgrn(typed)),
    mask: masks.ogrnip,
    inputMode: 'numeric',
    placeholder: '15 цифр',
  },
  oktmo: {
    toText: asIs,
    parse: (typed) => text(normalizeOktmo(typed)),
    mask: masks.oktmo,
    inputMode: 'numeric',
    placeholder: '8 или 11 цифр',
  },
  departmentCode: {
    toText: formatDepartmentCode,
    parse: (typed) => text(normalizeDepartmentCode(typed)),
    mask: masks.departmentCode,
    inputMode: 'numeric',
    placeholder: '000-000',
  },
  passportSeries: {
    toText: formatPassportSeries,
    parse: (typed) => text(normalizePassportSeries(typed)),
    mask: masks.passportSeries,
    inputMode: 'numeric',
    placeholder: '00 00',
  },
  passportNumber: {
    toText: asIs,
    parse: (typed) => text(typed),
    mask: masks.passportNumber,
    inputMode: 'numeric',
    placeholder: '000000',
  },
  kpp: { toText: asIs, parse: (typed) => text(normalizeKpp(typed)), placeholder: '9 знаков' },
  cadastralNumber: {
    toText: asIs,
    parse: (typed) => text(normalizeCadastralNumber(typed)),
    placeholder: '00:00:0000000:000',
  },
  number: { toText: numberText, parse: reader(parseNumber, numberMessage), inputMode: 'decimal' },
  area: { toText: numberText, parse: reader(parseNumber, numberMessage), inputMode: 'decimal', suffix: 'м²' },
  money: {
    toText: moneyInput,
    parse: reader(parseMoney, 'Введите сумму, например 1 234,50'),
    inputMode: 'decimal',
    suffix: '₽',
  },
} as const satisfies Record<string, Reading>;

function readingOf(widget: string | undefined): Reading {
  const known: Readonly<Record<string, Reading>> = readings;
  return known[widget ?? 'text'] ?? readings.text;
}

/** Every one-line input: a draft with the mask and reading of its kind. */
export function TextWidget(props: WidgetProps) {
  const options = optionsOf(props);
  const reading = readingOf(options.widget);
  const inputRef = useRef<HTMLInputElement | null>(null);
  const caret = useRef<number | null>(null);
  const draft = useDraft<unknown>({
    id: props.id,
    value: props.value,
    toText: reading.toText as (value: unknown) => string,
    parse: reading.parse,
    onCommit: (value) => props.onChange(value),
    onBlur: () => props.onBlur(props.id, props.value),
  });
  useLayoutEffect(() => {
    if (caret.current === null) return;
    inputRef.current?.setSelectionRange(caret.current, caret.current);
    caret.current = null;
  });
  const change = (event: ChangeEvent<HTMLInputElement>) => {
    const { value, selectionStart } = event.target;
    if (reading.mask === undefined) return draft.change(value);
    const next = applyMask(reading.mask, value, selectionStart ?? value.length);
    caret.current = next.caret;
    draft.change(next.text);
  };
  return (
    <Input
      {...widgetAria(props)}
      ref={(input) => {
        inputRef.current = input?.input ?? null;
      }}
      value={draft.text}
      onChange={change}
      onBlur={draft.blur}
      disabled={isDisabled(props)}
      placeholder={options.placeholder ?? reading.placeholder}
      inputMode={reading.inputMode}
      suffix={reading.suffix}
      maxLength={reading.mask === undefined ? props.schema.maxLength : undefined}
      autoComplete="off"
    />
  );
}
