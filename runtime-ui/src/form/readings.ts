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
import type { JsonSchema } from '@reglament/format';
import type { Parsed } from './draft.ts';
import {
  applyCadastralMask,
  applyMask,
  applyPhoneMask,
  type Masked,
  masks,
  moneyInput,
  numberText,
  parseMoney,
  parseNumber,
} from './mask.ts';
import { moneyWords } from './money-words.ts';

/** How each kind of one-line input writes and reads its value. Pure. */

export interface Reading {
  toText: (value: never) => string;
  parse: (text: string) => Parsed<unknown>;
  mask?: (raw: string, caret: number) => Masked;
  /** Length of a text that is whole: its check digit is told at once. */
  whole?: number;
  /** The value in words, beneath the input. */
  words?: (value: never) => string;
  suffix?: string;
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

function masked(mask: string): Required<Pick<Reading, 'mask' | 'whole'>> {
  return { mask: (raw, caret) => applyMask(mask, raw, caret), whole: mask.length };
}

/** Identifiers are stored without separators. */
const readings = {
  text: { toText: asIs, parse: (typed) => text(typed.trim()) },
  email: { toText: asIs, parse: (typed) => text(typed.trim()), inputMode: 'email', placeholder: 'name@example.ru' },
  phone: {
    toText: formatPhone,
    parse: (typed) => text(normalizePhone(typed)),
    mask: applyPhoneMask,
    whole: '+7 (900) 000-00-00'.length,
    inputMode: 'tel',
    placeholder: '+7 (900) 000-00-00',
  },
  snils: {
    toText: formatSnils,
    parse: (typed) => text(normalizeSnils(typed)),
    ...masked(masks.snils),
    inputMode: 'numeric',
    placeholder: '000-000-000 00',
  },
  inn: {
    toText: asIs,
    parse: (typed) => text(normalizeInn(typed)),
    ...masked(masks.inn),
    inputMode: 'numeric',
    placeholder: '10 или 12 цифр',
  },
  ogrn: {
    toText: asIs,
    parse: (typed) => text(normalizeOgrn(typed)),
    ...masked(masks.ogrn),
    inputMode: 'numeric',
    placeholder: '13 цифр',
  },
  ogrnip: {
    toText: asIs,
    parse: (typed) => text(normalizeOgrn(typed)),
    ...masked(masks.ogrnip),
    inputMode: 'numeric',
    placeholder: '15 цифр',
  },
  oktmo: {
    toText: asIs,
    parse: (typed) => text(normalizeOktmo(typed)),
    ...masked(masks.oktmo),
    inputMode: 'numeric',
    placeholder: '8 или 11 цифр',
  },
  departmentCode: {
    toText: formatDepartmentCode,
    parse: (typed) => text(normalizeDepartmentCode(typed)),
    ...masked(masks.departmentCode),
    inputMode: 'numeric',
    placeholder: '000-000',
  },
  passportSeries: {
    toText: formatPassportSeries,
    parse: (typed) => text(normalizePassportSeries(typed)),
    ...masked(masks.passportSeries),
    inputMode: 'numeric',
    placeholder: '00 00',
  },
  passportNumber: {
    toText: asIs,
    parse: (typed) => text(typed),
    ...masked(masks.passportNumber),
    inputMode: 'numeric',
    placeholder: '000000',
  },
  kpp: { toText: asIs, parse: (typed) => text(normalizeKpp(typed)), placeholder: '9 знаков' },
  cadastralNumber: {
    toText: asIs,
    parse: (typed) => text(normalizeCadastralNumber(typed)),
    mask: applyCadastralMask,
    placeholder: '00:00:0000000:000',
  },
  number: { toText: numberText, parse: reader(parseNumber, numberMessage), inputMode: 'decimal' },
  area: { toText: numberText, parse: reader(parseNumber, numberMessage), inputMode: 'decimal', suffix: 'м²' },
  money: {
    toText: moneyInput,
    parse: reader(parseMoney, 'Введите сумму, например 1 234,50'),
    inputMode: 'decimal',
    suffix: '₽',
    words: moneyWords,
  },
} as const satisfies Record<string, Reading>;

/** A number of one kind of applicant has a length of its own. */
const byFormat: Readonly<Record<string, Partial<Reading>>> = {
  'inn-organisation': { ...masked('##########'), placeholder: '10 цифр' },
  'inn-person': { ...masked(masks.inn), placeholder: '12 цифр' },
};

/** By the widget; a number that is asked for as text stays a number. */
export function readingOf(widget: string | undefined, schema: Pick<JsonSchema, 'type' | 'format'>): Reading {
  const known: Readonly<Record<string, Reading>> = readings;
  const isNumber = schema.type === 'number' || schema.type === 'integer';
  const reading =
    known[widget === undefined || (widget === 'text' && isNumber) ? (isNumber ? 'number' : 'text') : widget];
  return { ...(reading ?? readings.text), ...byFormat[schema.format ?? ''] };
}
