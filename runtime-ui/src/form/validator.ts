/** Checks of shape in the browser without generated code, so that the strict content policy holds. */
import { format, Validator } from '@cfworker/json-schema';
import { formats, fromInterpreter, patternFormats, type SchemaError, withoutPatterns } from '@reglament/core/rules';
import type { JsonSchema } from '@reglament/format';
import type { RJSFSchema, ValidatorType } from '@rjsf/utils';

// Ours take the place of the interpreter's own: one meaning of a format on both sides.
Object.assign(format, formats);

const built = new WeakMap<object, Validator>();

/** Patterns run on RE2: they reach the interpreter as formats that are named after them. */
function validatorOf(schema: JsonSchema): Validator {
  const known = built.get(schema);
  if (known) return known;
  Object.assign(format, patternFormats(schema));
  const made = new Validator(withoutPatterns(schema) as ConstructorParameters<typeof Validator>[0], '7', false);
  built.set(schema, made);
  return made;
}

/**
 * A cleared field of a group is a key without a value, which JSON has not and the interpreter refuses to look at. The same object
 * where there is none.
 */
function asJson(data: unknown): unknown {
  if (Array.isArray(data)) {
    const rows = data.map((row) => asJson(row) ?? null);
    return rows.every((row, at) => row === data[at]) ? data : rows;
  }
  if (typeof data !== 'object' || data === null) return data;
  const own = Object.entries(data);
  const kept = own.flatMap(([key, value]) => (value === undefined ? [] : [[key, asJson(value)] as const]));
  return kept.length === own.length && kept.every(([, value], at) => value === own[at]?.[1])
    ? data
    : Object.fromEntries(kept);
}

/** What JSON Schema has against the data; the words are chosen by `checkForm`. */
export function schemaErrors(schema: JsonSchema, given: unknown): SchemaError[] {
  const data = asJson(given);
  const { errors } = validatorOf(schema).validate(data);
  return fromInterpreter(errors, { schema: withoutPatterns(schema), data });
}

function invalid(schema: RJSFSchema, data: unknown): boolean {
  return data === undefined || !validatorOf(schema as JsonSchema).validate(asJson(data)).valid;
}

/** rjsf asks it which branch of `oneOf` or `if` holds. What people read comes from our rules instead. */
export const formValidator: ValidatorType = {
  isValid: (schema: RJSFSchema, formData: unknown, rootSchema: RJSFSchema) => {
    const { definitions } = rootSchema;
    return !invalid(definitions && !schema.definitions ? { ...schema, definitions } : schema, formData);
  },
  rawValidation: <Result>(schema: RJSFSchema, formData: unknown) => ({
    errors: schemaErrors(schema as JsonSchema, formData) as Result[],
  }),
  validateFormData: () => ({ errors: [], errorSchema: {} }),
};
