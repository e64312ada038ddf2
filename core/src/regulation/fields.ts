import type { Dictionary, FieldUi, FormDefinition, JsonSchema } from '@reglament/format';
import { findField } from '../form/schema-walk.ts';
import { plural, russianNumber } from '../rule/russian.ts';
import { titleOf } from '../rule/title.ts';
import type { ClauseTable } from './clause.ts';
import type { Say } from './subject.ts';

/** Longer lists of choices are counted instead of written out. */
const SHOWN_CHOICES = 15;

const COLUMNS = [
  { title: 'Сведения', width: 4 },
  { title: 'Как указываются', width: 5 },
  { title: 'Когда нужны', width: 5 },
] as const;

const WIDGETS: Readonly<Partial<Record<NonNullable<FieldUi['widget']>, string>>> = {
  textarea: 'текст',
  money: 'сумма в рублях',
  snils: 'СНИЛС, проверяется контрольное число',
  inn: 'ИНН, проверяется контрольное число',
  ogrn: 'ОГРН, проверяется контрольное число',
  ogrnip: 'ОГРНИП, проверяется контрольное число',
  kpp: 'КПП',
  oktmo: 'код ОКТМО',
  phone: 'номер телефона',
  email: 'адрес электронной почты',
  cadastralNumber: 'кадастровый номер',
  passport: 'серия и номер паспорта',
  address: 'адрес по частям',
  files: 'файлы',
  employee: 'сотрудник',
  ground: 'основания из перечня услуги',
  area: 'площадь',
};

const FORMATS: Readonly<Record<string, string>> = {
  date: 'дата',
  email: 'адрес электронной почты',
  phone: 'номер телефона',
  snils: 'СНИЛС, проверяется контрольное число',
};

const TYPES: Readonly<Record<string, string>> = {
  string: 'текст',
  number: 'число',
  integer: 'целое число',
  boolean: 'отметка «да»',
  object: 'группа сведений',
  array: 'перечень',
};

interface Asked {
  readonly form: FormDefinition;
  readonly dictionaries: readonly Dictionary[];
  readonly say: Say;
}

/** Fields as a table: what is asked, how it is answered, when it is needed. */
export function fieldTable(codes: readonly string[], asked: Asked): ClauseTable {
  return { columns: COLUMNS, rows: codes.map((code) => rowOf(code, asked)) };
}

function rowOf(code: string, { form, dictionaries, say }: Asked): string[] {
  const schema = findField(form.schema, code, form.schema) ?? {};
  const ui = form.ui?.[code] ?? {};
  const help = ui.help === undefined ? '' : ` ${titleOf(ui.help)}.`;
  const purpose = ui.personalData === undefined ? '' : ` Персональные данные; цель: ${titleOf(ui.personalData)}.`;
  return [
    schema.title ?? code,
    `${capital(wayOf(schema, { ui, dictionaries }))}.${help.replace('..', '.')}${purpose.replace('..', '.')}`,
    whenText({ ui, always: form.schema.required?.includes(code) ?? false }, say),
  ];
}

function wayOf(schema: JsonSchema, { ui, dictionaries }: { ui: FieldUi; dictionaries: readonly Dictionary[] }): string {
  if (ui.widget === 'dictionary') {
    const found = dictionaries.find(({ code }) => code === ui.dictionary);
    return `запись справочника «${found === undefined ? (ui.dictionary ?? '') : titleOf(found.title)}»`;
  }
  const known = ui.widget === undefined ? undefined : WIDGETS[ui.widget];
  if (known !== undefined) return `${known}${boundsOf(schema)}`;
  return describe(schema);
}

function describe(schema: JsonSchema): string {
  const choices = schema.oneOf?.flatMap((one) => (one.title === undefined ? [] : [one.title])) ?? [];
  if (choices.length > SHOWN_CHOICES) return `один вариант из ${choices.length}`;
  if (choices.length > 0) return `один вариант: ${choices.map((title) => `«${title}»`).join(', ')}`;
  if (schema.type === 'array') return listText(schema);
  if (schema.properties !== undefined) return `группа сведений: ${partsOf(schema)}`;
  const kind = (schema.format && FORMATS[schema.format]) ?? TYPES[schema.type ?? 'string'] ?? 'текст';
  return `${kind}${boundsOf(schema)}`;
}

function listText({ items = {}, minItems, maxItems }: JsonSchema): string {
  const least = minItems === undefined ? '' : `, не меньше ${minItems}`;
  const most = maxItems === undefined ? '' : `, не больше ${maxItems}`;
  const choices = items.oneOf ?? items.anyOf;
  if (choices !== undefined) return `несколько вариантов: ${choices.map(({ title = '' }) => `«${title}»`).join(', ')}`;
  const each = items.properties === undefined ? '' : `; в каждой строке: ${partsOf(items)}`;
  return `перечень${least}${most}${each}`;
}

function partsOf({ properties = {}, required = [] }: JsonSchema): string {
  const parts = Object.entries(properties).map(
    ([code, one]) => `${one.title ?? code}${required.includes(code) ? ' (обязательно)' : ''}`,
  );
  return parts.join(', ');
}

function boundsOf({ minimum, maximum, exclusiveMinimum, exclusiveMaximum, maxLength, pattern }: JsonSchema): string {
  const bounds = [
    ...(minimum === undefined ? [] : [`не меньше ${russianNumber(minimum)}`]),
    ...(exclusiveMinimum === undefined ? [] : [`больше ${russianNumber(exclusiveMinimum)}`]),
    ...(maximum === undefined ? [] : [`не больше ${russianNumber(maximum)}`]),
    ...(exclusiveMaximum === undefined ? [] : [`меньше ${russianNumber(exclusiveMaximum)}`]),
    ...(maxLength === undefined || maxLength > 500
      ? []
      : [`до ${maxLength} ${plural(maxLength, ['знака', 'знаков', 'знаков'])}`]),
    ...(pattern === undefined ? [] : [`по образцу ${pattern}`]),
  ];
  return bounds.map((bound) => `, ${bound}`).join('');
}

function whenText({ ui, always }: { ui: FieldUi; always: boolean }, say: Say): string {
  const { visible, required } = ui;
  const shown = visible === undefined || visible === true ? undefined : say(visible);
  const demanded = always || required === true;
  const rest = required === undefined || required === true || required === false ? undefined : say(required);
  const asked = shown === undefined ? '' : `Спрашиваются, если ${shown}. `;
  if (demanded) return `${asked}${shown === undefined ? 'Обязательны.' : 'Тогда обязательны.'}`;
  if (rest !== undefined) return `${asked}Обязательны, если ${rest}.`;
  return `${asked}Необязательны.`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
