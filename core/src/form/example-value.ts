import type { FieldUi, FormSchema, JsonSchema } from '@reglament/format';
import { type FormatName, formatOfWidget, isFormatName } from '../identifier/formats.ts';
import { innCheckDigits } from '../identifier/inn.ts';
import { ogrnCheckDigit, ogrnipCheckDigit } from '../identifier/ogrn.ts';
import { snilsCheckNumber } from '../identifier/snils.ts';
import { patternMatches } from '../rule/pattern.ts';
import { followRefs } from '../rule/type-of-schema.ts';
import type { Json } from '../rule/value.ts';

/** What an example is made for. */
export interface ExampleOf {
  readonly root: FormSchema;
  /** `YYYY-MM-DD`. */
  readonly today: string;
  /** The first entry of a dictionary that may be chosen today; undefined: it has none. */
  readonly entryOf: (dictionary: string) => string | undefined;
}

/** Values of formats are made, not copied: nobody's number, with right check digits. */
export const BY_FORMAT: Readonly<Record<FormatName, (today: string) => string>> = {
  date: (today) => today,
  email: () => 'primer@example.ru',
  snils: () => `112233445${snilsCheckNumber('112233445')}`,
  inn: () => `7300000019${innCheckDigits('7300000019')}`,
  'inn-person': () => `7300000019${innCheckDigits('7300000019')}`,
  'inn-organisation': () => `730000001${innCheckDigits('730000001')}`,
  ogrn: () => `102730000001${ogrnCheckDigit('102730000001')}`,
  ogrnip: () => `30473000000001${ogrnipCheckDigit('30473000000001')}`,
  kpp: () => '730001001',
  oktmo: () => '73701000',
  'cadastral-number': () => '73:24:010203:45',
  phone: () => '+79001234567',
  'passport-series': () => '7305',
  'passport-number': () => '123456',
  'department-code': () => '730001',
};

/** Words by which a text is recognised, and what stands there. */
const BY_WORDS: readonly (readonly [words: RegExp, text: string])[] = [
  [/фамили/i, 'Примеров'],
  [/отчество/i, 'Иванович'],
  [/^имя/i, 'Пётр'],
  [/индекс/i, '432001'],
  [/регион|область/i, 'Ульяновская область'],
  [/район/i, 'Заречный район'],
  [/город|населённ/i, 'г. Верхнереченск'],
  [/улиц/i, 'ул. Луговая'],
  [/^дом/i, '7'],
  [/квартир/i, '12'],
  [/адрес|местоположен/i, 'г. Верхнереченск, ул. Луговая, д. 7'],
  [/телефон/i, '+7 (900) 123-45-67'],
  [/номер/i, '123'],
  [/год/i, '2020'],
];

export function exampleFor(given: JsonSchema, ui: FieldUi | undefined, of: ExampleOf): Json | undefined {
  const schema = followRefs(given, of.root) ?? given;
  if (schema.const !== undefined) return schema.const as Json;
  const { dictionary, widget } = ui ?? {};
  if (widget === 'files' || widget === 'employee' || widget === 'ground') return undefined;
  if (dictionary !== undefined) return listed(schema, of.entryOf(dictionary));
  const [choice] = choicesOf(schema);
  if (choice !== undefined) return choice;
  const [said] = schema.examples ?? [];
  if (said !== undefined && typeof said === typeof (schema.type === 'integer' ? 0 : '')) return said as Json;
  switch (schema.type) {
    case 'boolean':
      return true;
    case 'integer':
    case 'number':
      return numberFor(schema, widget === 'money' ? 150_000 : 5);
    case 'array':
      return schema.items === undefined ? undefined : rowsFor(schema, schema.items, of);
    case 'object':
      return groupFor(schema, of);
    case 'null':
      return undefined;
    default:
      return textFor(schema, widget, of);
  }
}

function listed({ type }: JsonSchema, code: string | undefined): Json | undefined {
  return code === undefined || type !== 'array' ? code : [code];
}

function choicesOf({ enum: values, oneOf }: JsonSchema): Json[] {
  const constants = (oneOf ?? []).flatMap((one) => (one.const === undefined ? [] : [one.const]));
  return [...(values ?? []), ...constants] as Json[];
}

function numberFor(schema: JsonSchema, usual: number): number {
  const { multipleOf, minimum, maximum, exclusiveMinimum, exclusiveMaximum } = schema;
  const step = multipleOf ?? (schema.type === 'integer' ? 1 : 0.5);
  const least = Math.max(minimum ?? -Infinity, exclusiveMinimum === undefined ? -Infinity : exclusiveMinimum + step);
  const most = Math.min(maximum ?? Infinity, exclusiveMaximum === undefined ? Infinity : exclusiveMaximum - step);
  const wanted = Math.min(Math.max(usual, least), most);
  const stepped = Math.ceil(wanted / step) * step;
  return stepped > most ? Math.floor(wanted / step) * step : stepped;
}

function rowsFor({ minItems = 1 }: JsonSchema, items: JsonSchema, of: ExampleOf): Json | undefined {
  const row = exampleFor(items, undefined, of);
  return row === undefined ? undefined : Array.from({ length: Math.min(Math.max(minItems, 1), 20) }, () => row);
}

function groupFor({ properties = {} }: JsonSchema, of: ExampleOf): Json | undefined {
  const parts = Object.entries(properties).flatMap(([code, part]) => {
    const value = exampleFor(part, undefined, of);
    return value === undefined ? [] : [[code, value] as const];
  });
  return parts.length === 0 ? undefined : Object.fromEntries(parts);
}

/** Of the texts that come to mind, the first that the schema lets through. */
function textFor(schema: JsonSchema, widget: string | undefined, { today }: ExampleOf): string | undefined {
  const format = schema.format ?? formatOfWidget[widget ?? ''];
  if (format !== undefined) return isFormatName(format) ? BY_FORMAT[format](today) : undefined;
  const { title = '', minLength = 0, maxLength = 4000, pattern } = schema;
  const named = BY_WORDS.filter(([words]) => words.test(title)).map(([, text]) => text);
  const digits = ['1', '12', '123', '1234', '12345', '123456', '1234567890', '123456789012'];
  const candidates = [...named, `Пример: ${title || 'ответ'}`, 'Пример', 'А', ...digits, today, 'A1'];
  return candidates
    .map((text) => (pattern === undefined ? text.padEnd(minLength, '.').slice(0, maxLength) : text))
    .find((text) => fits(text, { minLength, maxLength, pattern }));
}

interface TextLimits {
  readonly minLength: number;
  readonly maxLength: number;
  readonly pattern: string | undefined;
}

function fits(text: string, { minLength, maxLength, pattern }: TextLimits): boolean {
  const length = [...text].length;
  return length >= minLength && length <= maxLength && (pattern === undefined || patternMatches(pattern, text));
}
