import { format, type Schema, Validator } from '@cfworker/json-schema';
import { formats, fromInterpreter, patternFormats, type Validate, withoutPatterns } from '@reglament/core/rules';

/** The validator as the browser has it: interprets the schema, makes no code, runs patterns on RE2 and formats by our checks. */
export const interpret: Validate = (schema, data) => {
  const seen = withoutPatterns(schema);
  Object.assign(format, formats, patternFormats(schema));
  const { errors } = new Validator(seen as Schema, '7', false).validate(data);
  return fromInterpreter(errors, { schema: seen, data });
};
