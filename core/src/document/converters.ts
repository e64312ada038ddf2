type Converter = (value: unknown, labels: Readonly<Record<string, string>> | undefined) => string;

const NBSP = '\u00a0';
const MISSING = '—';
const MONTHS = 'января февраля марта апреля мая июня июля августа сентября октября ноября декабря'.split(' ');
const ISO_DATE = /^(\d{4})-(\d{2})-(\d{2})(?:T|$)/;

/** The closed list of what may stand after the bar in `{{path|converter}}`. */
export const CONVERTERS: Readonly<Record<string, Converter>> = {
  date: shortDate,
  longDate,
  title: (value, labels) => valueText(value, labels),
  money: (value) => (typeof value === 'number' ? money(value) : valueText(value)),
  upper: (value, labels) => valueText(value, labels).toLocaleUpperCase('ru'),
};

/**
 * A value as a person reads it in an official paper. A string that is exactly an ISO date is shown the Russian way;
 * `labels` turns codes of lists into their titles.
 */
export function valueText(value: unknown, labels?: Readonly<Record<string, string>>): string {
  if (value === undefined || value === null || value === '') return MISSING;
  if (typeof value === 'string') return labelOf(value, labels) ?? isoAsDate(value);
  if (typeof value === 'boolean') return value ? 'да' : 'нет';
  if (typeof value === 'number') return labelOf(String(value), labels) ?? decimal(value);
  if (Array.isArray(value)) return value.length === 0 ? MISSING : value.map((one) => valueText(one, labels)).join('; ');
  const parts = Object.values(value).filter((part) => part !== null && part !== '' && part !== undefined);
  return parts.length === 0 ? MISSING : parts.map((part) => valueText(part)).join(', ');
}

function labelOf(value: string, labels: Readonly<Record<string, string>> | undefined): string | undefined {
  return labels && Object.hasOwn(labels, value) ? labels[value] : undefined;
}

function isoAsDate(value: string): string {
  return /^\d{4}-\d{2}-\d{2}$/.test(value) ? shortDate(value) : value;
}

function shortDate(value: unknown): string {
  const match = typeof value === 'string' ? ISO_DATE.exec(value) : null;
  return match ? `${match[3]}.${match[2]}.${match[1]}` : plainText(value);
}

function longDate(value: unknown): string {
  const match = typeof value === 'string' ? ISO_DATE.exec(value) : null;
  const month = match ? MONTHS[Number(match[2]) - 1] : undefined;
  return match && month ? `${Number(match[3])}${NBSP}${month} ${match[1]}${NBSP}г.` : plainText(value);
}

function plainText(value: unknown): string {
  return value === undefined || value === null || value === '' ? MISSING : String(value);
}

/** Money is kept in kopecks: 123450 → «1 234,50 руб.». */
function money(kopecks: number): string {
  const whole = Math.trunc(Math.abs(kopecks) / 100);
  const rest = String(Math.abs(Math.trunc(kopecks)) % 100).padStart(2, '0');
  return `${kopecks < 0 ? '−' : ''}${grouped(String(whole))},${rest}${NBSP}руб.`;
}

function decimal(value: number): string {
  const [whole = '0', fraction] = String(Math.abs(value)).split('.');
  return `${value < 0 ? '−' : ''}${grouped(whole)}${fraction ? `,${fraction}` : ''}`;
}

/** Thousands are set apart from five digits on, as Russian typography has it. */
function grouped(digits: string): string {
  return digits.length < 5 ? digits : digits.replace(/\B(?=(\d{3})+$)/g, NBSP);
}
