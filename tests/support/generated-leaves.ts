import type { FieldUi, JsonSchema } from '@reglament/format';
import fc from 'fast-check';
import { innCheckDigits, ogrnCheckDigit, ogrnipCheckDigit, snilsCheckNumber } from '../../core/src/rules.ts';
import { HOSTILE_TEXTS } from './hostile-texts.ts';

/** How a person answers one question, by its control. */
export type Fill =
  | { readonly by: 'type'; readonly text: string }
  | { readonly by: 'tick'; readonly labels: readonly string[] }
  | { readonly by: 'pick'; readonly labels: readonly string[] }
  | { readonly by: 'check' }
  | { readonly by: 'file'; readonly name: string }
  /** The control has nothing to choose from here, or the person leaves it. */
  | { readonly by: 'nothing' };

/** One question with an answer to it: as typed, as stored, as it stands on paper. */
export interface Leaf {
  readonly schema: JsonSchema;
  readonly ui?: FieldUi;
  readonly fill: Fill;
  readonly stored: unknown;
  readonly shown: readonly string[];
}

type Leaves = fc.Arbitrary<Leaf>;
type Widget = NonNullable<FieldUi['widget']>;

const digits = (count: number) => fc.stringMatching(new RegExp(`^[1-9][0-9]{${count - 1}}$`));

/** Words, and what some language somewhere would execute; no blanks around, which an input takes off. */
export const line: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...HOSTILE_TEXTS.map((text) => text.trim()).filter((text) => text !== '')),
  fc.constantFrom('Обычный ответ', 'Ёлки, 12 шт.', 'a', '0', '-', 'null', 'Да — «в кавычках»', 'ё'.repeat(180)),
);

/** The keys that are typed, what is kept of them and how it is read. */
type Written = readonly [keys: string, stored: unknown, shown: string];

function typed(schema: JsonSchema, [text, stored, shown]: Written, ui?: FieldUi): Leaf {
  return { schema, ...(ui ? { ui } : {}), fill: { by: 'type', text }, stored, shown: [shown] };
}

const string: JsonSchema = { type: 'string' };

function textLeaf(schema: JsonSchema, ui?: FieldUi): Leaves {
  return line.map((text) => typed({ ...schema, maxLength: 400 }, [text, text, text], ui));
}

const ruNumber = (value: number): string => value.toLocaleString('ru-RU', { maximumFractionDigits: 10 });
const plainNumber = (value: number): string => String(value).replace('.', ',');

function numberLeaf(type: 'number' | 'integer', unit: string, ui?: FieldUi): Leaves {
  const values = type === 'integer' ? fc.integer({ min: -9999, max: 99_999_999 }) : halves();
  return values.map((value) => typed({ type }, [plainNumber(value), value, `${ruNumber(value)}${unit}`], ui));
}

/** With a fraction that has a short decimal, so that what is typed is exactly the number. */
function halves(): fc.Arbitrary<number> {
  return fc
    .tuple(fc.integer({ min: -9999, max: 999_999 }), fc.constantFrom(0, 0.5, 0.25, 0.125))
    .map(([a, b]) => a + b);
}

