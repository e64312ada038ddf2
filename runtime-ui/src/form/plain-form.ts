import type { FormDefinition, JsonSchema } from '@reglament/format';

const known = new WeakMap<FormDefinition, FormDefinition>();

/**
 * The form with every reference to `definitions` replaced by what it leads to, under the question's own title. The linter lets no
 * circle through. Pure; the same form gives the same object.
 */
export function plainForm(form: FormDefinition): FormDefinition {
  const { definitions } = form.schema;
  if (!definitions) return form;
  const found = known.get(form);
  if (found) return found;
  const { definitions: _left, ...rest } = form.schema;
  const made = { ...form, schema: plainSchema(rest, definitions) as FormDefinition['schema'] };
  known.set(form, made);
  return made;
}

type Definitions = Readonly<Record<string, JsonSchema>>;

function plainSchema({ $ref, ...schema }: JsonSchema, definitions: Definitions): JsonSchema {
  const name = $ref?.slice('#/definitions/'.length);
  if (name !== undefined && Object.hasOwn(definitions, name)) {
    const target = plainSchema(definitions[name] ?? {}, definitions);
    const { title = target.title, description = target.description } = schema;
    // Beside a reference draft-07 reads nothing; the words for people are ours.
    return {
      ...target,
      ...(title === undefined ? {} : { title }),
      ...(description === undefined ? {} : { description }),
    };
  }
  const plain = (one: JsonSchema): JsonSchema => plainSchema(one, definitions);
  const result = { ...schema };
  for (const key of ['items', 'contains', 'if', 'then', 'else', 'not'] as const) {
    const one = schema[key];
    if (one) result[key] = plain(one);
  }
  for (const key of ['allOf', 'anyOf', 'oneOf'] as const) {
    const list = schema[key];
    if (list) result[key] = list.map(plain) as typeof list;
  }
  for (const key of ['properties', 'dependentSchemas'] as const) {
    const table = schema[key];
    if (table) result[key] = inner(table, plain);
  }
  return result;
}

function inner(table: Definitions, plain: (schema: JsonSchema) => JsonSchema): Record<string, JsonSchema> {
  return Object.fromEntries(Object.entries(table).map(([code, schema]) => [code, plain(schema)]));
}
