import type { FieldUi, JsonSchema, ServiceDefinition } from '@reglament/format';
import type { Choice } from '../../tab-props.ts';
import { russian } from '../../words.ts';
import type { FieldKind } from '../field-kinds.ts';
import { changeField, changeFieldUi, findField, moveField, requireField } from '../form-commands.ts';
import { kindOf, kindWords } from '../kind-words.ts';

/** The fields of a form as a table, and commands over many of them at once. Pure. */

export interface TableRow {
  readonly field: string;
  readonly title: string;
  /** Undefined: made by hand, the palette has nothing like it. */
  readonly kind: FieldKind | undefined;
  readonly kindTitle: string;
  readonly required: boolean;
  readonly dictionary: string | undefined;
  /** Code of its section. */
  readonly section: string;
}

/** In the order of the form. */
export function rowsOf({ form }: ServiceDefinition): TableRow[] {
  const required = new Set(form.schema.required);
  return form.sections.flatMap((section) =>
    section.fields.flatMap((field) => {
      const schema = form.schema.properties[field];
      if (schema === undefined) return [];
      const ui = form.ui?.[field];
      const kind = kindOf(schema, ui);
      return [
        {
          ...{ field, kind, section: section.code, required: required.has(field), dictionary: ui?.dictionary },
          title: schema.title ?? field,
          kindTitle: kind?.title ?? kindWords(schema, ui),
        },
      ];
    }),
  );
}

/** As a spreadsheet takes it: a heading row, then a row a field. */
export function tableText(service: ServiceDefinition, dictionaries: readonly Choice[]): string {
  const sections = new Map(service.form.sections.map(({ code, title }) => [code, russian(title)]));
  const body = rowsOf(service).map(({ field, title, kindTitle, required, dictionary, section }) => [
    field,
    title,
    kindTitle,
    required ? 'да' : 'нет',
    dictionaries.find(({ value }) => value === dictionary)?.label ?? dictionary ?? '',
    sections.get(section) ?? section,
  ]);
  return [tableHead, ...body].map((cells) => cells.map(cellText).join('\t')).join('\n');
}

export const tableHead = ['Код', 'Название', 'Вид', 'Обязательное', 'Справочник', 'Раздел'] as const;

function cellText(text: string): string {
  return /["\t\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export function requireFields(service: ServiceDefinition, fields: readonly string[], required: boolean) {
  return fields.reduce((one, field) => requireField(one, field, required), service);
}

/** To the end of a section, in the order in which they stood. */
export function fieldsToSection(service: ServiceDefinition, fields: readonly string[], section: string) {
  const moving = rowsOf(service).filter((row) => fields.includes(row.field) && row.section !== section);
  return moving.reduce((one, { field }) => {
    const end = one.form.sections.find(({ code }) => code === section)?.fields.length;
    return end === undefined ? one : moveField(one, field, { section, index: end });
  }, service);
}

/** What is asked stays, how it is answered becomes another: own limits, choices and looks only where the new kind has them too. */
export function fieldToKind(service: ServiceDefinition, field: string, kind: FieldKind): ServiceDefinition {
  const schema = service.form.schema.properties[field];
  if (schema === undefined || findField(service.form, field) === undefined) return service;
  const ui = service.form.ui?.[field];
  if (kindOf(schema, ui)?.code === kind.code) return service;
  const before = Object.fromEntries(Object.keys(schema).map((key) => [key, undefined]));
  const after = { ...kind.schema, ...choicesFor(kind, schema) };
  const { title, description } = schema;
  const kept = { ...(title === undefined ? {} : { title }), ...(description === undefined ? {} : { description }) };
  const asked = changeField(service, field, { ...before, ...kept, ...after });
  return changeFieldUi(asked, field, { ...uiFor(kind, ui) });
}

export function fieldsToKind(service: ServiceDefinition, fields: readonly string[], kind: FieldKind) {
  return fields.reduce((one, field) => fieldToKind(one, field, kind), service);
}

/** The answers that could be chosen go over from one list of choices to another. */
function choicesFor(kind: FieldKind, schema: JsonSchema): Partial<JsonSchema> {
  const own = schema.oneOf ?? schema.items?.oneOf;
  if (own === undefined) return {};
  if (kind.schema.oneOf !== undefined) return { oneOf: own };
  return kind.schema.items?.oneOf === undefined ? {} : { items: { ...kind.schema.items, oneOf: own } };
}

function uiFor(kind: FieldKind, ui: FieldUi = {}): { [Key in keyof FieldUi]: FieldUi[Key] | undefined } {
  const { widget, dictionary, within, width, personalData, ...kept } = ui;
  const named = kind.ui?.widget === 'dictionary';
  return {
    ...kept,
    width: width ?? kind.ui?.width,
    personalData: personalData ?? kind.ui?.personalData,
    widget: kind.ui?.widget,
    dictionary: named ? dictionary : undefined,
    within: named ? within : undefined,
  };
}