const dates = fc
  .tuple(fc.integer({ min: 1930, max: 2031 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
  .map(([year, month, day]) => {
    const [mm, dd] = [month, day].map((part) => String(part).padStart(2, '0'));
    return { iso: `${year}-${mm}-${dd}`, keys: `${dd}${mm}${year}`, shown: `${dd}.${mm}.${year}` };
  });

const identifiers = {
  snils: digits(9).map((nine) => {
    const value = nine + snilsCheckNumber(nine);
    return [value, value.replace(/(...)(...)(...)(..)/, '$1-$2-$3 $4')] as const;
  }),
  inn: fc.oneof(digits(9), digits(10)).map((start) => same(start + innCheckDigits(start))),
  'inn-person': digits(10).map((start) => same(start + innCheckDigits(start))),
  'inn-organisation': digits(9).map((start) => same(start + innCheckDigits(start))),
  ogrn: digits(11).map((rest) => same(`1${rest}${ogrnCheckDigit(`1${rest}`)}`)),
  ogrnip: digits(13).map((rest) => same(`3${rest}${ogrnipCheckDigit(`3${rest}`)}`)),
  kpp: digits(4).map((start) => same(`${start}01001`)),
  oktmo: digits(8).map(same),
  phone: digits(7).map((rest) => [`+7900${rest}`, `+7 (900) ${rest.replace(/(...)(..)(..)/, '$1-$2-$3')}`] as const),
  email: digits(3).map((number) => same(`name${number}@example.ru`)),
  'cadastral-number': digits(6).map((part) => same(`73:24:${part}:45`)),
  'passport-series': digits(4).map((four) => [four, four.replace(/(..)(..)/, '$1 $2')] as const),
  'passport-number': digits(6).map(same),
  'department-code': digits(6).map((six) => same(six.replace(/(...)(...)/, '$1-$2'))),
} as const;

function same(value: string): readonly [string, string] {
  return [value, value];
}

function identifierLeaf(format: keyof typeof identifiers, ui?: FieldUi): Leaves {
  return identifiers[format].map(([value, shown]) => typed({ ...string, format }, [value, value, shown], ui));
}

const choices = fc
  .uniqueArray(fc.tuple(fc.stringMatching(/^[a-z]{3,8}$/), line), {
    minLength: 2,
    maxLength: 12,
    selector: ([, title]) => title,
  })
  .filter((list) => new Set(list.map(([code]) => code)).size === list.length);

function closed(list: readonly (readonly [unknown, string])[], type: JsonSchema['type']): JsonSchema {
  return { ...(type ? { type } : {}), oneOf: list.map(([value, title]) => ({ const: value, title })) };
}

/** One of a closed list: what it is called, and what is stored. */
function oneOfLeaf(by: 'tick' | 'pick', ui?: FieldUi): Leaves {
  const strings = choices.map((list) => ({ list: list as (readonly [unknown, string])[], type: 'string' as const }));
  const numbers = choices.map((list) => ({
    list: list.map(([, title], index) => [index * 10, title] as const) as (readonly [unknown, string])[],
    type: 'integer' as const,
  }));
  return fc.tuple(fc.oneof(strings, numbers), fc.nat(11)).map(([{ list, type }, index]) => {
    const [value, title] = list[index % list.length] ?? ['', ''];
    return {
      schema: closed(list, type),
      ...(ui ? { ui } : {}),
      fill: { by, labels: [title] },
      stored: value,
      shown: [title],
    };
  });
}

function someOfLeaf(by: 'tick' | 'pick', ui?: FieldUi): Leaves {
  return choices.map((list) => {
    const chosen = list.slice(0, 2);
    return {
      schema: { type: 'array', items: closed(list, 'string') },
      ...(ui ? { ui } : {}),
      fill: { by, labels: chosen.map(([, title]) => title) },
      stored: chosen.map(([code]) => code),
      shown: chosen.map(([, title]) => title),
    };
  });
}

const enumLeaf: Leaves = fc
  .uniqueArray(fc.stringMatching(/^[а-я]{3,8}$/), { minLength: 4, maxLength: 9 })
  .map((values) => ({
    schema: { enum: values },
    fill: { by: 'pick', labels: [values[2] ?? ''] },
    stored: values[2],
    shown: [values[2] ?? ''],
  }));

const checkLeaf = (ui?: FieldUi): Leaf => ({
  schema: { type: 'boolean' },
  ...(ui ? { ui } : {}),
  fill: { by: 'check' },
  stored: true,
  shown: ['Да'],
});

const yesNo: Leaf = {
  schema: closed(
    [
      [true, 'Есть, подтверждаю'],
      [false, 'Нет, не было'],
    ],
    'boolean',
  ),
  ui: { widget: 'radio' },
  fill: { by: 'tick', labels: ['Нет, не было'] },
  stored: false,
  shown: ['Нет, не было'],
};

const fileLeaf: Leaf = {
  schema: { type: 'array', items: { type: 'string' } },
  ui: { widget: 'files' },
  fill: { by: 'file', name: 'справка.txt' },
  stored: undefined,
  shown: ['справка.txt'],
};

const nothing = (schema: JsonSchema, ui?: FieldUi): Leaf => ({
  schema,
  ...(ui ? { ui } : {}),
  fill: { by: 'nothing' },
  stored: undefined,
  shown: [],
});

const money = fc.integer({ min: 0, max: 9_999_999_999 }).map((kopecks) => {
  const words = (kopecks / 100).toLocaleString('ru-RU', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  return typed({ type: 'integer' }, [words.replace(/\s/g, ' '), kopecks, words], { widget: 'money' });
});

const date = (schema: JsonSchema, ui?: FieldUi): Leaves =>
  dates.map(({ iso, keys, shown }) => typed(schema, [keys, iso, shown], ui));

/** The offices of the shipped dictionary. */
const office = { code: 'zarechny', title: 'Отделение МФЦ в Заречном районе, ул. Береговая, д. 3' };
const dictionaryUi: FieldUi = { widget: 'dictionary', dictionary: 'mfc' };
const aGround = { code: 'incomplete', title: 'Представлены не все документы' };

/** Fields of a group and of a row, and whatever names no widget: it follows from type and format. */
export const plainLeaves: Leaves = fc.oneof(
  textLeaf(string),
  numberLeaf('number', ''),
  numberLeaf('integer', ''),
  date({ ...string, format: 'date' }),
  oneOfLeaf('pick').filter(({ schema }) => (schema.oneOf ?? []).length > 3),
  oneOfLeaf('tick').filter(({ schema }) => (schema.oneOf ?? []).length <= 3),
  someOfLeaf('tick'),
  enumLeaf,
  fc.constant(checkLeaf()),
  fc.constant(nothing({ type: 'null' })),
  fc
    .constantFrom(...(Object.keys(identifiers) as (keyof typeof identifiers)[]))
    .chain((format) => identifierLeaf(format)),
);

/** Every widget that the format names, with each type of value that it may hold. */
export const widgetLeaves = {
  text: fc.oneof(textLeaf(string, { widget: 'text' }), numberLeaf('number', '', { widget: 'text' })),
  textarea: textLeaf(string, { widget: 'textarea' }),
  select: fc.oneof(oneOfLeaf('pick', { widget: 'select' }), someOfLeaf('tick', { widget: 'select' })),
  radio: fc.oneof(oneOfLeaf('tick', { widget: 'radio' }), fc.constant(yesNo)),
  checkbox: fc.constant(checkLeaf({ widget: 'checkbox' })),
  date: date({ ...string, format: 'date' }, { widget: 'date' }),
  money,
  snils: identifierLeaf('snils', { widget: 'snils' }),
  inn: identifierLeaf('inn', { widget: 'inn' }),
  ogrn: identifierLeaf('ogrn', { widget: 'ogrn' }),
  ogrnip: identifierLeaf('ogrnip', { widget: 'ogrnip' }),
  kpp: identifierLeaf('kpp', { widget: 'kpp' }),
  oktmo: identifierLeaf('oktmo', { widget: 'oktmo' }),
  phone: identifierLeaf('phone', { widget: 'phone' }),
  email: identifierLeaf('email', { widget: 'email' }),
  cadastralNumber: identifierLeaf('cadastral-number', { widget: 'cadastralNumber' }),
  // A group of questions: its own leaves are in it.
  passport: fc.constant(
    nothing({ type: 'object', properties: { series: { ...string, title: 'Серия' } } }, { widget: 'passport' }),
  ),
  address: textLeaf(string, { widget: 'address' }),
  dictionary: fc.constantFrom(
    {
      schema: string,
      ui: dictionaryUi,
      fill: { by: 'pick', labels: [office.title] },
      stored: office.code,
      shown: [office.title],
    },
    {
      schema: { type: 'array', items: string } as JsonSchema,
      ui: dictionaryUi,
      fill: { by: 'pick', labels: [office.title] },
      stored: [office.code],
      shown: [office.title],
    },
  ) as Leaves,
  files: fc.constant(fileLeaf),
  employee: fc.constant(nothing(string, { widget: 'employee' })),
  ground: fc.constant({
    schema: { type: 'array', items: string },
    ui: { widget: 'ground' },
    // The clause stands in the label too.
    fill: { by: 'tick', labels: [`${aGround.title}пункт 1`] },
    stored: [aGround.code],
    shown: [aGround.title],
  }) as Leaves,
  area: numberLeaf('number', ' м²', { widget: 'area' }),
} satisfies Record<Widget, Leaves>;
