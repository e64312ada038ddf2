/** Answers as a person reads them. Pure. */
import { formatDepartmentCode, formatPassportSeries, formatPhone, formatSnils } from '@reglament/core/rules';
import type { JsonSchema } from '@reglament/format';
import { localeTag } from '../locale/locale.ts';
import { dateText, moneyText } from '../ui/format.ts';
import { type Entry, entryLabel, pathText } from './entry.ts';
import type { FormSources } from './form-host.ts';
import { moneyWords } from './money-words.ts';
import { type FieldOptions, fieldOptions, type WidgetName } from './view-schema.ts';

/** By its words; of a list that is open (`anyOf` with a choice for the rest) a value without words of its own stays beside those. */
function choiceText(schema: JsonSchema, value: unknown): string | undefined {
  const title = choiceTitle(schema, value);
  if (title !== undefined) return title;
  const rest = schema.anyOf?.find((choice) => choice.const === undefined && choice.title !== undefined)?.title;
  return rest === undefined || typeof value === 'object' ? undefined : `${rest}: ${String(value)}`;
}

/** Words of a code out of a list of choices. */
export function choiceTitle(schema: JsonSchema, value: unknown): string | undefined {
  return (schema.oneOf ?? schema.anyOf)?.find((choice) => choice.const !== undefined && choice.const === value)?.title;
}

/** A ground, alone or with what is said to it. */
function groundText(options: FormSources['grounds'], value: unknown): string {
  if (typeof value !== 'object' || value === null || !('code' in value)) return listed(options, value);
  const title = listed(options, value.code);
  return 'text' in value && value.text ? `${title}: ${String(value.text)}` : title;
}

/** Under its sections, so that an entry of a hierarchy is read as it was chosen. */
function entryText(entries: readonly Entry[] | undefined, value: unknown): string {
  const entry = entries?.find(({ code }) => code === value);
  if (entry === undefined) return String(value);
  const path = pathText(entry);
  return path === '' ? entryLabel(entry) : `${entryLabel(entry)} (${path})`;
}

function listed(options: FormSources['grounds'], value: unknown): string {
  return options?.find((option) => option.value === value)?.label ?? String(value);
}

interface Shown {
  schema: JsonSchema;
  options: FieldOptions;
  sources: FormSources;
}

/** Identifiers are stored without separators and read with them. */
const formatOf: Readonly<Partial<Record<WidgetName, (value: string) => string>>> = {
  snils: formatSnils,
  phone: formatPhone,
  passportSeries: formatPassportSeries,
  departmentCode: formatDepartmentCode,
  date: dateText,
};

/** `—` for what was not answered. */
export function valueText(value: unknown, { schema, options, sources }: Shown): string {
  if (value === undefined || value === null || value === '') return '—';
  if (Array.isArray(value)) {
    const { items: schemaOfItem = {} } = schema;
    // Rows of one question each are read by its own kind; a widget of the whole list knows how to read what is in it.
    const optionsOfItem = options.widget === undefined ? fieldOptions(schemaOfItem, undefined) : options;
    const shown = { schema: schemaOfItem, options: optionsOfItem, sources };
    const items = value.map((item) => valueText(item, shown));
    return items.length > 0 ? items.join('; ') : '—';
  }
  const chosen = choiceText(schema, value);
  if (chosen !== undefined) return chosen;
  if (typeof value === 'boolean') return value ? 'Да' : 'Нет';
  if (options.widget === 'dictionary') return entryText(sources.dictionaries?.[options.dictionary ?? ''], value);
  if (options.widget === 'ground') return groundText(sources.grounds, value);
  if (options.widget === 'employee') return listed(sources.employees, value);
  const format = options.widget === undefined ? undefined : formatOf[options.widget];
  if (format && typeof value === 'string') return format(value);
  if (typeof value === 'number') {
    if (options.widget === 'money') return `${moneyText(value)} (${moneyWords(value)})`;
    const text = value.toLocaleString(localeTag, { maximumFractionDigits: 10 });
    return options.widget === 'area' ? `${text} м²` : text;
  }
  return String(value);
}
