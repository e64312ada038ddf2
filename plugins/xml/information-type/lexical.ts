import type { Json } from '@reglament/sdk';
import { isNumber } from './value-schema.ts';
import type { ValueType } from './value-type.ts';

/** A value of the answers as the text of XML, or why it cannot be. Only what would not be the value: limits are the schema's. */
export type Written = { readonly text: string } | { readonly problem: string };

export function writeValue(type: ValueType, value: Json): Written {
  if (type.item !== undefined) return writeList(type.item, value);
  if (type.base === 'boolean')
    return typeof value === 'boolean' ? { text: String(value) } : { problem: 'нужно «да» или «нет»' };
  if (isNumber(type)) return typeof value === 'number' ? { text: numberText(value) } : { problem: 'нужно число' };
  if (typeof value !== 'string') return { problem: 'нужен текст' };
  const odd = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u.exec(value);
  return odd === null ? { text: value } : { problem: 'в тексте есть недопустимый знак: наберите его заново' };
}

function writeList(item: ValueType, value: Json): Written {
  if (!Array.isArray(value)) return { problem: 'нужен список' };
  const texts = value.map((one: Json) => writeValue(item, one));
  const wrong = texts.find((one) => 'problem' in one);
  return wrong ?? { text: texts.map((one) => ('text' in one ? one.text : '')).join(' ') };
}

/** Without an exponent, which decimals do not have. */
function numberText(value: number): string {
  const text = String(value);
  return text.includes('e') ? value.toFixed(20).replace(/\.?0+$/, '') : text;
}

/** A text of XML as a value of the answers; a note says what of it is not kept. */
export interface Read {
  readonly value?: Json;
  readonly note?: string;
}

export function readValue(type: ValueType, text: string): Read {
  if (type.item !== undefined) return readList(type.item, text);
  const plain = keepsSpaces(type) ? text : text.replace(/[ \t\n\r]+/g, ' ').trim();
  if (type.base === 'boolean')
    return /^(?:true|false|1|0)$/.test(plain)
      ? { value: plain === 'true' || plain === '1' }
      : { note: `«${plain}» – не «да» и не «нет»` };
  if (isNumber(type)) return readNumber(plain);
  if (type.base === 'date' && type.patterns.length === 0) {
    const [, date, zone = ''] = /^(\d{4}-\d{2}-\d{2})(Z|[+-]\d{2}:\d{2})?$/.exec(plain) ?? [];
    if (date === undefined) return { value: plain };
    return zone === '' ? { value: date } : { value: date, note: `часовой пояс «${zone}» даты опущен` };
  }
  return { value: plain };
}

function keepsSpaces({ base, whiteSpace }: ValueType): boolean {
  if (whiteSpace !== undefined) return whiteSpace !== 'collapse';
  return base === 'string' || base === 'normalizedString' || base === 'union';
}

function readList(item: ValueType, text: string): Read {
  const read = text
    .split(/[ \t\n\r]+/)
    .filter((one) => one !== '')
    .map((one) => readValue(item, one));
  const note = read.find((one) => one.note !== undefined)?.note;
  return {
    value: read.flatMap(({ value }) => (value === undefined ? [] : [value])),
    ...(note === undefined ? {} : { note }),
  };
}

function readNumber(text: string): Read {
  const value = Number(text);
  return text !== '' && Number.isFinite(value) ? { value } : { note: `«${text}» – не число` };
}

/** Whether an element of this type may stand empty. */
export function allowsEmpty(type: ValueType): boolean {
  if (type.choices !== undefined) return type.choices.some(({ value }) => value === '');
  const isText = ['string', 'normalizedString', 'token', 'anyURI', 'list', 'base64Binary', 'hexBinary'].includes(
    type.base,
  );
  return isText && type.patterns.length === 0 && (type.length ?? type.minLength ?? 0) === 0;
}
