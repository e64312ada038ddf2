import { codeOfTitle } from '@reglament/core/rules';
import type { JsonSchema, ServiceDefinition } from '@reglament/format';
import type { FieldKind } from '../field-kinds.ts';
import { codesIn, findField } from '../form-commands.ts';
import { innerOf, removeInner, requireInner, withInner } from './inner-commands.ts';
import { aroundPart, changePart, chosenAt, partAt } from './part-path.ts';

/** A part comes, goes into a group and out of one. Pure; what is not touched stays the same object. */

export interface PartPlace {
  readonly field: string;
  readonly part: string;
}

/** The definition after, and what is chosen then. */
export interface MovedPart {
  readonly service: ServiceDefinition;
  readonly chosen: string;
}

/** Before the part or behind it. */
export type Side = 0 | 1;

export interface NewPart {
  readonly kind: FieldKind;
  readonly side: Side;
}

export function addPart(service: ServiceDefinition, place: PartPlace, { kind, side }: NewPart): MovedPart {
  const { codes, code } = splitPart(place.part);
  const around = aroundOf(service, place);
  const fresh = codeOfTitle(kind.title, new Set(Object.keys(around?.properties ?? {})));
  const own = { title: kind.title, ...kind.schema };
  return {
    service: changePart(service, place, (inner) => inserted(inner, { code: fresh, schema: own, near: code, side })),
    chosen: chosenAt({ field: place.field, part: [...codes, fresh].join('/') }),
  };
}

/** Groups and lists beside a part that it can go into. */
export function groupsBeside(
  whole: JsonSchema,
  part: string,
): readonly { readonly code: string; readonly title: string }[] {
  const { code: own } = splitPart(part);
  return Object.entries(aroundPart(whole, part)?.properties ?? {}).flatMap(([code, schema]) =>
    code === own || innerOf(schema) === undefined ? [] : [{ code, title: schema.title ?? code }],
  );
}

/** To the end of a group that stands beside it. */
export function partInto(service: ServiceDefinition, place: PartPlace, group: string): MovedPart {
  const { codes, code } = splitPart(place.part);
  const around = aroundOf(service, place);
  const own = around?.properties?.[code];
  const target = around?.properties?.[group];
  const inner = target && innerOf(target);
  if (around === undefined || own === undefined || target === undefined || inner === undefined)
    return left(service, place);
  const fresh = freeCode(code, own, new Set(Object.keys(inner.properties ?? {})));
  const filled = withRequirement(
    { ...inner, properties: { ...inner.properties, [fresh]: own } },
    fresh,
    isRequired(around, code),
  );
  return {
    service: changePart(service, place, (one) => {
      const rest = removeInner(one, code);
      return { ...rest, properties: { ...rest.properties, [group]: withInner(target, filled) } };
    }),
    chosen: chosenAt({ field: place.field, part: [...codes, group, fresh].join('/') }),
  };
}

/** Out of its group, to the place behind that: in the group around, or in the form itself. */
export function partOut(service: ServiceDefinition, place: PartPlace): MovedPart {
  const { codes, code } = splitPart(place.part);
  const around = aroundOf(service, place);
  const own = around?.properties?.[code];
  if (around === undefined || own === undefined) return left(service, place);
  const without = changePart(service, place, (one) => removeInner(one, code));
  const required = isRequired(around, code);
  if (codes.length === 0) return outOfField(without, { ...place, code, own, required });
  const outer = { field: place.field, part: codes.join('/') };
  const taken = new Set(Object.keys(aroundOf(without, outer)?.properties ?? {}));
  const fresh = freeCode(code, own, taken);
  return {
    service: changePart(without, outer, (one) =>
      withRequirement(inserted(one, { code: fresh, schema: own, near: codes.at(-1) ?? '', side: 1 }), fresh, required),
    ),
    chosen: chosenAt({ field: place.field, part: [...codes.slice(0, -1), fresh].join('/') }),
  };
}

