import type { Converter } from '@reglament/format';
import {
  ANY,
  BOOLEAN,
  DATE,
  type Kind,
  NUMBER,
  type RuleType,
  TEXT,
  typeAt,
  typeOfLiteral,
} from '../rule/type-of-schema.ts';
import { type ConverterName, nameOf } from './converters.ts';
import { segmentsOf } from './mapping-path.ts';

/** What a converter takes. Lists are gone through member by member, but for those that want a list. */
const TAKES = {
  text: ['number', 'boolean', 'text', 'date'],
  number: ['text', 'number'],
  parseDate: ['text'],
  formatDate: ['date', 'text'],
  title: ['text', 'number'],
  code: ['text'],
  fullName: ['list', 'text'],
  join: ['list', 'text'],
  namePart: ['text'],
  digits: ['text'],
  const: [],
  yesNo: ['boolean'],
  isYes: ['text', 'number'],
  codes: ['text', 'number'],
  pick: ['list'],
} as const satisfies Record<ConverterName, readonly Kind[]>;

/** Which of them take a list whole; the rest give a list of what they make of each member. */
const WANTS_LIST: ReadonlySet<ConverterName> = new Set(['fullName', 'join', 'pick', 'const']);

/** The type that comes out; undefined when the converter cannot take such a value. */
export function converted(input: RuleType, converter: Converter): RuleType | undefined {
  const name = nameOf(converter);
  if (name !== 'const' && input.kind === 'list' && !WANTS_LIST.has(name)) {
    const item = converted(input.item, converter);
    return item === undefined ? undefined : { kind: 'list', item };
  }
  const takes: readonly Kind[] = TAKES[name];
  if (name !== 'const' && input.kind !== 'any' && !takes.includes(input.kind)) return undefined;
  return resultOf(converter, input);
}

function resultOf(converter: Converter, input: RuleType): RuleType | undefined {
  if (typeof converter === 'string') return RESULTS[converter];
  switch (converter.as) {
    case 'const':
      return typeOfLiteral(converter.value);
    case 'yesNo':
      return closed([converter.yes, converter.no]);
    case 'codes':
      return closed([
        ...Object.values(converter.values),
        ...(converter.otherwise === undefined ? [] : [converter.otherwise]),
      ]);
    case 'pick': {
      const item = input.kind === 'list' ? input.item : ANY;
      return converter.field === undefined ? item : typeAt(item, segmentsOf(converter.field));
    }
    default:
      return RESULTS[converter.as];
  }
}

const RESULTS = {
  text: TEXT,
  number: NUMBER,
  parseDate: DATE,
  formatDate: TEXT,
  title: TEXT,
  code: TEXT,
  fullName: TEXT,
  join: TEXT,
  namePart: TEXT,
  digits: TEXT,
  isYes: BOOLEAN,
} as const satisfies Partial<Record<ConverterName, RuleType>>;

function closed(values: readonly (string | number)[]): RuleType {
  const [first] = values;
  return { kind: typeof first === 'number' ? 'number' : 'text', values };
}
