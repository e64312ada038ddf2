import type { FormDefinition, JsonSchema } from '@reglament/format';
import { knownPlaceholders } from '../document/placeholder-catalogue.ts';

/** Facts that are dates wherever they stand. */
const DATES: ReadonlySet<string> = new Set([
  'today',
  'createdAt',
  'registeredAt',
  'dueDate',
  'date',
  'birthDate',
  'issuedOn',
]);

/** Money is a whole number of kopecks. */
const SUMS: ReadonlySet<string> = new Set(['amount', 'paid', 'left']);

/**
 * What a mapping out of an application may read: the very data of papers and messages (`DocumentData`), as a schema, with the
 * answers of the service's form under `answers`.
 */
export function applicationSchema(form: FormDefinition): JsonSchema {
  const root: JsonSchema = { type: 'object', properties: {} };
  for (const path of knownPlaceholders({ ...form, schema: { type: 'object', properties: {} } })) {
    addPath(root, path.split('.'));
  }
  const { definitions, ...answers } = form.schema;
  return {
    ...root,
    properties: { ...root.properties, answers },
    ...(definitions === undefined ? {} : { definitions }),
  };
}

function addPath(schema: JsonSchema, [head = '', ...rest]: readonly string[]): void {
  schema.properties ??= {};
  const isList = head.endsWith('[]');
  const key = isList ? head.slice(0, -2) : head;
  if (isList) {
    const list: JsonSchema = { type: 'array', items: { type: 'object' } };
    const known = schema.properties[key];
    schema.properties[key] = known?.type === 'array' ? known : list;
    addPath(schema.properties[key].items ?? {}, rest);
  } else if (rest.length > 0) {
    schema.properties[key] ??= { type: 'object' };
    addPath(schema.properties[key], rest);
  } else {
    schema.properties[key] ??= factSchema(key);
  }
}

function factSchema(key: string): JsonSchema {
  if (SUMS.has(key)) return { type: 'integer' };
  return DATES.has(key) ? { type: 'string', format: 'date' } : { type: 'string' };
}
