import type { Converter, ConverterWithSettings, SimpleConverter } from '@reglament/format';
import { isAnswered, isList, type Json } from '../rule/value.ts';
import { DATE_WRITINGS, formatDate, parseDate } from './date-text.ts';
import { readAll } from './mapping-path.ts';

export type ConverterName = SimpleConverter | ConverterWithSettings['as'];
export type Settings<Name extends ConverterName> = Extract<ConverterWithSettings, { as: Name }>;

/** What came out: a value, nothing (the source says nothing), or why it cannot be. The reason is for the clerk. */
export type Converted = { readonly value: Json | undefined } | { readonly problem: string };

/** Titles of the codes at the source and at the target of a row: code → title. */
export interface RowTitles {
  readonly source: Readonly<Record<string, string>> | undefined;
  readonly target: Readonly<Record<string, string>> | undefined;
  readonly dictionary: (code: string) => Readonly<Record<string, string>> | undefined;
}

type Convert<Name extends ConverterName> = (
  value: Json,
  settings: Settings<Name> | undefined,
  titles: RowTitles,
) => Converted;

const NUMBER = /^[+-]?\d+(?:[.,]\d+)?$/;

/** One value; lists are gone through before, except by those in `WHOLE`. */
const CONVERT: { readonly [Name in ConverterName]: Convert<Name> } = {
  text: (value) => scalar(value, String),
  number: (value) => {
    if (typeof value === 'number') return { value };
    const text = String(value)
      .replace(/[\s\u00a0\u202f]/g, '')
      .replace('−', '-');
    return NUMBER.test(text) ? { value: Number(text.replace(',', '.')) } : { problem: `«${short(value)}» – не число` };
  },
  parseDate: (value, settings) => {
    const format = settings?.format ?? 'dd.mm.yyyy';
    const date = parseDate(String(value), format);
    const sample = DATE_WRITINGS[format].sample;
    return date === undefined ? { problem: `«${short(value)}» – не дата вида ${sample}` } : { value: date };
  },
  formatDate: (value, settings) => {
    const text = formatDate(String(value), settings?.format ?? 'dd.mm.yyyy');
    return text === undefined ? { problem: `«${short(value)}» – не дата` } : { value: text };
  },
  title: (value, settings, titles) => {
    const known = settings === undefined ? titles.source : titles.dictionary(settings.dictionary);
    const code = String(value);
    if (known === undefined || !Object.hasOwn(known, code))
      return { problem: `Названия для кода «${short(code)}» нет` };
    return { value: known[code] };
  },
  code: (value, settings, titles) => {
    const known = settings === undefined ? titles.target : titles.dictionary(settings.dictionary);
    const wanted = plain(String(value));
    const code = Object.keys(known ?? {}).find((one) => plain(known?.[one] ?? '') === wanted);
    return code === undefined ? { problem: `Варианта «${short(value)}» нет в списке` } : { value: code };
  },
  fullName: (value) => ({ value: joined(value, ' ') }),
  join: (value, settings) => ({ value: joined(value, settings?.separator ?? ' ') }),
  namePart: (value, settings) => ({ value: partOfName(String(value), settings?.part ?? 'surname') }),
  digits: (value) => ({ value: String(value).replace(/\D/g, '') }),
  const: (_value, settings) => ({ value: settings?.value }),
  yesNo: (value, settings) => {
    if (typeof value !== 'boolean') return { problem: `«${short(value)}» – не «да» и не «нет»` };
    return { value: value ? settings?.yes : settings?.no };
  },
  isYes: (value, settings) => {
    if (value === settings?.yes) return { value: true };
    return value === settings?.no ? { value: false } : { problem: `Код «${short(value)}» не значит ни «да», ни «нет»` };
  },
  codes: (value, settings) => {
    const values = settings?.values ?? {};
    const code = String(value);
    return { value: Object.hasOwn(values, code) ? values[code] : settings?.otherwise };
  },
  pick: (value, settings) => {
    const list = isList(value) ? value : [value];
    const item = settings?.item ?? 'first';
    const index = item === 'first' ? 0 : item === 'last' ? list.length - 1 : item;
    const picked = list[index];
    const found = settings?.field === undefined ? picked : readAll(picked, settings.field)[0]?.value;
    return { value: found as Json | undefined };
  },
};

/** These take a list as it is: the rest convert each of its members. */
const WHOLE: ReadonlySet<ConverterName> = new Set(['fullName', 'join', 'pick', 'const']);

export function nameOf(converter: Converter): ConverterName {
  return typeof converter === 'string' ? converter : converter.as;
}

/** Takes several sources at once and makes one value of them. */
export function isJoining(converter: Converter | undefined): boolean {
  return converter !== undefined && ['fullName', 'join'].includes(nameOf(converter));
}

export function convert(value: Json, converter: Converter, titles: RowTitles): Converted {
  const name = nameOf(converter);
  if (!isList(value) || WHOLE.has(name)) return convertOne(value, converter, titles);
  const members: Json[] = [];
  for (const member of value) {
    const converted = convertOne(member, converter, titles);
    if ('problem' in converted) return converted;
    if (converted.value !== undefined) members.push(converted.value);
  }
  return { value: members };
}

function convertOne(value: Json, converter: Converter, titles: RowTitles): Converted {
  const settings = typeof converter === 'string' ? undefined : converter;
  // The settings belong to the converter that they name: the table is indexed by that very name.
  return (CONVERT[nameOf(converter)] as Convert<ConverterName>)(value, settings as never, titles);
}

function scalar(value: Json, write: (value: string | number | boolean) => string): Converted {
  if (typeof value === 'object') return { problem: 'Группа полей не записывается одной строкой' };
  return { value: write(value) };
}

function joined(value: Json, separator: string): string {
  const parts = isList(value) ? value : [value];
  return parts
    .filter(isAnswered)
    .map((part) => String(part).trim())
    .join(separator);
}

/** «Иванова Мария Петровна»: whatever stands after the name is the patronymic, «Ахмед оглы» included. */
function partOfName(text: string, part: 'surname' | 'name' | 'patronymic'): string | undefined {
  const [surname, name, ...rest] = text.trim().split(/\s+/);
  const parts = { surname, name, patronymic: rest.length === 0 ? undefined : rest.join(' ') };
  return parts[part];
}

/** Titles of two systems are the same words when they differ by case, spaces or «ё». */
function plain(text: string): string {
  return text.toLocaleLowerCase('ru').replaceAll('ё', 'е').replace(/\s+/g, ' ').trim();
}

function short(value: Json): string {
  const text = typeof value === 'object' ? 'группа полей' : String(value);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
