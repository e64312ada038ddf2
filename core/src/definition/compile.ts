import { createRequire } from 'node:module';
import type { FormSchema } from '@reglament/format';
import { Ajv, type CodeKeywordDefinition, type ValidateFunction } from 'ajv';
import { formats, fromAjv, re2Engine, type Validate } from '../rules.ts';

/** CommonJS without `exports`: a plain import is wrapped under Node and unwrapped under Vite's loader. */
const dependentSchemas: CodeKeywordDefinition = createRequire(import.meta.url)(
  'ajv/dist/vocabularies/applicator/dependentSchemas.js',
).default;

const compiled = new WeakMap<FormSchema, ValidateFunction>();

/**
 * Ajv for `checkForm`: shapes, limits, patterns (by RE2) and formats, all errors at once. A schema is compiled once: the
 * forms of a version never change, and neither do their variants, so the object itself is the key.
 */
export const validateAnswers: Validate = (schema, answers) => {
  const validate = compiled.get(schema) ?? compileSchema(schema);
  compiled.set(schema, validate);
  return validate(answers) ? [] : fromAjv(validate.errors);
};

const options = {
  allErrors: true,
  strict: true,
  strictRequired: false,
  strictTypes: false,
  formats,
  code: { regExp: re2Engine },
} as const;

let meta: Ajv | undefined;

/** Why this is no JSON Schema at all, in the words of Ajv; undefined when it is one. */
export function findSchemaProblem(schema: object): string | undefined {
  meta ??= new Ajv(options).addKeyword(dependentSchemas);
  if (meta.validateSchema(schema)) return undefined;
  return meta.errorsText(meta.errors, { dataVar: 'schema' });
}

/**
 * @throws Error of Ajv when the schema cannot be compiled; the linter refuses such a form before it could be published.
 * An instance for each schema, because Ajv keeps what it compiled for as long as it lives.
 */
export function compileSchema(schema: object): ValidateFunction {
  const ajv = new Ajv({ ...options, meta: false, validateSchema: false });
  return ajv.addKeyword(dependentSchemas).compile(schema);
}

/** Only to see whether it compiles: the code is made and not made better. @throws Error as above */
export function compileUnused(schema: object): void {
  const code = { ...options.code, optimize: false };
  new Ajv({ ...options, code, meta: false, validateSchema: false }).addKeyword(dependentSchemas).compile(schema);
}
