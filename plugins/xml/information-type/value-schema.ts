import type { JsonSchema } from '@reglament/format';
import { translatePatterns } from './pattern.ts';
import type { Choice, ValueType } from './value-type.ts';

/** What a form can hold a value to; `left` says what only the schema itself checks. */
export interface ValueSchema {
  readonly schema: JsonSchema;
  readonly left?: string;
}

const integers: ReadonlySet<string> = new Set([
  ...['integer', 'int', 'long', 'short', 'byte', 'unsignedLong', 'unsignedInt', 'unsignedShort', 'unsignedByte'],
  ...['positiveInteger', 'nonNegativeInteger', 'negativeInteger', 'nonPositiveInteger'],
]);

/** Digits that a number in JSON keeps. */
const safeDigits = 15;

/** Shapes of built-in types that a form has no kind of input for, with a sample. */
const shapes: Readonly<Record<string, readonly [pattern: string, sample: string]>> = {
  dateTime: [
    '^-?\\d{4,}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d+)?(?:Z|[+\\-]\\d{2}:\\d{2})?$',
    '2026-03-02T10:30:00+03:00',
  ],
  time: ['^\\d{2}:\\d{2}:\\d{2}(?:\\.\\d+)?(?:Z|[+\\-]\\d{2}:\\d{2})?$', '10:30:00'],
  gYear: ['^-?\\d{4,}(?:Z|[+\\-]\\d{2}:\\d{2})?$', '2026'],
  gYearMonth: ['^-?\\d{4,}-\\d{2}(?:Z|[+\\-]\\d{2}:\\d{2})?$', '2026-03'],
  gMonthDay: ['^--\\d{2}-\\d{2}(?:Z|[+\\-]\\d{2}:\\d{2})?$', '--03-02'],
  gMonth: ['^--\\d{2}(?:Z|[+\\-]\\d{2}:\\d{2})?$', '--03'],
  gDay: ['^---\\d{2}(?:Z|[+\\-]\\d{2}:\\d{2})?$', '---02'],
  duration: ['^-?P(?:\\d+Y)?(?:\\d+M)?(?:\\d+D)?(?:T(?:\\d+H)?(?:\\d+M)?(?:\\d+(?:\\.\\d+)?S)?)?$', 'P1Y2M'],
  hexBinary: ['^(?:[0-9a-fA-F]{2})*$', '0FB7'],
  base64Binary: ['^[A-Za-z0-9+/= \\t\\n\\r]*$', '0L/RgNC40LzQtdGA'],
  ...Object.fromEntries(
    ['ID', 'IDREF', 'ENTITY', 'NCName'].map((name) => [name, ['^[\\p{L}_][\\p{L}\\p{N}_.\\-]*$', 'id1']] as const),
  ),
  number: ['^[+\\-]?\\d+$', '12345678901234567890'],
  decimal: ['^[+\\-]?(?:\\d+(?:\\.\\d*)?|\\.\\d+)$', '12.50'],
};

/** Whether the value is a number in the answers; long ones and exact fractions stay text, or their digits would change. */
export function isNumber(type: ValueType): boolean {
  if (type.choices !== undefined || type.patterns.length > 0) return false;
  if (type.base === 'float' || type.base === 'double') return true;
  if (!integers.has(type.base) && type.base !== 'decimal') return false;
  if ((type.totalDigits ?? Number.POSITIVE_INFINITY) <= safeDigits) return true;
  const limits = [type.minInclusive ?? type.minExclusive, type.maxInclusive ?? type.maxExclusive];
  return (
    integers.has(type.base) &&
    limits.every((limit) => limit !== undefined && limit.replace(/\D/g, '').length <= safeDigits)
  );
}