interface Taken extends PartPlace {
  readonly code: string;
  readonly own: JsonSchema;
  readonly required: boolean;
}

function outOfField(service: ServiceDefinition, { field, part, code, own, required }: Taken): MovedPart {
  const { form } = service;
  const at = findField(form, field);
  if (at === undefined) return left(service, { field, part });
  const fresh = freeCode(code, own, codesIn(form));
  const { required: before = [] } = form.schema;
  return {
    service: {
      ...service,
      form: {
        ...form,
        schema: {
          ...form.schema,
          properties: { ...form.schema.properties, [fresh]: own },
          ...(required ? { required: [...before, fresh] } : {}),
        },
        sections: form.sections.map((section) =>
          section.code === at.section
            ? { ...section, fields: section.fields.toSpliced(at.index + 1, 0, fresh) }
            : section,
        ),
      },
    },
    chosen: fresh,
  };
}

/** Beside another part of the same field, wherever that stands; into itself it cannot go. */
export function partBeside(service: ServiceDefinition, place: PartPlace, to: { near: string; side: Side }): MovedPart {
  const { code } = splitPart(place.part);
  const { codes, code: near } = splitPart(to.near);
  const around = aroundOf(service, place);
  const own = around?.properties?.[code];
  const isWithin = to.near === place.part || to.near.startsWith(`${place.part}/`);
  if (around === undefined || own === undefined || isWithin) return left(service, place);
  const target = { field: place.field, part: to.near };
  const without = changePart(service, place, (one) => removeInner(one, code));
  const fresh = freeCode(code, own, new Set(Object.keys(aroundOf(without, target)?.properties ?? {})));
  const required = isRequired(around, code);
  return {
    service: changePart(without, target, (one) =>
      withRequirement(inserted(one, { code: fresh, schema: own, near, side: to.side }), fresh, required),
    ),
    chosen: chosenAt({ field: place.field, part: [...codes, fresh].join('/') }),
  };
}

interface Insertion {
  readonly code: string;
  readonly schema: JsonSchema;
  readonly near: string;
  readonly side: Side;
}

function inserted(inner: JsonSchema, { code, schema, near, side }: Insertion): JsonSchema {
  const entries = Object.entries(inner.properties ?? {});
  const at = entries.findIndex(([name]) => name === near);
  return {
    ...inner,
    properties: Object.fromEntries(entries.toSpliced(at < 0 ? entries.length : at + side, 0, [code, schema])),
  };
}

/** Its own code where nothing else has it. */
function freeCode(code: string, { title }: JsonSchema, taken: ReadonlySet<string>): string {
  return taken.has(code) ? codeOfTitle(title ?? code, taken) : code;
}

function isRequired({ required = [] }: JsonSchema, code: string): boolean {
  return required.includes(code);
}

function withRequirement(inner: JsonSchema, code: string, required: boolean): JsonSchema {
  return required ? requireInner(inner, code, true) : inner;
}

function aroundOf({ form }: ServiceDefinition, { field, part }: PartPlace): JsonSchema | undefined {
  const whole = form.schema.properties[field];
  return whole && aroundPart(whole, part);
}

function left(service: ServiceDefinition, place: PartPlace): MovedPart {
  return { service, chosen: chosenAt(place) };
}

/** The way to what it stands in, and its own code. */
export function splitPart(part: string): { readonly codes: readonly string[]; readonly code: string } {
  const codes = part.split('/');
  return { codes: codes.slice(0, -1), code: codes.at(-1) ?? '' };
}

/** What a part stands in, as people call it: the group, or the field. */
export function nameAround(whole: JsonSchema, { field, part }: PartPlace): string {
  const { codes } = splitPart(part);
  if (codes.length === 0) return whole.title ?? field;
  return partAt(whole, codes.join('/'))?.title ?? codes.at(-1) ?? '';
}
