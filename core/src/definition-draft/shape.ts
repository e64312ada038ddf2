import { type DefinitionKind, schemas } from '@reglament/format';
import { Ajv } from 'ajv';
import type { Finding } from '../definition/finding.ts';
import { formatValidator } from '../definition/format-validator.ts';
import { formatFindings } from '../definition/lint/format-errors.ts';

/** What a thing under way may lack: the words, codes and numbers inside. What screens stand on – objects, lists, their members – it has. */
const LIMITS: ReadonlySet<string> = new Set([
  'minLength',
  'maxLength',
  'pattern',
  'format',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
  'minItems',
  'maxItems',
  'uniqueItems',
  'minProperties',
  'maxProperties',
]);

let ajv: Ajv | undefined;

/** Why a draft cannot be shown and edited; a text that is empty, too long or wrong is for the linter to say. */
export function shapeFindings(kind: DefinitionKind, content: unknown): Finding[] {
  ajv ??= openAjv();
  const validate = formatValidator(ajv, kind);
  return validate(content) ? [] : formatFindings(validate.errors ?? []);
}

function openAjv(): Ajv {
  const opened = new Ajv({ allErrors: true, strict: false, discriminator: true });
  for (const schema of Object.values(schemas)) opened.addSchema(withoutLimits(schema) as object);
  return opened;
}

/** A keyword of the format's own schemas, not a property that happens to have its name. */
function withoutLimits(schema: unknown, names = false): unknown {
  if (Array.isArray(schema)) return schema.map((item) => withoutLimits(item));
  if (typeof schema !== 'object' || schema === null) return schema;
  return Object.fromEntries(
    Object.entries(schema)
      .filter(([key]) => names || !LIMITS.has(key))
      .map(([key, inner]) => [key, withoutLimits(inner, !names && (key === 'properties' || key === 'definitions'))]),
  );
}
