/** Small grammar of Russian that more than one sentence needs. */

const russian = /[А-Яа-яЁё]/;

/** Forms for 1, 2–4 and 5: день, дня, дней. */
export type Forms = readonly [one: string, few: string, many: string];

export function plural(count: number, [one, few, many]: Forms): string {
  // The pages of whoever reads English have put the forms into it.
  if (!russian.test(many)) return Math.abs(count) === 1 ? one : many;
  const tail = Math.abs(count) % 100;
  const last = tail % 10;
  if (!Number.isInteger(count)) return few;
  if (tail > 10 && tail < 20) return many;
  if (last === 1) return one;
  return last >= 2 && last <= 4 ? few : many;
}

/** `2026-01-31` → `31.01.2026`. */
export function russianDate(date: string): string {
  return `${date.slice(8, 10)}.${date.slice(5, 7)}.${date.slice(0, 4)}`;
}

/** Kopecks → `1 500,05 ₽`, with no-break spaces. */
export function russianMoney(kopecks: number): string {
  const roubles = Math.trunc(Math.abs(kopecks) / 100);
  const rest = Math.abs(kopecks) % 100;
  const groups = String(roubles).replace(/\B(?=(\d{3})+$)/g, '\u00a0');
  return `${kopecks < 0 ? '−' : ''}${groups},${String(Math.round(rest)).padStart(2, '0')}\u00a0₽`;
}

/** `1200.5` → `1 200,5`. */
export function russianNumber(value: number): string {
  const [whole = '', fraction] = String(Math.abs(value)).split('.');
  const groups = /^\d{5,}$/.test(whole) ? whole.replace(/\B(?=(\d{3})+$)/g, '\u00a0') : whole;
  return `${value < 0 ? '−' : ''}${groups}${fraction === undefined ? '' : `,${fraction}`}`;
}

/** In quotation marks; marks that are inside already become the inner ones, „…“. */
export function quoted(text: string): string {
  return `«${text.replaceAll('«', '„').replaceAll('»', '“')}»`;
}

/** «а», «б» и «в». */
export function enumeration(items: readonly string[], conjunction: 'и' | 'или'): string {
  if (items.length < 2) return items[0] ?? '';
  return `${items.slice(0, -1).join(', ')} ${conjunction} ${items.at(-1)}`;
}

export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
