import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { isIsoDate } from './calendar/iso-date.ts';
import type { FieldProblemView } from './errors.ts';
import { type SchemaName, schemas } from './schemas.ts';

const document = { $id: 'reglament:/api', components: { schemas } };
const maxProblems = 100;

/** A moment as RFC 3339 has it, within what a real clock shows: no leap second, no offset that no place has. */
const moment = /^(\d{4}-\d{2}-\d{2})T(?:[01]\d|2[0-3])(?::[0-5]\d){2}(?:\.\d{1,6})?(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)$/;

/** The standard formats let through what PostgreSQL cannot take in: «urn:uuid:…», the year 0, an offset of 23 hours. */
const storable: Readonly<Record<string, (text: string) => boolean>> = {
  uuid: (text) => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text),
  date: isIsoDate,
  'date-time': (text) => isIsoDate(moment.exec(text)?.[1]),
};

type Kind = 'body' | 'query';

/** Query parameters arrive as text; numbers and booleans among them are read from it. */
const ajvOf: Readonly<Record<Kind, () => Ajv>> = { body: once(() => makeAjv(false)), query: once(() => makeAjv(true)) };

function makeAjv(coerceTypes: boolean): Ajv {
  const ajv = new Ajv({ allErrors: true, strict: true, allowUnionTypes: true, coerceTypes });
  addFormats.default(ajv);
  for (const [name, validate] of Object.entries(storable)) ajv.addFormat(name, { type: 'string', validate });
  ajv.addVocabulary(['components', 'example', 'x-said']);
  ajv.addSchema(document);
  return ajv;
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

export type Check = (value: unknown) => FieldProblemView[];

/**
 * A check of a named schema; `kind: 'query'` also converts in place. Compiled when it is first asked: a start would
 * compile hundreds of them, and most processes never meet most.
 */
export function checkOf(name: SchemaName, kind: Kind): Check {
  const compiled = once((): ValidateFunction => {
    const $ref = `reglament:/api#/components/schemas/${name}`;
    return ajvOf[kind]().getSchema($ref) ?? ajvOf[kind]().compile({ $ref });
  });
  return (value) => {
    const validate = compiled();
    return validate(value) ? [] : problemsOf(validate.errors ?? []);
  };
}

function problemsOf(errors: readonly ErrorObject[]): FieldProblemView[] {
  // `if` only says that one of its branches failed, and that branch has an error of its own.
  return errors
    .filter((error) => error.keyword !== 'if')
    .slice(0, maxProblems)
    .map(problemOf);
}

function problemOf(error: ErrorObject): FieldProblemView {
  const name: unknown = error.params.missingProperty ?? error.params.additionalProperty;
  const pointer = name === undefined ? error.instancePath : `${error.instancePath}/${escapePointer(String(name))}`;
  const field = pointer.split('/').at(-1)?.replaceAll('~1', '/').replaceAll('~0', '~') ?? '';
  const text = texts[error.keyword] ?? (() => 'Значение не подходит');
  return { field, pointer, code: error.keyword, message: text(error.params, field) };
}

function escapePointer(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}

type Params = ErrorObject['params'];

const typeNames: Readonly<Record<string, string>> = {
  string: 'текстом',
  number: 'числом',
  integer: 'целым числом',
  boolean: 'да или нет (true, false)',
  array: 'списком',
  object: 'набором полей',
  null: 'пустым (null)',
};

const formatNames: Readonly<Record<string, string>> = {
  date: 'Укажите дату в виде ГГГГ-ММ-ДД',
  'date-time': 'Укажите время в виде ГГГГ-ММ-ДДTчч:мм:ссZ',
  email: 'Укажите адрес электронной почты, например name@example.ru',
  uuid: 'Укажите идентификатор записи',
};

const texts: Readonly<Record<string, (params: Params, field: string) => string>> = {
  required: (_params, field) => `Укажите поле «${field}»`,
  additionalProperties: (_params, field) => `Поле «${field}» здесь не принимается: уберите его`,
  type: ({ type }) =>
    `Значение должно быть ${[type]
      .flat()
      .map((name: string) => typeNames[name] ?? name)
      .join(' или ')}`,
  enum: ({ allowedValues }) => `Выберите одно из значений: ${allowedValues.join(', ')}`,
  const: ({ allowedValue }) => `Значение должно быть «${allowedValue}»`,
  format: ({ format }) => formatNames[format] ?? `Значение не соответствует формату «${format}»`,
  pattern: () => 'Значение записано не в том виде',
  minLength: ({ limit }) => (limit === 1 ? 'Заполните поле' : `Не короче ${limit} символов`),
  maxLength: ({ limit }) => `Не длиннее ${limit} символов`,
  minimum: ({ limit }) => `Не меньше ${limit}`,
  maximum: ({ limit }) => `Не больше ${limit}`,
  minItems: ({ limit }) => `Не меньше ${limit} строк`,
  maxItems: ({ limit }) => `Не больше ${limit} строк`,
  minProperties: () => 'Заполните хотя бы одно поле',
  uniqueItems: () => 'Значения не должны повторяться',
};
