/** Fields that begin with what is known of the body. Pure. */
import type { FieldUi, FormDefinition } from '@reglament/format';

type Parameter = NonNullable<FieldUi['fromBody']>;

export interface BodyValues extends Readonly<Record<Parameter, string | null>> {
  /** What other systems call the body, by the code that forms name it by. */
  readonly identifiers: Readonly<Record<string, string>>;
}

export interface BodyValue {
  readonly value: string;
  /** Path in the body's facts, as an origin names it. */
  readonly from: string;
}

export function asksBody({ ui = {} }: FormDefinition): boolean {
  return Object.values(ui).some(({ fromBody, bodyIdentifier }) => (fromBody ?? bodyIdentifier) !== undefined);
}

/** By field of the form, what the body says of itself. */
export function bodyValuesOf({ ui = {}, schema }: FormDefinition, body: BodyValues): ReadonlyMap<string, BodyValue> {
  const found = new Map<string, BodyValue>();
  for (const [field, { fromBody, bodyIdentifier }] of Object.entries(ui)) {
    if (schema.properties[field] === undefined) continue;
    const own = fromBody && body[fromBody];
    if (own) found.set(field, { value: own, from: `organisation.${fromBody}` });
    if (bodyIdentifier === undefined || !Object.hasOwn(body.identifiers, bodyIdentifier)) continue;
    const value = body.identifiers[bodyIdentifier];
    if (value && !own) found.set(field, { value, from: `organisation.identifiers.${bodyIdentifier}` });
  }
  return found;
}

/** The form as people of this body get it: what it knows of itself stands in the field until they say otherwise. */
export function withBodyValues(form: FormDefinition, body: BodyValues): FormDefinition {
  const properties = { ...form.schema.properties };
  for (const [field, { value }] of bodyValuesOf(form, body))
    properties[field] = { ...properties[field], default: value };
  return { ...form, schema: { ...form.schema, properties } };
}
