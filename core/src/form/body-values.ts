/** Fields that begin with what is known of the body. Pure. */
import type { FieldUi, FormDefinition } from '@reglament/format';

export type BodyValues = Readonly<Record<NonNullable<FieldUi['fromBody']>, string | null>>;

export function asksBody({ ui = {} }: FormDefinition): boolean {
  return Object.values(ui).some(({ fromBody }) => fromBody !== undefined);
}

/** The form as people of this body get it: what it knows of itself stands in the field until they say otherwise. */
export function withBodyValues(form: FormDefinition, body: BodyValues): FormDefinition {
  const properties = { ...form.schema.properties };
  for (const [field, { fromBody }] of Object.entries(form.ui ?? {})) {
    const value = fromBody && body[fromBody];
    const schema = properties[field];
    if (value && schema !== undefined) properties[field] = { ...schema, default: value };
  }
  return { ...form, schema: { ...form.schema, properties } };
}
