import type { FormDefinition, JsonSchema } from '@reglament/format';
import { formatChecks, isFormatName } from '../identifier/formats.ts';
import { type Forms, plural, russianMoney, russianNumber } from '../rule/russian.ts';
import { type FieldName, nameOfField } from './field-name.ts';
import type { SchemaError } from './schema-error.ts';
import { parsePointer, schemaAt } from './schema-walk.ts';

interface Fault {
  readonly name: FieldName;
  readonly schema: JsonSchema | undefined;
  readonly params: Readonly<Record<string, unknown>>;
  readonly value: unknown;
  readonly isMoney: boolean;
}

/** What a person reads about an error of a validator: names the field by its title and says what to do. */
export function schemaMessage(error: SchemaError, form: FormDefinition, value: unknown): string {
  const [code = ''] = parsePointer(error.pointer);
  const ui = form.ui !== undefined && Object.hasOwn(form.ui, code) ? form.ui[code] : undefined;
  const fault: Fault = {
    name: nameOfField(error.pointer, form),
    schema: schemaAt(error.pointer, form.schema),
    params: error.params,
    value,
    isMoney: ui?.widget === 'money',
  };
  const message = Object.hasOwn(MESSAGES, error.keyword) ? MESSAGES[error.keyword as keyof typeof MESSAGES] : refused;
  return message(fault);
}

const SIGNS: Forms = ['знака', 'знаков', 'знаков'];

const MESSAGES = {
  type: ({ name, schema, params }) => `${typeWords(schema?.type ?? params.type)}: ${name.full}`,
  enum: chooseFromList,
  const: (fault) => (fault.schema?.const === true ? `Отметьте ${fault.name.full}` : chooseFromList(fault)),
  oneOf: variants,
  anyOf: variants,
  format: ({ name, params, value }) => {
    const format = String(params.format);
    const verdict = isFormatName(format) && typeof value === 'string' ? formatChecks[format](value) : undefined;
    return verdict === undefined || verdict.ok
      ? `Проверьте поле ${name.full}`
      : `${name.full}: ${lowered(verdict.message)}`;
  },
  pattern: ({ name, schema }) => {
    const [example] = schema?.examples ?? [];
    const sample = typeof example === 'string' ? `, например ${example}` : '';
    return `${name.full}: значение записано не так, как принято${sample}`;
  },
  minLength: ({ name, params }) => `${name.full}: нужно не меньше ${counted(params.limit, SIGNS)}`,
  maxLength: ({ name, params }) => `${name.full}: допускается не больше ${counted(params.limit, SIGNS)}`,
  minimum: (fault) => `${fault.name.full}: значение должно быть не меньше ${amount(fault)}`,
  maximum: (fault) => `${fault.name.full}: значение должно быть не больше ${amount(fault)}`,
  exclusiveMinimum: (fault) => `${fault.name.full}: значение должно быть больше ${amount(fault)}`,
  exclusiveMaximum: (fault) => `${fault.name.full}: значение должно быть меньше ${amount(fault)}`,
  multipleOf: ({ name, params }) => `${name.full}: ${stepWords(Number(params.multipleOf))}`,
  minItems: (fault) => `${fault.name.full}: ${itemWords(fault, 'нужно не меньше')}`,
  maxItems: (fault) => `${fault.name.full}: ${itemWords(fault, 'допускается не больше')}`,
  uniqueItems: ({ name }) => `${name.full}: уберите повторы`,
  contains: ({ name }) => `${name.full}: среди значений нет нужного`,
  required: ({ name }) => `Укажите ${name.full}`,
  additionalProperties: ({ name, params }) => `${name.full}: неизвестное поле «${String(params.additionalProperty)}»`,
} satisfies Record<string, (fault: Fault) => string>;

function refused({ name }: Fault): string {
  return `Проверьте поле ${name.full}: такое значение не допускается`;
}

function chooseFromList({ name }: Fault): string {
  return `Выберите значение из списка: ${name.full}`;
}

/** A closed choice may be written as `oneOf: [{const, title}]`. */
function variants(fault: Fault): string {
  const choices = fault.schema?.oneOf ?? fault.schema?.anyOf ?? [];
  if (choices.length > 0 && choices.every((choice) => choice.const !== undefined)) return chooseFromList(fault);
  return `Проверьте ${fault.name.full}: заполненное не подходит ни под один из допустимых вариантов`;
}

const TYPE_WORDS: Readonly<Record<string, string>> = {
  number: 'Укажите число',
  integer: 'Укажите целое число',
  string: 'Укажите текст',
  boolean: 'Ответьте «да» или «нет»',
  array: 'Нужен список значений',
  object: 'Нужна группа ответов',
};

function typeWords(type: unknown): string {
  return (Object.hasOwn(TYPE_WORDS, String(type)) ? TYPE_WORDS[String(type)] : undefined) ?? 'Проверьте поле';
}

function counted(count: unknown, forms: Forms): string {
  return `${String(count)} ${plural(Number(count), forms)}`;
}

function amount({ params, isMoney }: Fault): string {
  return isMoney ? russianMoney(Number(params.limit)) : russianNumber(Number(params.limit));
}

function stepWords(step: number): string {
  if (step === 1) return 'нужно целое число';
  const digits = Math.round(-Math.log10(step));
  if (step !== 10 ** -digits) return `число должно быть кратно ${russianNumber(step)}`;
  return `после запятой допускается не больше ${counted(digits, ['знака', 'знаков', 'знаков'])}`;
}

function itemWords({ schema, params }: Fault, bound: string): string {
  const isTable = schema?.items?.properties !== undefined || schema?.items?.$ref !== undefined;
  const limit = Number(params.limit);
  if (!isTable) return `${bound} ${counted(limit, ['значения', 'значений', 'значений'])}`;
  return `${bound} ${counted(limit, ['строки', 'строк', 'строк'])}`;
}

/** A verdict begins a sentence; after the name of the field it goes on, unless it begins with an abbreviation. */
function lowered(message: string): string {
  return /^\p{Lu}\p{Ll}/u.test(message) ? message.charAt(0).toLowerCase() + message.slice(1) : message;
}
