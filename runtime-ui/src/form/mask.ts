/** Masks of identifiers and dates. Pure: text and caret in, text and caret out. */

export interface Masked {
  text: string;
  caret: number;
}

/** `#` stands for a digit, everything else for itself. */
export const masks = {
  snils: '###-###-### ##',
  inn: '############',
  ogrn: '#############',
  ogrnip: '###############',
  oktmo: '###########',
  departmentCode: '###-###',
  passportSeries: '## ##',
  passportNumber: '######',
} as const satisfies Record<string, string>;

function layOut(mask: string, digits: string): string {
  let text = '';
  let next = 0;
  for (const symbol of mask) {
    if (next >= digits.length) break;
    if (symbol === '#') {
      text += digits[next];
      next += 1;
    } else {
      text += symbol;
    }
  }
  return text;
}

function caretAfterDigits(text: string, count: number): number {
  let seen = 0;
  for (let index = 0; index < text.length; index += 1) {
    if (seen === count) return index;
    if (/\d/.test(text[index] ?? '')) seen += 1;
  }
  return text.length;
}

/** Keeps the caret behind the digit it stood behind, whatever separators come and go. */
export function applyMask(mask: string, raw: string, caret: number): Masked {
  const digitsOf = (text: string): string => text.replace(/\D/g, '');
  const room = [...mask].filter((symbol) => symbol === '#').length;
  const text = layOut(mask, digitsOf(raw).slice(0, room));
  return { text, caret: caretAfterDigits(text, digitsOf(raw.slice(0, caret)).length) };
}

/** A Russian number as one reads it, while it is being typed; a foreign one, after `+`, stays as it is. */
export function applyPhoneMask(raw: string, caret: number): Masked {
  if (/^\s*\+(?!\s*7)/.test(raw)) return { text: raw, caret };
  const digitsOf = (text: string): string => text.replace(/\D/g, '');
  const all = digitsOf(raw);
  if (all === '') return { text: raw, caret };
  const prefixed = /^[78]/.test(all);
  const national = (prefixed ? all.slice(1) : all).slice(0, 10);
  const text = national === '' ? '+7' : layOut('+7 (###) ###-##-##', national);
  return { text, caret: caretAfterDigits(text, digitsOf(raw.slice(0, caret)).length + (prefixed ? 0 : 1)) };
}

/** `7324010203145` → `73:24:0102031:45`: the district's two, the quarter's seven; a colon or a dot ends a shorter part. */
export function applyCadastralMask(raw: string, caret: number): Masked {
  // In the middle of what is written nothing moves by itself.
  if (caret < raw.length) return { text: raw, caret };
  const typed = raw.replace(/[.,;/\s-]+/g, ':');
  let text = '';
  let room = 2;
  let part = 0;
  for (const symbol of typed) {
    const next = symbol === ':' || (room === 0 && part < 3);
    if (next) {
      text += ':';
      part += 1;
      room = part < 2 ? 2 : 7;
    }
    if (symbol === ':') continue;
    text += symbol;
    room -= 1;
  }
  return { text, caret: text.length };
}

/** A day or a month on or back, of what is written as `YYYY-MM-DD`; the last day of a shorter month stands for a later one. */
export function shiftDate(iso: string, { days = 0, months = 0 }: { days?: number; months?: number }): string {
  const [year = 0, month = 1, day = 1] = iso.split('-').map(Number);
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, last) + days)).toISOString().slice(0, 10);
}

/** `1.3.2026`, `01032026` and `01.03.2026` all become `01.03.2026`; works while one is still typing. */
export function applyDateMask(raw: string): string {
  let digits = '';
  for (const symbol of raw) {
    if (/\d/.test(symbol)) digits += symbol;
    else if (digits.length === 1 || digits.length === 3) digits = `${digits.slice(0, -1)}0${digits.slice(-1)}`;
  }
  digits = digits.slice(0, 8);
  const blocks = [digits.slice(0, 2), digits.slice(2, 4), digits.slice(4)].filter((block) => block !== '');
  return blocks.join('.');
}

/** `01.03.2026` → `2026-03-01`; undefined when there is no such day. Two digits of a year mean 20xx up to next decade, else 19xx. */
export function parseDate(text: string, thisYear: number): string | undefined {
  const match = /^(\d{2})\.(\d{2})\.(\d{4}|\d{2})$/.exec(text.trim());
  if (!match) return undefined;
  const [day, month, written] = [Number(match[1]), Number(match[2]), match[3] ?? ''];
  const short = Number(written);
  const year = written.length === 4 ? short : short <= (thisYear % 100) + 10 ? 2000 + short : 1900 + short;
  const date = new Date(Date.UTC(year, month - 1, day));
  const exists = year >= 1800 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists ? date.toISOString().slice(0, 10) : undefined;
}

/** «1 234,5» → kopecks; undefined when it is no sum of money. */
export function parseMoney(text: string): number | undefined {
  const plain = text.replace(/[\s\u00a0₽]/g, '').replace(',', '.');
  if (!/^-?\d{1,13}(\.\d{1,2})?$/.test(plain)) return undefined;
  return Math.round(Number(plain) * 100);
}

export function parseNumber(text: string): number | undefined {
  const plain = text.replace(/[\s\u00a0]/g, '').replace(',', '.');
  return /^-?\d{1,15}(\.\d+)?$/.test(plain) ? Number(plain) : undefined;
}

/** Kopecks as one types them: «1 234,50». */
export function moneyInput(kopecks: number): string {
  return (kopecks / 100).toLocaleString('ru-RU', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}

export function numberText(value: number): string {
  return value.toLocaleString('ru-RU', { maximumFractionDigits: 10, useGrouping: false });
}
