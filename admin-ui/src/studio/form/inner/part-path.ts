import type { JsonSchema, ServiceDefinition } from '@reglament/format';
import { innerOf, withInner } from './inner-commands.ts';

/** Parts of groups and of rows, however deep, by the way to them: codes with a slash between. Pure. */

/** What is chosen in the editor: a field, and perhaps a part of it. */
export interface Place {
  readonly field: string;
  readonly part: string | undefined;
}

export function placeOf(chosen: string): Place {
  const [field = '', ...codes] = chosen.split('/');
  return { field, part: codes.length === 0 ? undefined : codes.join('/') };
}

export function chosenAt({ field, part }: Place): string {
  return part === undefined ? field : `${field}/${part}`;
}

export interface FormPart {
  readonly part: string;
  readonly schema: JsonSchema;
  /** As rjsf ends the ids of its elements, in the first row of what repeats. */
  readonly id: string;
}

/** All of them, a group before what it is made of. */
export function partsOf(schema: JsonSchema, before = '', id = ''): FormPart[] {
  const row = schema.type === 'array' ? '_0' : '';
  return Object.entries(innerOf(schema)?.properties ?? {}).flatMap(([code, own]) => {
    const part = `${before}${code}`;
    const ownId = `${id}${row}_${code}`;
    return [{ part, schema: own, id: ownId }, ...partsOf(own, `${part}/`, ownId)];
  });
}

export function partAt(schema: JsonSchema | undefined, part: string): JsonSchema | undefined {
  return part.split('/').reduce<JsonSchema | undefined>((own, code) => own && innerOf(own)?.properties?.[code], schema);
}

/** What the part stands in: the schema whose properties it is one of. */
export function aroundPart(schema: JsonSchema, part: string): JsonSchema | undefined {
  const way = part.split('/').slice(0, -1);
  const own = way.length === 0 ? schema : partAt(schema, way.join('/'));
  return own && innerOf(own);
}

/** JSON pointer from the field's own schema. */
export function pointerIn(schema: JsonSchema, part: string): string {
  const [code = '', ...rest] = part.split('/');
  const own = innerOf(schema)?.properties?.[code];
  const at = `${schema.type === 'array' ? '/items' : ''}/properties/${code}`;
  return own === undefined || rest.length === 0 ? at : at + pointerIn(own, rest.join('/'));
}

type Change = (around: JsonSchema) => JsonSchema;

/** The field with another schema around a part. */
function changeAround(schema: JsonSchema, part: string, change: Change): JsonSchema {
  const inner = innerOf(schema);
  if (inner === undefined) return schema;
  const [code = '', ...rest] = part.split('/');
  if (rest.length === 0) return withInner(schema, change(inner));
  const own = inner.properties?.[code];
  if (own === undefined) return schema;
  const properties = { ...inner.properties, [code]: changeAround(own, rest.join('/'), change) };
  return withInner(schema, { ...inner, properties });
}

export function changePart(
  service: ServiceDefinition,
  { field, part }: Readonly<Record<keyof Place, string>>,
  change: Change,
): ServiceDefinition {
  const { form } = service;
  const own = form.schema.properties[field];
  if (own === undefined) return service;
  const properties = { ...form.schema.properties, [field]: changeAround(own, part, change) };
  return { ...service, form: { ...form, schema: { ...form.schema, properties } } };
}
