/** Answers as a person reads them. Pure. */
import { formatDepartmentCode, formatPassportSeries, formatPhone, formatSnils } from '@reglament/core/rules';
import type { FormDefinition, JsonSchema } from '@reglament/format';
import { dateText, moneyText } from '../ui/format.ts';
import type { FormSources } from './form-host.ts';
import { type FieldOptions, fieldOptions, type WidgetName } from './view-schema.ts';

function choiceTitle(schema: JsonSchema, value: unknown): string | undefined {
  return schema.oneOf?.find((choice) => choice.const === value)?.title;
}

/** A ground, alone or with what is said to it. */
function groundText(options: FormSources['grounds'], value: unknown): string {
  if (typeof value !== 'object' || value === null || !('code' in value)) return listed(options, value);
  const title = listed(options, value.code);
  return 'text' in value && value.text ? `${title}: ${String(value.text)}` : title;
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
    const items = value.map((item) => valueText(item, { schema: schema.items ?? {}, options, sources }));
    return items.length > 0 ? items.join('; ') : '—';
  }
  if (typeof value === 'boolean') return choiceTitle(schema, value) ?? (value ? 'Да' : 'Нет');
  if (options.widget === 'dictionary') return listed(sources.dictionaries?.[options.dictionary ?? ''], value);
  if (options.widget === 'ground') return groundText(sources.grounds, value);
  if (options.widget === 'employee') return listed(sources.employees, value);
  const format = options.widget === undefined ? undefined : formatOf[options.widget];
  if (format && typeof value === 'string') return format(value);
  if (typeof value === 'number') {
    if (options.widget === 'money') return moneyText(value);
    const text = value.toLocaleString('ru-RU', { maximumFractionDigits: 10 });
    return options.widget === 'area' ? `${text} м²` : text;
  }
  return choiceTitle(schema, value) ?? String(value);
}

interface WordsOf {
  form: FormDefinition;
  /** Name of the field in the history: `answers.area`, `applicant`, a file's name. */
  field: string;
  dictionaries: Readonly<Record<string, readonly { code: string; title: string }[]>>;
}

function plainWords(value: unknown): string {
  if (value === undefined || value === null || value === '') return '—';
  if (typeof value === 'boolean') return value ? 'Да' : 'Нет';
  if (typeof value === 'string') return /^\d{4}-\d{2}-\d{2}$/.test(value) ? dateText(value) : value;
  if (Array.isArray(value)) return value.map(plainWords).join('; ') || '—';
  if (typeof value !== 'object') return String(value);
  return (
    Object.entries(value)
      .filter(([key]) => key !== 'kind')
      .map(([, item]) => plainWords(item))
      .join(', ') || '—'
  );
}

/** A value of the history, whatever part of the application it is of. */
export function valueWords(value: unknown, { form, field, dictionaries }: WordsOf): string {
  const code = /^answers\.(\w+)$/.exec(field)?.[1] ?? '';
  const schema = form.schema.properties[code];
  if (!schema || schema.type === 'object' || schema.items?.type === 'object') return plainWords(value);
  const options = fieldOptions(schema, form.ui?.[code]);
  const entries = Object.entries(dictionaries).map(([name, list]) => [
    name,
    list.map((one) => ({ value: one.code, label: one.title })),
  ]);
  return valueText(value, { schema, options, sources: { dictionaries: Object.fromEntries(entries) } });
}
