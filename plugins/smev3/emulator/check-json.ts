import { readFileSync } from 'node:fs';
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';

export interface JsonKind {
  /** What it is, for the one who reads the refusal. */
  readonly title: string;
  /** In `type.schema.json`: the whole file, or one of its definitions. */
  readonly definition?: 'answer' | 'file';
}

const schema = JSON.parse(readFileSync(new URL('./type.schema.json', import.meta.url), 'utf8')) as object;
const ajv = new Ajv({ allErrors: true, schemas: { type: schema } });

/** @throws Error in Russian that names the places */
export function checkJson(value: unknown, { title, definition }: JsonKind): void {
  const validate = ajv.getSchema(definition ? `type#/definitions/${definition}` : 'type') as ValidateFunction;
  if (validate(value)) return;
  // That none of the alternatives fits is told once; what each of them misses only hides it.
  const problems = (validate.errors ?? []).filter(({ schemaPath }) => !/\/oneOf\/\d/.test(schemaPath)).map(tell);
  throw new Error(`${title}: ${[...new Set(problems)].join('; ')}`);
}

const texts: Readonly<Record<string, (params: Readonly<Record<string, unknown>>) => string>> = {
  required: ({ missingProperty }) => `нет обязательного «${missingProperty}»`,
  additionalProperties: ({ additionalProperty }) => `лишнее «${additionalProperty}»`,
  type: ({ type }) => `должно быть ${type}`,
  enum: ({ allowedValues }) => `можно только ${(allowedValues as unknown[]).join(', ')}`,
  const: ({ allowedValue }) => `можно только ${allowedValue}`,
  minLength: () => 'пусто',
  minItems: () => 'пусто',
  oneOf: () => 'нужно одно из: xml, reject, silence',
};

function tell({ instancePath, keyword, params, message }: ErrorObject): string {
  return `${instancePath || '/'} – ${texts[keyword]?.(params) ?? message}`;
}
