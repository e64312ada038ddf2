/** From our form definition to what rjsf draws: the mounted sections' visible fields, each with its widget. Pure. */
import { titleOf } from '@reglament/core/rules';
import type { FieldUi, FormDefinition, JsonSchema } from '@reglament/format';
import { locale } from '../locale/locale.ts';
import { addressParts } from './address/parts.ts';

export type WidgetName =
  | NonNullable<FieldUi['widget']>
  | 'number'
  | 'checkboxes'
  | 'departmentCode'
  | 'passportSeries'
  | 'passportNumber';

export interface FieldOptions {
  widget?: WidgetName;
  dictionary?: string;
  /** The field whose entry this one is chosen under. */
  within?: string;
  help?: string;
  placeholder?: string;
  wide?: boolean;
  /** The label names a group of controls, so it cannot be a `label` element of one of them. */
  grouped?: boolean;
  /** A group that is known by its line and by its parts. */
  address?: true;
}

const widgetOfFormat: Readonly<Record<string, WidgetName>> = {
  date: 'date',
  email: 'email',
  snils: 'snils',
  inn: 'inn',
  'inn-person': 'inn',
  'inn-organisation': 'inn',
  ogrn: 'ogrn',
  ogrnip: 'ogrnip',
  kpp: 'kpp',
  oktmo: 'oktmo',
  phone: 'phone',
  'cadastral-number': 'cadastralNumber',
  'department-code': 'departmentCode',
  'passport-series': 'passportSeries',
  'passport-number': 'passportNumber',
};

const groupedWidgets = new Set<WidgetName>(['radio', 'checkboxes', 'files', 'ground']);
const wideWidgets = new Set<WidgetName>(['textarea', 'files', 'ground', 'address', 'checkboxes']);
/** Names of offices and organisations: longer than half a row shows. */
const longText = 1000;

function hasChoices(schema: JsonSchema): boolean {
  return schema.enum !== undefined || (schema.oneOf?.every((choice) => choice.const !== undefined) ?? false);
}

/** The widget named by the definition, or the one that fits type and format. Undefined: a group of fields. */
export function widgetOf(schema: JsonSchema, ui: FieldUi | undefined): WidgetName | undefined {
  if (schema.type === 'object') return undefined;
  if (schema.type === 'array') {
    if (ui?.widget) return ui.widget === 'select' || ui.widget === 'checkbox' ? 'checkboxes' : ui.widget;
    return schema.items && hasChoices(schema.items) ? 'checkboxes' : undefined;
  }
  if (ui?.widget) return ui.widget;
  if (schema.format !== undefined && widgetOfFormat[schema.format]) return widgetOfFormat[schema.format];
  if (hasChoices(schema)) return (schema.enum ?? schema.oneOf ?? []).length <= 3 ? 'radio' : 'select';
  if (schema.type === 'boolean') return 'checkbox';
  if (schema.type === 'number' || schema.type === 'integer') return 'number';
  return (schema.maxLength ?? 0) > 1000 ? 'textarea' : 'text';
}

export function fieldOptions(schema: JsonSchema, ui: FieldUi | undefined): FieldOptions {
  const widget = widgetOf(schema, ui);
  const long = widget === 'text' && (schema.maxLength ?? 0) >= longText;
  const wide = ui?.width ? ui.width === 'full' : widget === undefined || long || wideWidgets.has(widget);
  return {
    ...(widget ? { widget } : {}),
    ...(ui?.dictionary ? { dictionary: ui.dictionary } : {}),
    ...(ui?.within ? { within: ui.within } : {}),
    ...(ui?.help ? { help: titleOf(ui.help, locale) } : {}),
    ...(ui?.placeholder ? { placeholder: titleOf(ui.placeholder, locale) } : {}),
    wide,
    ...(widget && groupedWidgets.has(widget) ? { grouped: true } : {}),
    ...(isAddressGroup(schema, ui) ? { address: true } : {}),
  };
}

/** An address asked by its line and by its parts. */
function isAddressGroup(schema: JsonSchema, ui: FieldUi | undefined): boolean {
  const { text, ...parts } = schema.properties ?? {};
  return ui?.widget === 'address' && text !== undefined && addressParts.some((part) => parts[part] !== undefined);
}

export type UiTree = { [key: string]: unknown };

function uiTree(schema: JsonSchema, ui: FieldUi | undefined): UiTree {
  const isRows = schema.type === 'array' && widgetOf(schema, ui) === undefined;
  const tree: UiTree = { 'ui:options': { ...fieldOptions(schema, ui), ...(isRows ? { copyable: true } : {}) } };
  const parts: ReadonlySet<string> = new Set(isAddressGroup(schema, ui) ? addressParts : []);
  for (const [code, child] of Object.entries(schema.properties ?? {}))
    tree[code] = uiTree(child, parts.has(code) ? { width: 'half' } : undefined);
  if (isRows && schema.items) tree.items = uiTree(schema.items, undefined);
  return tree;
}

export interface ViewInput {
  form: FormDefinition;
  visibleFields: ReadonlySet<string>;
  requiredFields: ReadonlySet<string>;
  /** Codes of the sections that are mounted now. */
  sections: readonly string[];
}

export interface FormView {
  schema: JsonSchema;
  uiSchema: UiTree;
}

/** The flat schema cut down to what is drawn; `required` holds what our rules demand, for the marks only. */
export function viewOf({ form, visibleFields, requiredFields, sections }: ViewInput): FormView {
  const properties: Record<string, JsonSchema> = {};
  const uiSchema: UiTree = {};
  for (const section of form.sections) {
    if (!sections.includes(section.code)) continue;
    for (const code of section.fields) {
      const schema = form.schema.properties[code];
      if (!schema || !visibleFields.has(code)) continue;
      properties[code] = schema;
      uiSchema[code] = uiTree(schema, form.ui?.[code]);
    }
  }
  const required = Object.keys(properties).filter((code) => requiredFields.has(code));
  return { schema: { type: 'object', properties, required }, uiSchema };
}

/** Number of input places a form can show; beyond the limit only one section is mounted. */
export function countInputs(form: FormDefinition): number {
  const inputs = (schema: JsonSchema): number =>
    Object.values(schema.properties ?? {}).reduce(
      (sum, child) => sum + (child.type === 'object' ? inputs(child) : 1),
      0,
    );
  return inputs({ properties: form.schema.properties });
}
