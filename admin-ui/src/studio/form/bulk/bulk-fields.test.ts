import type { ServiceDefinition } from '@reglament/format';
import { expect, test } from 'vitest';
import { addRows, readRows } from './bulk-fields.ts';

const dictionaries = [{ value: 'mfc', label: 'Отделения МФЦ' }];
const empty = {
  form: { schema: { type: 'object', properties: {} }, sections: [], ui: {} },
} as unknown as ServiceDefinition;

test('строки таблицы: заголовок и пустые строки не в счёт, виды – словами палитры', () => {
  const rows = readRows(
    'Название\tВид\tОбязательное\n\nАдрес участка\tАдрес\tда\nПлощадь\tплощадь\nОтделение\t\t\tОтделения МФЦ\n',
    dictionaries,
  );
  expect(
    rows.map(({ line, title, kind, required, dictionary, problems }) => [
      line,
      title,
      kind?.code,
      required,
      dictionary,
      problems,
    ]),
  ).toEqual([
    [3, 'Адрес участка', 'address', true, undefined, []],
    [4, 'Площадь', 'area', false, undefined, []],
    [5, 'Отделение', 'dictionary', false, 'mfc', []],
  ]);
});

test.each([
  ['\tСтрока', ['нет названия']],
  ['Рост\tголограмма', ['вида «голограмма» нет']],
  ['Рост\tчисло\tможет быть', ['«может быть» – не «да» и не «нет»']],
  ['Где\tсправочник\t\tгорода', ['вида «справочник» нет', 'справочника «города» нет']],
  ['Где\tИз справочника', ['не назван справочник']],
  ['Где\tСтрока\tнет\tmfc', ['справочник бывает только у вида «Из справочника»']],
  ['Рост\tчисло\tда\t\tещё', ['столбцов больше четырёх']],
])('%j: %j', (text, problems) => expect(readRows(text, dictionaries)[0]?.problems).toEqual(problems));

test('добавляются верные строки по порядку, код – по названию', () => {
  const rows = readRows('Адрес участка\tАдрес\tда\nПлохая\tнеизвестно\nОтделение\tИз справочника\t\tmfc', dictionaries);
  const { form } = addRows(empty, rows);
  expect(form.sections.map(({ fields }) => fields)).toEqual([['adresUchastka', 'otdelenie']]);
  expect(form.schema.required).toEqual(['adresUchastka']);
  expect(form.ui?.otdelenie).toMatchObject({ widget: 'dictionary', dictionary: 'mfc' });
});
