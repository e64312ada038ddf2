import type { ServiceDefinition } from '@reglament/format';
import { describe, expect, test } from 'vitest';
import { fieldKinds } from '../field-kinds.ts';
import { addField, addSection, changeField, changeFieldUi, requireField } from '../form-commands.ts';
import { fieldsToSection, fieldToKind, rowsOf, tableText } from './table-commands.ts';
import { pasteOver } from './table-paste.ts';

const kind = (code: string) => {
  const found = fieldKinds.find((one) => one.code === code);
  if (found === undefined) throw new Error(`no kind ${code}`);
  return found;
};
const dictionaries = [{ value: 'mfc', label: 'Отделения МФЦ' }];
const frozen: ReadonlySet<string> = new Set();
const empty = {
  form: { schema: { type: 'object', properties: {} }, sections: [], ui: {} },
} as unknown as ServiceDefinition;
/** Two sections: «Сведения» with a text and a choice, «Второй» without fields. */
const two = addSection(addField(addField(empty, kind('text')).service, kind('select')).service, 'Второй');

const cellsOf = (service: ServiceDefinition) =>
  rowsOf(service).map(({ field, title, kindTitle, required, dictionary, section }) =>
    [field, title, kindTitle, required, dictionary, section].join('|'),
  );

describe('вид поля меняется', () => {
  test.each(fieldKinds)('на «$title»: вид тот, вопрос прежний', (wanted) => {
    const asked = changeFieldUi(changeField(two, 'stroka', { description: 'Пояснение' }), 'stroka', {
      help: 'Подсказка',
    });
    const { form } = fieldToKind(asked, 'stroka', wanted);
    expect(rowsOf({ ...asked, form })[0]?.kind?.code).toBe(wanted.code);
    expect(form.schema.properties.stroka).toMatchObject({ title: 'Строка', description: 'Пояснение' });
    expect(form.ui?.stroka).toMatchObject({ help: 'Подсказка' });
  });

  test('варианты ответа переходят из одного списка в другой, границы строки у числа не остаются', () => {
    const own = [{ const: 'yes', title: 'Да' }];
    const chosen = changeField(two, 'vyborIzSpiska', { oneOf: own });
    expect(fieldToKind(chosen, 'vyborIzSpiska', kind('checkboxes')).form.schema.properties.vyborIzSpiska).toEqual({
      title: 'Выбор из списка',
      type: 'array',
      uniqueItems: true,
      items: { type: 'string', oneOf: own },
    });
    expect(fieldToKind(two, 'stroka', kind('integer')).form.schema.properties.stroka).toEqual({
      title: 'Строка',
      type: 'integer',
    });
  });

  test('на тот же – ничего', () => expect(fieldToKind(two, 'stroka', kind('text'))).toBe(two));
});

test('в раздел – в прежнем порядке, в конец; кто уже там, тот стоит', () => {
  const moved = fieldsToSection(two, ['vyborIzSpiska', 'stroka'], 'vtoroy');
  expect(moved.form.sections.map(({ fields }) => fields)).toEqual([[], ['stroka', 'vyborIzSpiska']]);
  expect(fieldsToSection(moved, ['stroka'], 'vtoroy')).toBe(moved);
});

describe('вставка поверх', () => {
  const at = { field: 'stroka', column: 'title' } as const;
  const paste = (text: string, place: Parameters<typeof pasteOver>[2]['at'] = at) =>
    pasteOver(two, text, { at: place, dictionaries, frozen });

  test('вправо и вниз от ячейки; код ещё не названного поля следует за названием', () => {
    const { service, changed, problems } = paste('Кличка собаки\tТекст\tда\t\tВторой\nОтделение\tсправочник мфц');
    expect(cellsOf(service)).toEqual([
      'otdelenie|Отделение|Выбор из списка|false||svedeniya',
      'klichkaSobaki|Кличка собаки|Текст|true||vtoroy',
    ]);
    expect([changed, problems]).toEqual([5, ['«Выбор из списка»: вида «справочник мфц» нет']]);
  });

  test('вид и справочник одним разом', () => {
    const { service, problems } = paste('Из справочника\tнет\tОтделения МФЦ', { field: 'stroka', column: 'kind' });
    expect(rowsOf(service)[0]).toMatchObject({ kindTitle: 'Из справочника', dictionary: 'mfc' });
    expect(problems).toEqual([]);
  });

  test.each([
    ['Одно\nДва\nТри', ['строк больше, чем полей: лишних 1']],
    ['\tТекст', ['«Строка»: нет названия']],
    ['Строка\tТекст\tвозможно', ['«Строка»: «возможно» – не «да» и не «нет»']],
    ['Строка\tТекст\tда\tmfc', ['«Строка»: справочник бывает только у вида «Из справочника»']],
    ['Строка\tТекст\tда\t\tТретий', ['«Строка»: раздела «Третий» нет']],
    ['Строка\tТекст\tда\t\tВторой\tещё', ['«Строка»: «ещё» правее последнего столбца']],
  ])('%j: %j', (text, problems) => expect(paste(text).problems).toEqual(problems));

  test('своя же таблица ничего не меняет; переставленная и исправленная – по кодам', () => {
    const text = tableText(requireField(two, 'stroka', true), dictionaries);
    expect(pasteOver(requireField(two, 'stroka', true), text, { at, dictionaries, frozen })).toMatchObject({
      changed: 0,
      problems: [],
    });
    const { service, changed, problems } = paste(
      'Раздел\tКод\tНазвание\tЦвет\nВторой\tvyborIzSpiska\tПорода\nВторой\tnet\tНет',
    );
    expect(cellsOf(service)).toEqual([
      'stroka|Строка|Строка|false||svedeniya',
      'poroda|Порода|Выбор из списка|false||vtoroy',
    ]);
    expect([changed, problems]).toEqual([2, ['столбца «Цвет» нет', 'поля с кодом «net» нет']]);
  });

  test('опубликованный код за названием не следует', () => {
    const { service } = pasteOver(two, 'Кличка\tТекст', { at, dictionaries, frozen: new Set(['stroka']) });
    expect(rowsOf(service)[0]).toMatchObject({ field: 'stroka', title: 'Кличка' });
  });
});
