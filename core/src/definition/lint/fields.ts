import type { FormDefinition } from '@reglament/format';
import { followRefs } from '../../rule/type-of-schema.ts';
import { withoutRequired } from '../../rules.ts';
import { compileSchema } from '../compile.ts';
import { at, error, type Finding, warning } from '../finding.ts';
import { partsOfField, schemaParts } from './schema-places.ts';

/** All at once: a field is wrong when its own part of the schema does not take its default. */
export function defaultFindings(pointer: string, form: FormDefinition): Finding[] {
  const given = schemaParts(form, pointer).filter(({ schema }) => schema.default !== undefined);
  if (given.length === 0) return [];
  const properties = Object.fromEntries(given.map(({ schema }, index) => [`d${index}`, schema]));
  const { definitions = {} } = form.schema;
  const validate = compileSchema(withoutRequired({ type: 'object', properties, definitions }));
  validate(Object.fromEntries(given.map(({ schema }, index) => [`d${index}`, schema.default])));
  const wrong = new Set((validate.errors ?? []).map((one) => one.instancePath.split('/')[1]));
  return given.flatMap((place, index) => {
    if (!wrong.has(`d${index}`)) return [];
    const text = ['Начальное значение не подходит под своё же поле', 'Исправьте значение или ограничения'] as const;
    return [error('wrongDefault', `${place.pointer}/default`, text)];
  });
}

/** What a field takes from the body is text, and the only thing it begins with. */
export function bodyFindings(pointer: string, form: FormDefinition): Finding[] {
  return Object.entries(form.ui ?? {}).flatMap(([field, { fromBody, bodyIdentifier }]) => {
    const schema = form.schema.properties[field];
    if (schema === undefined || (fromBody ?? bodyIdentifier) === undefined) return [];
    const key = bodyIdentifier === undefined ? 'fromBody' : 'bodyIdentifier';
    const place = `${pointer}/ui${at(field, key)}`;
    if ((followRefs(schema, form.schema) ?? schema).type !== 'string') {
      const text = ['Сведения ведомства – текст, а поле не текстовое', `Уберите ${key} или смените тип поля`] as const;
      return [error('bodyValueType', place, text)];
    }
    if (fromBody !== undefined && bodyIdentifier !== undefined) {
      const text = [
        'У поля два значения ведомства',
        'Оставьте одно: сведение ведомства (fromBody) или его номер в другой системе (bodyIdentifier)',
      ] as const;
      return [warning('twoDefaults', place, text)];
    }
    if (schema.default === undefined) return [];
    const text = ['У поля два начальных значения: своё и ведомства', `Оставьте одно: default или ${key}`] as const;
    return [warning('twoDefaults', place, text)];
  });
}

/** Widgets and formats that ask for personal data: 152-ФЗ wants the purpose of processing. */
const personal: ReadonlySet<string | undefined> = new Set([
  'snils',
  'passport',
  'inn-person',
  'passport-series',
  'passport-number',
]);

/** The purpose is given for a whole field of the form, whatever its group asks. */
export function personalFindings(pointer: string, form: FormDefinition): Finding[] {
  return Object.keys(form.schema.properties).flatMap((field) => {
    const ui = form.ui?.[field] ?? {};
    if (ui.personalData !== undefined) return [];
    const formats = partsOfField(form, field).map((one) => one.schema.format);
    if (!personal.has(ui.widget) && !formats.some((format) => personal.has(format))) return [];
    const text = [
      `Поле «${field}» — персональные данные без цели обработки`,
      'Укажите «Цель обработки персональных данных» (personalData)',
    ] as const;
    return [warning('personalDataWithoutPurpose', `${pointer}/schema/properties${at(field)}`, text)];
  });
}
