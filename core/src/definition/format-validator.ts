import type { DefinitionKind, DefinitionKinds } from '@reglament/format';
import type { Ajv, ValidateFunction } from 'ajv';

/** The schema of a kind, of those that were given to this Ajv under the names of their files. */
export function formatValidator(ajv: Ajv, kind: DefinitionKind | keyof DefinitionKinds): ValidateFunction {
  const file = kind.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  const validate = ajv.getSchema(`${file}.schema.json`);
  if (validate === undefined) throw new Error(`format ${kind} has no schema`);
  return validate;
}
