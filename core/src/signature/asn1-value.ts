import type { Element } from './asn1.ts';

/** UTCTime and GeneralizedTime (X.680, 46–47) in ISO; null for what is neither. */
export function timeOf({ tag, content }: Element): string | null {
  const text = content.toString('latin1');
  const parts = /^(\d{2}|\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})?(?:\.\d+)?Z$/.exec(text);
  if (!parts || (tag !== 0x17 && tag !== 0x18)) return null;
  const [, year = '', month, day, hour, minute, second = '00'] = parts;
  // RFC 5280, 4.1.2.5.1: two digits from 50 up are of the last century.
  const full = year.length === 4 ? year : `${Number(year) >= 50 ? '19' : '20'}${year}`;
  const moment = new Date(`${full}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(moment.getTime()) ? null : moment.toISOString();
}

/** Encodings of the string types that names are written in; other types hold no text for a person. */
const encodings: Readonly<Record<number, 'utf-8' | 'latin1' | 'utf-16be' | undefined>> = {
  12: 'utf-8',
  18: 'latin1',
  19: 'latin1',
  20: 'latin1',
  22: 'latin1',
  30: 'utf-16be',
};
const LONGEST = 300;

/** A text safe to show: no control characters, not too long. Empty for what is no string. */
export function textOf({ tag, content }: Element): string {
  const encoding = encodings[tag];
  if (encoding === undefined) return '';
  const text = new TextDecoder(encoding).decode(content);
  return text
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .trim()
    .slice(0, LONGEST)
    .toWellFormed();
}
