import { codeOfTitle } from '@reglament/core/rules';
import type { FieldUi, FormDefinition, FormSection, JsonSchema, ServiceDefinition } from '@reglament/format';
import { firstWords } from '../first-words.ts';
import { changeItem, moveItem, type Part } from '../list-commands.ts';
import type { FieldKind } from './field-kinds.ts';

/** Pure commands of the form editor: a definition in, a definition out, and what did not change is the same object. */

export interface FieldPlace {
  /** Code of a section. */
  readonly section: string;
  /** Before which field; the number of fields: at the end. */
  readonly index: number;
}

export function findField(form: FormDefinition, field: string): FieldPlace | undefined {
  for (const { code, fields } of form.sections) {
    const index = fields.indexOf(field);
    if (index >= 0) return { section: code, index };
  }
  return undefined;
}

export function addSection(service: ServiceDefinition, title: string): ServiceDefinition {
  const code = codeOfTitle(title, new Set(service.form.sections.map((section) => section.code)), 'section');
  return withForm(service, { sections: [...service.form.sections, { code, title, fields: [] }] });
}

export function changeSection(service: ServiceDefinition, code: string, change: Part<FormSection>): ServiceDefinition {
  return withForm(service, { sections: changeItem(service.form.sections, code, change) });
}

/** `by`: one place up (-1) or down (1). */
export function moveSection(service: ServiceDefinition, code: string, by: -1 | 1): ServiceDefinition {
  return withForm(service, { sections: moveItem(service.form.sections, code, by) });
}

/** With its fields. */
export function removeSection(service: ServiceDefinition, code: string): ServiceDefinition {
  const section = service.form.sections.find((one) => one.code === code);
  if (section === undefined) return service;
  const emptied = section.fields.reduce((left, field) => removeField(left, field), service);
  return withForm(emptied, { sections: emptied.form.sections.filter((one) => one.code !== code) });
}

export interface AddedField {
  readonly service: ServiceDefinition;
  /** Code of the new field. */
  readonly field: string;
}

/** At a place; a form without sections gets one. */
export function addField(service: ServiceDefinition, kind: FieldKind, place?: FieldPlace): AddedField {
  const placed = service.form.sections.length === 0 ? addSection(service, firstWords.section) : service;
  const last = placed.form.sections.at(-1);
  const at = place ?? { section: last?.code ?? '', index: last?.fields.length ?? 0 };
  const field = codeOfTitle(kind.title, codesIn(placed.form));
  return {
    service: inserted(placed, { field, schema: { title: kind.title, ...kind.schema }, ui: kind.ui }, at),
    field,
  };
}

export function duplicateField(service: ServiceDefinition, field: string): AddedField | undefined {
  const { schema, ui } = service.form;
  const place = findField(service.form, field);
  const own = schema.properties[field];
  if (place === undefined || own === undefined) return undefined;
  const code = codeOfTitle(own.title ?? field, codesIn(service.form));
  const copy = { field: code, schema: own, ui: ui?.[field] };
  return { service: inserted(service, copy, { ...place, index: place.index + 1 }), field: code };
}

export function removeField(service: ServiceDefinition, field: string): ServiceDefinition {
  const { schema, ui, sections } = service.form;
  return withForm(service, {
    schema: { ...withRequired(schema, field, false), properties: without(schema.properties, field) },
    ...(ui === undefined ? {} : { ui: without(ui, field) }),
    sections: sections.map((section) => withoutField(section, field)),
  });
}

export function moveField(
  service: ServiceDefinition,
  field: string,
  { section, index }: FieldPlace,
): ServiceDefinition {
  const from = findField(service.form, field);
  // Taking it out of its own section moves what stands after it.
  const at = from?.section === section && from.index < index ? index - 1 : index;
  if (from?.section === section && from.index === at) return service;
  return withForm(service, {
    sections: service.form.sections.map((one) => {
      const left = withoutField(one, field);
      return one.code === section ? { ...left, fields: left.fields.toSpliced(at, 0, field) } : left;
    }),
  });
}

/** One place up or down, over the edge of a section too. Undefined: there is nowhere to go. */
export function neighbourPlace(form: FormDefinition, field: string, by: -1 | 1): FieldPlace | undefined {
  const place = findField(form, field);
  if (place === undefined) return undefined;
  const at = form.sections.findIndex(({ code }) => code === place.section);
  const own = form.sections[at];
  const index = place.index + by;
  if (own !== undefined && index >= 0 && index < own.fields.length) {
    return { section: place.section, index: by === 1 ? index + 1 : index };
  }
  const next = form.sections[at + by];
  return next && { section: next.code, index: by === 1 ? 0 : next.fields.length };
}

/** A keyword given as undefined is taken out. */
export function changeField(service: ServiceDefinition, field: string, change: Part<JsonSchema>): ServiceDefinition {
  const { schema } = service.form;
  const own = schema.properties[field];
  if (own === undefined) return service;
  const properties = { ...schema.properties, [field]: withMembers(own, change) };
  return withForm(service, { schema: { ...schema, properties } });
}

export function changeFieldUi(service: ServiceDefinition, field: string, change: Part<FieldUi>): ServiceDefinition {
  const ui = service.form.ui ?? {};
  const own = withMembers(ui[field] ?? {}, change);
  return withForm(service, { ui: Object.keys(own).length === 0 ? without(ui, field) : { ...ui, [field]: own } });
}

export function requireField(service: ServiceDefinition, field: string, required: boolean): ServiceDefinition {
  return withForm(service, { schema: withRequired(service.form.schema, field, required) });
}

export function codesIn({ schema }: FormDefinition): ReadonlySet<string> {
  return new Set(Object.keys(schema.properties));
}

interface NewField {
  readonly field: string;
  readonly schema: JsonSchema;
  readonly ui: FieldUi | undefined;
}

function inserted(
  service: ServiceDefinition,
  { field, schema, ui }: NewField,
  { section, index }: FieldPlace,
): ServiceDefinition {
  const { form } = service;
  return withForm(service, {
    schema: { ...form.schema, properties: { ...form.schema.properties, [field]: schema } },
    ...(ui === undefined ? {} : { ui: { ...form.ui, [field]: ui } }),
    sections: form.sections.map((one) =>
      one.code === section ? { ...one, fields: one.fields.toSpliced(index, 0, field) } : one,
    ),
  });
}

function withForm(service: ServiceDefinition, change: Partial<FormDefinition>): ServiceDefinition {
  return { ...service, form: { ...service.form, ...change } };
}

function withoutField(section: FormSection, field: string): FormSection {
  if (!section.fields.includes(field)) return section;
  return { ...section, fields: section.fields.filter((one) => one !== field) };
}

function withRequired(schema: FormDefinition['schema'], field: string, wanted: boolean): FormDefinition['schema'] {
  const { required = [] } = schema;
  if (required.includes(field) === wanted) return schema;
  if (wanted) return { ...schema, required: [...required, field] };
  const left = required.filter((one) => one !== field);
  return left.length > 0 ? { ...schema, required: left } : without(schema, 'required');
}

/** The same members in their order, some with other values; undefined takes one out. */
function withMembers<T extends object>(value: T, change: Part<T>): T {
  const whole: object = { ...value, ...change };
  return Object.fromEntries(Object.entries(whole).filter(([, member]) => member !== undefined)) as T;
}

function without<T extends object>(value: T, key: string): T {
  return Object.fromEntries(Object.entries(value).filter(([name]) => name !== key)) as T;
}
