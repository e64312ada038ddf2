import type { DateFormat } from '@reglament/format';
import { isIsoDate } from '../calendar/iso-date.ts';

interface DateWriting {
  readonly shape: RegExp;
  /** Groups of `shape` that are the year, the month and the day. */
  readonly groups: readonly [number, number, number];
  readonly write: (year: string, month: string, day: string) => string;
  /** As a person would write an example. */
  readonly sample: string;
}

/** Ways of writing a date that other systems have. A moment with a zone is taken by its own day, as it was written there. */
export const DATE_WRITINGS = {
  'dd.mm.yyyy': {
    shape: /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/,
    groups: [3, 2, 1],
    write: (year, month, day) => `${day}.${month}.${year}`,
    sample: '31.12.2026',
  },
  'yyyy-mm-dd': {
    shape: /^(\d{4})-(\d{2})-(\d{2})$/,
    groups: [1, 2, 3],
    write: (year, month, day) => `${year}-${month}-${day}`,
    sample: '2026-12-31',
  },
  yyyymmdd: {
    shape: /^(\d{4})(\d{2})(\d{2})$/,
    groups: [1, 2, 3],
    write: (year, month, day) => year + month + day,
    sample: '20261231',
  },
  'dd/mm/yyyy': {
    shape: /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/,
    groups: [3, 2, 1],
    write: (year, month, day) => `${day}/${month}/${year}`,
    sample: '31/12/2026',
  },
  dateTime: {
    shape: /^(\d{4})-(\d{2})-(\d{2})T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?$/,
    groups: [1, 2, 3],
    write: (year, month, day) => `${year}-${month}-${day}T00:00:00`,
    sample: '2026-12-31T00:00:00',
  },
} as const satisfies Record<DateFormat, DateWriting>;

/** `YYYY-MM-DD`, or undefined when the text is no such date. */
export function parseDate(text: string, format: DateFormat): string | undefined {
  const { shape, groups }: DateWriting = DATE_WRITINGS[format];
  const parts = shape.exec(text.trim());
  if (parts === null) return undefined;
  const [year = '', month = '', day = ''] = groups.map((group) => (parts[group] ?? '').padStart(2, '0'));
  const date = `${year}-${month}-${day}`;
  return isIsoDate(date) ? date : undefined;
}

/** An ISO date, or a moment that begins with one, in the writing asked for. */
export function formatDate(text: string, format: DateFormat): string | undefined {
  const date = text.slice(0, 10);
  if (!isIsoDate(date) || (text.length > 10 && text[10] !== 'T')) return undefined;
  return DATE_WRITINGS[format].write(date.slice(0, 4), date.slice(5, 7), date.slice(8, 10));
}
