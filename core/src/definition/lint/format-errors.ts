import type { ErrorObject } from 'ajv';
import { at, error, type Finding } from '../finding.ts';

/** What Ajv says of a definition against its format, in words and with what to do. */
export function formatFindings(errors: readonly ErrorObject[]): Finding[] {
  return withoutBranches(errors).map(findingOf);
}

/**
 * Of a choice that failed, only the choice itself is told: the errors of each branch would say several things at once. Of a condition,
 * what its branch says is told, not that a branch failed.
 */
function withoutBranches(errors: readonly ErrorObject[]): ErrorObject[] {
  const choices = errors.filter(({ keyword }) => keyword === 'oneOf').map(({ instancePath }) => instancePath);
  return errors.filter(
    ({ keyword, instancePath, schemaPath }) =>
      keyword === 'oneOf' ||
      keyword === 'discriminator' ||
      !(keyword === 'if' || /\/oneOf\/\d/.test(schemaPath) || isUnder(choices, instancePath)),
  );
}

function isUnder(choices: readonly string[], path: string): boolean {
  return choices.some((choice) => path === choice || path.startsWith(`${choice}/`));
}

function findingOf({ keyword, instancePath, params }: ErrorObject): Finding {
  const name: unknown = params.missingProperty ?? params.additionalProperty;
  const pointer = name === undefined ? instancePath : instancePath + at(String(name));
  const text = texts[keyword] ?? (() => ['Запись не подходит под формат', 'Сверьтесь с описанием формата'] as const);
  const finding = error(codes[keyword] ?? 'wrongFormat', pointer, text({ ...params, name: String(name) }));
  if (keyword !== 'additionalProperties') return finding;
  return { ...finding, fix: { title: `Удалить «${String(name)}»`, pointer, operation: 'remove' } };
}

const codes: Readonly<Record<string, string>> = {
  required: 'missing',
  additionalProperties: 'unknownKey',
  type: 'wrongType',
  enum: 'unknownValue',
  const: 'unknownValue',
  discriminator: 'unknownValue',
  'false schema': 'unfitKey',
  pattern: 'wrongCode',
  uniqueItems: 'repeated',
};

type Texts = Readonly<Record<string, (params: ErrorObject['params']) => readonly [string, string]>>;

const texts: Texts = {
  required: ({ name }) => [`Не хватает «${name}»`, `Добавьте «${name}»`],
  additionalProperties: ({ name }) => [`Формат не знает «${name}»`, 'Уберите или исправьте опечатку'],
  type: ({ type }) => [`Здесь должно быть: ${[type].flat().map(typeName).join(' или ')}`, 'Исправьте запись'],
  enum: ({ allowedValues }) => ['Такого значения нет', `Выберите одно из: ${allowedValues.join(', ')}`],
  const: ({ allowedValue }) => ['Такого значения нет', `Должно быть: ${String(allowedValue)}`],
  discriminator: ({ tag, tagValue }) => [`Вид «${String(tagValue)}» неизвестен`, `Исправьте «${tag}»`],
  oneOf: () => ['Запись не подходит ни под один допустимый вид', 'Напишите строку или запись допустимого вида'],
  'false schema': () => ['Этого не пишут вместе с тем, что стоит рядом', 'Оставьте что-то одно'],
  pattern: () => ['Код записан неверно', 'Латинская буква, затем от 1 до 39 латинских букв и цифр'],
  minLength: () => ['Текст пуст', 'Напишите текст'],
  maxLength: ({ limit }) => [`Текст длиннее ${limit} знаков`, 'Сократите'],
  minItems: ({ limit }) => [`Нужно не меньше ${limit}`, 'Дополните список'],
  maxItems: ({ limit }) => [`Нужно не больше ${limit}`, 'Сократите список'],
  minimum: ({ limit }) => [`Должно быть не меньше ${limit}`, 'Исправьте число'],
  maximum: ({ limit }) => [`Должно быть не больше ${limit}`, 'Исправьте число'],
  exclusiveMinimum: ({ limit }) => [`Должно быть больше ${limit}`, 'Исправьте число'],
  uniqueItems: () => ['Значение повторяется', 'Оставьте одно'],
  format: ({ format }) => [`Запись не подходит под вид «${format}»`, 'Дата пишется как ГГГГ-ММ-ДД'],
};

function typeName(type: string): string {
  const names: Readonly<Record<string, string>> = {
    object: 'объект',
    array: 'список',
    string: 'строка',
    number: 'число',
    integer: 'целое число',
    boolean: 'true или false',
    null: 'null',
  };
  return names[type] ?? type;
}
