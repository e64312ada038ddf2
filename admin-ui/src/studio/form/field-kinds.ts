import type { FieldUi, JsonSchema } from '@reglament/format';
import { firstWords } from '../first-words.ts';

/** A kind of field in the palette: what it is called and what it puts into the form. */
export interface FieldKind {
  readonly code: string;
  readonly title: string;
  readonly group: string;
  /** Words by which it is found, beside the title. */
  readonly words?: string;
  readonly schema: Omit<JsonSchema, 'title'>;
  readonly ui?: FieldUi;
}

const personal = firstWords.personalData;
const choices = [
  { const: 'first', title: firstWords.choices[0] },
  { const: 'second', title: firstWords.choices[1] },
];

export const fieldKinds: readonly FieldKind[] = [
  { code: 'text', title: 'Строка', group: 'Простые', schema: { type: 'string', maxLength: 500 } },
  {
    code: 'textarea',
    title: 'Текст',
    group: 'Простые',
    words: 'описание многострочное',
    schema: { type: 'string', maxLength: 4000 },
    ui: { widget: 'textarea' },
  },
  {
    code: 'integer',
    title: 'Целое число',
    group: 'Простые',
    words: 'количество',
    schema: { type: 'integer' },
    ui: { width: 'half' },
  },
  {
    code: 'number',
    title: 'Число',
    group: 'Простые',
    words: 'дробное',
    schema: { type: 'number' },
    ui: { width: 'half' },
  },
  {
    code: 'money',
    title: 'Деньги',
    group: 'Простые',
    words: 'сумма рубли',
    schema: { type: 'integer', minimum: 0 },
    ui: { widget: 'money', width: 'half' },
  },
  {
    code: 'area',
    title: 'Площадь',
    group: 'Простые',
    words: 'кв. м',
    schema: { type: 'number', exclusiveMinimum: 0 },
    ui: { widget: 'area', width: 'half' },
  },
  { code: 'date', title: 'Дата', group: 'Простые', schema: { type: 'string', format: 'date' }, ui: { width: 'half' } },
  {
    code: 'checkbox',
    title: 'Отметка',
    group: 'Простые',
    words: 'галочка да нет флажок',
    schema: { type: 'boolean' },
    ui: { widget: 'checkbox' },
  },
  {
    code: 'radio',
    title: 'Один из нескольких',
    group: 'Выбор',
    words: 'переключатель',
    schema: { type: 'string', oneOf: choices },
    ui: { widget: 'radio' },
  },
  {
    code: 'select',
    title: 'Выбор из списка',
    group: 'Выбор',
    words: 'выпадающий',
    schema: { type: 'string', oneOf: choices },
    ui: { widget: 'select', width: 'half' },
  },
  {
    code: 'checkboxes',
    title: 'Несколько из списка',
    group: 'Выбор',
    words: 'отметки',
    schema: { type: 'array', uniqueItems: true, items: { type: 'string', oneOf: choices } },
  },
  {
    code: 'dictionary',
    title: 'Из справочника',
    group: 'Выбор',
    schema: { type: 'string', maxLength: 100 },
    ui: { widget: 'dictionary', width: 'half' },
  },
  {
    code: 'snils',
    title: 'СНИЛС',
    group: 'Государственные сведения',
    schema: { type: 'string', format: 'snils' },
    ui: { widget: 'snils', width: 'half', personalData: personal },
  },
  {
    code: 'inn',
    title: 'ИНН',
    group: 'Государственные сведения',
    schema: { type: 'string', format: 'inn' },
    ui: { widget: 'inn', width: 'half', personalData: personal },
  },
  {
    code: 'ogrn',
    title: 'ОГРН',
    group: 'Государственные сведения',
    schema: { type: 'string', format: 'ogrn' },
    ui: { widget: 'ogrn', width: 'half' },
  },
  {
    code: 'oktmo',
    title: 'ОКТМО',
    group: 'Государственные сведения',
    schema: { type: 'string', format: 'oktmo', maxLength: 11 },
    ui: { widget: 'oktmo', width: 'half' },
  },
  {
    code: 'cadastralNumber',
    title: 'Кадастровый номер',
    group: 'Государственные сведения',
    words: 'участок',
    schema: { type: 'string', format: 'cadastral-number', maxLength: 18 },
    ui: { widget: 'cadastralNumber', width: 'half' },
  },
  {
    code: 'phone',
    title: 'Телефон',
    group: 'Государственные сведения',
    schema: { type: 'string', format: 'phone' },
    ui: { widget: 'phone', width: 'half', personalData: personal },
  },
  {
    code: 'email',
    title: 'Электронная почта',
    group: 'Государственные сведения',
    schema: { type: 'string', format: 'email' },
    ui: { widget: 'email', width: 'half', personalData: personal },
  },
  {
    code: 'address',
    title: 'Адрес',
    group: 'Государственные сведения',
    words: 'место',
    schema: { type: 'string', maxLength: 400 },
    ui: { widget: 'address' },
  },
  {
    code: 'files',
    title: 'Файлы',
    group: 'Документы',
    words: 'приложить скан',
    schema: { type: 'array', maxItems: 20, items: { type: 'string' } },
    ui: { widget: 'files' },
  },
  {
    code: 'group',
    title: 'Группа полей',
    group: 'Состав',
    words: 'несколько вместе',
    schema: { type: 'object', properties: { name: { title: firstWords.item, type: 'string', maxLength: 500 } } },
  },
  {
    code: 'rows',
    title: 'Повторяющиеся записи',
    group: 'Состав',
    words: 'таблица список строк',
    schema: {
      type: 'array',
      maxItems: 200,
      items: { type: 'object', properties: { name: { title: firstWords.item, type: 'string', maxLength: 500 } } },
    },
  },
];
