import { codeOfTitle } from '@reglament/core/rules';
import type { FormDefinition, FormSection, JsonSchema, ServiceDefinition } from '@reglament/format';
import { codesIn } from '../form-commands.ts';
import { recodeField } from '../recode.ts';

/** A section taken over from another service, or a ready block: a copy that knows where it came from. Pure. */

export type SectionSource = NonNullable<FormSection['source']>;

/** What a copy is made of. */
export type Source = Pick<ServiceDefinition, 'form' | 'rules'>;

export interface PublishedSource {
  readonly version: number;
  /** None: a ready block of the palette. */
  readonly service?: string;
  readonly title: string;
  readonly content: Source;
}

/** The section as a form of its own, in the codes of its service. */
export interface OwnForm {
  readonly section: FormSection;
  readonly form: FormDefinition;
}

/** Undefined: the service has no such section. */
export function sectionForm({ form }: Source, code: string): OwnForm | undefined {
  const section = form.sections.find((one) => one.code === code);
  if (section === undefined) return undefined;
  const { source: _, ...own } = section;
  return { section: own, form: { ...partOf(form, section.fields), sections: [own] } };
}

/** The questions of a form that stand under these codes, in this order. */
export function partOf({ schema, ui = {} }: FormDefinition, fields: readonly string[]): FormDefinition {
  const pick = <T>(table: Readonly<Record<string, T>>) =>
    Object.fromEntries(
      fields.flatMap((code) => (Object.hasOwn(table, code) ? [[code, table[code] as T] as const] : [])),
    );
  const required = schema.required?.filter((code) => fields.includes(code)) ?? [];
  return {
    schema: {
      type: 'object',
      properties: pick<JsonSchema>(schema.properties),
      ...(required.length > 0 ? { required } : {}),
      ...(schema.definitions === undefined ? {} : { definitions: schema.definitions }),
    },
    ui: pick(ui),
    sections: [],
  };
}

/** The same section with its questions under other codes, its conditions too. */
export function inCodes({ form }: OwnForm, codes: Readonly<Record<string, string>>): OwnForm {
  const renamed = Object.entries(codes).filter(([from, to]) => from !== to);
  // By way of codes that nobody has, so that two of them may change places.
  const away = renamed.reduce((one, [from], index) => recodeField(one, from, `${from} ${index}`), {
    form,
  } as ServiceDefinition);
  const back = renamed.reduce((one, [from, to], index) => recodeField(one, `${from} ${index}`, to), away);
  const [section] = back.form.sections;
  if (section === undefined) throw new Error('a form of a section has that section');
  return { section, form: back.form };
}

/** At the end of the form; named conditions that it uses come along, unless there are such already. */
export function linkSection(
  service: ServiceDefinition,
  { version, service: from, content }: PublishedSource,
  code: string,
): ServiceDefinition {
  const own = sectionForm(content, code);
  if (own === undefined) return service;
  const fields = freeCodes(own, service);
  const copy = inCodes(own, fields);
  const { form } = service;
  const sections = new Set(form.sections.map((one) => one.code));
  const section: FormSection = {
    ...copy.section,
    code: sections.has(code) ? codeOfTitle(code, sections, 'section') : code,
    source: { ...(from === undefined ? {} : { service: from }), section: code, version, fields },
  };
  return {
    ...service,
    ...rulesFor(service, content, copy.form),
    form: { ...withQuestions(form, copy.form), sections: [...form.sections, section] },
  };
}

export function withQuestions(form: FormDefinition, { schema, ui }: FormDefinition): FormDefinition {
  const required = [...new Set([...(form.schema.required ?? []), ...(schema.required ?? [])])];
  const definitions = { ...schema.definitions, ...form.schema.definitions };
  return {
    ...form,
    schema: {
      ...form.schema,
      properties: { ...form.schema.properties, ...schema.properties },
      ...(required.length > 0 ? { required } : {}),
      ...(Object.keys(definitions).length > 0 ? { definitions } : {}),
    },
    ui: { ...form.ui, ...ui },
  };
}

/** The copy is the service's own from here on. */
export function unlinkSection(service: ServiceDefinition, code: string): ServiceDefinition {
  const sections = service.form.sections.map((section) => {
    if (section.code !== code) return section;
    const { source: _, ...own } = section;
    return own;
  });
  return { ...service, form: { ...service.form, sections } };
}

function freeCodes({ section, form }: OwnForm, service: ServiceDefinition): Record<string, string> {
  const taken = new Set([...codesIn(service.form), ...section.fields]);
  return Object.fromEntries(
    section.fields.map((field) => {
      if (!codesIn(service.form).has(field)) return [field, field];
      const code = codeOfTitle(form.schema.properties[field]?.title ?? field, taken);
      taken.add(code);
      return [field, code];
    }),
  );
}

export function rulesFor(
  service: ServiceDefinition,
  { rules = {} }: Source,
  part: FormDefinition,
): Pick<ServiceDefinition, 'rules'> {
  const named = new Set(namesIn(part, rules));
  const missing = Object.entries(rules).filter(
    ([code]) => named.has(code) && !Object.hasOwn(service.rules ?? {}, code),
  );
  return missing.length === 0 ? {} : { rules: { ...service.rules, ...Object.fromEntries(missing) } };
}

/** Named conditions that a value uses, and those that they use. */
function namesIn(value: unknown, rules: NonNullable<ServiceDefinition['rules']>, seen = new Set<string>()): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.entries(value).flatMap(([key, one]) => {
    if (key !== 'rule' || typeof one !== 'string' || seen.has(one)) return namesIn(one, rules, seen);
    seen.add(one);
    return [one, ...namesIn(rules[one], rules, seen)];
  });
  return inner;
}
