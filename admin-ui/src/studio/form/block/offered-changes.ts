import { formChanges } from '@reglament/core/rules';
import type { FormDefinition, FormSection, ServiceDefinition } from '@reglament/format';
import { tabTitleOf } from '../../finding-tab.ts';
import { russian } from '../../words.ts';
import { findField, removeField } from '../form-commands.ts';
import { usesOf } from '../recode.ts';
import {
  inCodes,
  type OwnForm,
  type PublishedSource,
  partOf,
  rulesFor,
  type Source,
  sectionForm,
  withQuestions,
} from './linked-section.ts';

/** What a newer version of the source would change in the copy, thing by thing. Pure. */

export interface OfferedChange {
  readonly key: string;
  /** Of what it is. */
  readonly title: string;
  /** What it does, in sentences. */
  readonly words: readonly string[];
  /** Tabs of the service that name what would be gone. */
  readonly breaks: readonly string[];
  /** The same thing was changed in the copy too, or nobody can tell: it is not taken without being asked. */
  readonly ownToo: boolean;
  readonly apply: (service: ServiceDefinition) => ServiceDefinition;
}

interface Offer {
  readonly service: ServiceDefinition;
  readonly section: FormSection & { readonly source: NonNullable<FormSection['source']> };
  /** As it was when the copy was made; undefined: not known here. */
  readonly base: Source | undefined;
  readonly latest: PublishedSource;
}

/** Undefined: the source has no such section any more. */
export function offeredChanges({ service, section, base, latest }: Offer): OfferedChange[] | undefined {
  const { source } = section;
  const old = base && sectionForm(base, source.section);
  const now = sectionForm(latest.content, source.section);
  if (now === undefined) return undefined;
  const codes = codesFor(service, source.fields, now);
  const sides: Sides = { service, codes, old: old && inCodes(old, codes), now: inCodes(now, codes), latest };
  const [known, wanted] = [Object.keys(source.fields), now.section.fields];
  return [
    ...headChange(sides, section),
    ...wanted.flatMap((field) =>
      known.includes(field) ? fieldChange(sides, field) : addedField(sides, section, field),
    ),
    ...known.filter((field) => !wanted.includes(field)).flatMap((field) => removedField(sides, field)),
  ];
}

/** The chosen changes, and the copy is as new as the source: what was left out is not offered again. */
export function takeChanges(
  service: ServiceDefinition,
  { code, version, chosen }: { code: string; version: number; chosen: readonly OfferedChange[] },
): ServiceDefinition {
  const taken = chosen.reduce((one, { apply }) => apply(one), service);
  const sections = taken.form.sections.map((section) =>
    section.code === code && section.source !== undefined
      ? { ...section, source: { ...section.source, version } }
      : section,
  );
  return { ...taken, form: { ...taken.form, sections } };
}

interface Sides {
  readonly service: ServiceDefinition;
  /** Code of a question at the source → its code here. */
  readonly codes: Readonly<Record<string, string>>;
  readonly old: OwnForm | undefined;
  readonly now: OwnForm;
  readonly latest: PublishedSource;
}

/** Of what is new too, under a code that is free here. */
function codesFor({ form }: ServiceDefinition, known: Readonly<Record<string, string>>, now: OwnForm) {
  const codes: Record<string, string> = { ...known };
  for (const field of now.section.fields) {
    let code = codes[field] ?? field;
    if (codes[field] === undefined)
      for (let n = 2; Object.hasOwn(form.schema.properties, code); n += 1) code = `${field}${n}`;
    codes[field] = code;
  }
  return codes;
}

function headChange({ old, now }: Sides, own: FormSection): OfferedChange[] {
  const head = ({ title, description, visible }: FormSection) => ({ title, description, visible });
  const [before, after] = [head(old?.section ?? own), head(now.section)];
  if (same(before, after) || same(head(own), after)) return [];
  const change = (section: FormSection): FormSection =>
    Object.fromEntries(Object.entries({ ...section, ...after }).filter(([, value]) => value !== undefined)) as never;
  const sections = (service: ServiceDefinition) =>
    service.form.sections.map((section) => (section.code === own.code ? change(section) : section));
  return [
    {
      key: 'section',
      title: 'Раздел',
      words: headWords(old?.section ?? own, now.section),
      breaks: [],
      ownToo: old === undefined || !same(head(own), before),
      apply: (service) => ({ ...service, form: { ...service.form, sections: sections(service) } }),
    },
  ];
}