/** The JSON Schema of a value: `titles` are those of its choices. */
export function valueSchema(type: ValueType): ValueSchema {
  if (type.choices !== undefined && type.base !== 'boolean') return choiceSchema(type.choices);
  if (type.base === 'boolean') return { schema: { type: 'boolean' } };
  if (type.item !== undefined) return listSchema(type.item, type);
  if (type.members !== undefined) return unionSchema(type.members);
  if (isNumber(type)) return numberSchema(type);
  if (type.base === 'date') return dateSchema(type);
  const shape = type.base === 'decimal' ? shapes.decimal : integers.has(type.base) ? shapes.number : shapes[type.base];
  if (shape !== undefined && type.patterns.length === 0) {
    const [pattern, sample] = shape;
    return { schema: { type: 'string', pattern, examples: [sample], ...lengths(type) }, ...boundsLeft(type) };
  }
  return textSchema(type);
}

function choiceSchema(choices: readonly Choice[]): ValueSchema {
  return {
    schema: {
      type: 'string',
      oneOf: choices.map(({ value, title }) => ({ const: value, title: title ?? (value === '' ? 'Пусто' : value) })),
    },
  };
}

function listSchema(item: ValueType, { minLength, maxLength, length }: ValueType): ValueSchema {
  const inner = valueSchema(item);
  const least = length ?? minLength;
  const most = length ?? maxLength;
  return {
    ...inner,
    schema: {
      type: 'array',
      items: inner.schema,
      ...(least === undefined ? {} : { minItems: least }),
      ...(most === undefined ? {} : { maxItems: most }),
    },
  };
}

/** Choices of all members when each is a closed list; else a text that the schema itself checks. */
function unionSchema(members: readonly ValueType[]): ValueSchema {
  const choices = members.map((member) => member.choices);
  if (choices.every((list) => list !== undefined)) return choiceSchema(choices.flat());
  return { schema: { type: 'string' }, left: 'объединение типов (xs:union)' };
}

function numberSchema(type: ValueType): ValueSchema {
  const limit = (text: string | undefined) => (text === undefined ? undefined : Number(text));
  const pairs = {
    minimum: limit(type.minInclusive),
    maximum: limit(type.maxInclusive),
    exclusiveMinimum: limit(type.minExclusive),
    exclusiveMaximum: limit(type.maxExclusive),
  };
  const known = Object.fromEntries(
    Object.entries(pairs).filter(([, value]) => value !== undefined && Number.isFinite(value)),
  );
  const schema: JsonSchema = { type: integers.has(type.base) ? 'integer' : 'number', ...known };
  const digits = type.totalDigits ?? type.fractionDigits;
  return { schema, ...(digits === undefined ? {} : { left: 'число цифр' }) };
}

function dateSchema(type: ValueType): ValueSchema {
  return {
    schema: { type: 'string', format: 'date' },
    ...(type.patterns.length > 0 ? { left: 'образец даты' } : boundsLeft(type)),
  };
}

function boundsLeft(type: ValueType): { readonly left?: string } {
  const { minInclusive, maxInclusive, minExclusive, maxExclusive, totalDigits, fractionDigits } = type;
  if ([minInclusive, maxInclusive, minExclusive, maxExclusive].some((bound) => bound !== undefined))
    return { left: 'наименьшее и наибольшее значения' };
  return totalDigits === undefined && fractionDigits === undefined ? {} : { left: 'число цифр' };
}

function textSchema(type: ValueType): ValueSchema {
  const base: JsonSchema = { type: 'string', ...lengths(type) };
  const own = type.patterns.at(-1);
  if (own === undefined) return { schema: base };
  const translated = translatePatterns(own);
  if ('reason' in translated) return { schema: base, left: `образец «${own.join(' | ')}» (${translated.reason})` };
  const rest = type.patterns.length > 1 ? { left: 'образцы базовых типов' } : {};
  return { schema: { ...base, pattern: translated.pattern }, ...rest };
}

function lengths({ base, length, minLength, maxLength }: ValueType): JsonSchema {
  // Of binary data the length counts bytes, not signs.
  if (base === 'hexBinary' || base === 'base64Binary') return {};
  const least = length ?? minLength;
  const most = length ?? maxLength;
  return {
    ...(least === undefined || least === 0 ? {} : { minLength: least }),
    ...(most === undefined ? {} : { maxLength: most }),
  };
}