function headWords(before: FormSection, after: FormSection): string[] {
  const text = (one: FormSection['description']) => (one === undefined ? 'нет' : `«${russian(one)}»`);
  const [title, description] = [text(after.title), text(after.description)];
  return [
    ...(text(before.title) === title ? [] : [`название – было: ${text(before.title)}, стало: ${title}`]),
    ...(text(before.description) === description
      ? []
      : [`пояснение – было: ${text(before.description)}, стало: ${description}`]),
    ...(same(before.visible, after.visible) ? [] : ['другое условие показа']),
  ];
}

function fieldChange({ service, codes, old, now, latest }: Sides, field: string): OfferedChange[] {
  const code = codes[field] ?? field;
  if (findField(service.form, code) === undefined) return [];
  const [own, wanted] = [partOf(service.form, [code]), partOf(now.form, [code])];
  const before = old === undefined ? undefined : partOf(old.form, [code]);
  if (same(own, wanted) || (before !== undefined && same(before, wanted))) return [];
  const told = formChanges({ before: before ?? own, after: wanted, pointer: '' }).map(({ message }) => message);
  return [
    {
      key: code,
      title: `Поле «${titleIn(own, code)}»`,
      words: told.map((one) => one.replace(`Поле «${titleIn(before ?? own, code)}»: `, '')),
      breaks: [],
      ownToo: before === undefined || !same(own, before),
      apply: (one) => written(one, code, { wanted, latest }),
    },
  ];
}

function addedField({ codes, now, latest }: Sides, section: FormSection, field: string): OfferedChange[] {
  const code = codes[field] ?? field;
  const wanted = partOf(now.form, [code]);
  const before = now.section.fields.slice(0, now.section.fields.indexOf(code));
  const put = (one: FormSection): FormSection => {
    const behind = one.fields.findLastIndex((other) => before.includes(other));
    const source = one.source && { ...one.source, fields: { ...one.source.fields, [field]: code } };
    return { ...one, fields: one.fields.toSpliced(behind + 1, 0, code), ...(source === undefined ? {} : { source }) };
  };
  return [
    {
      key: code,
      title: `Поле «${titleIn(wanted, code)}»`,
      words: [wanted.schema.required?.includes(code) ? 'новое, обязательное' : 'новое'],
      breaks: [],
      ownToo: false,
      apply: (service) => {
        const made = written(service, code, { wanted, latest });
        const sections = made.form.sections.map((one) => (one.code === section.code ? put(one) : one));
        return { ...made, form: { ...made.form, sections } };
      },
    },
  ];
}

function removedField({ service, codes }: Sides, field: string): OfferedChange[] {
  const code = codes[field] ?? field;
  if (service.form.schema.properties[code] === undefined) return [];
  return [
    {
      key: code,
      title: `Поле «${titleIn(service.form, code)}»`,
      words: ['больше нет'],
      breaks: [...new Set(usesOf(service, code).map(tabTitleOf))],
      ownToo: false,
      apply: (one) => removeField(one, code),
    },
  ];
}

function titleIn({ schema }: FormDefinition, code: string): string {
  return schema.properties[code]?.title ?? code;
}

interface Wanted {
  readonly wanted: ServiceDefinition['form'];
  readonly latest: PublishedSource;
}

/** A question as it is at the source, whether it is demanded too. */
function written(service: ServiceDefinition, code: string, { wanted, latest }: Wanted): ServiceDefinition {
  const { form } = service;
  const required = form.schema.required?.filter((one) => one !== code);
  const { required: _, ...schema } = form.schema;
  const { [code]: __, ...ui } = form.ui ?? {};
  const bare = { ...form, schema: { ...schema, ...(required?.length ? { required } : {}) }, ui };
  return { ...service, ...rulesFor(service, latest.content, wanted), form: withQuestions(bare, wanted) };
}

/** Whatever order the members stand in. */
function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, inner]) => [key, sorted(inner)]));
}
