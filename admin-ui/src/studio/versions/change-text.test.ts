import { expect, test } from 'vitest';
import { partsOf, textOf } from './change-text.ts';

const harmless = (pointer: string, message: string) => ({ code: 'changed', pointer, message, breaking: false });
const breaking = (message: string, openCases: number) => ({
  ...{ code: 'removed', pointer: '/form/schema/properties/area', message, breaking: true },
  ...{ drafts: 0, openCases },
});

const changes = [
  harmless('/term', 'Срок длиннее'),
  breaking('Поля «А» больше нет', 1),
  harmless('/title', 'Название услуги другое'),
  harmless('/basis', 'Основания другие'),
  breaking('Поля «Б» больше нет', 5),
  harmless('/columns', 'Изменена часть «столбцы»'),
];

test('несовместимое – сначала, и раньше то, что задевает больше; остальное – по частям', () => {
  const read = partsOf(changes).map(({ title, changes: inPart }) => [title, ...inPart.map(({ message }) => message)]);
  expect(read).toEqual([
    ['Несовместимое с прежней версией', 'Поля «Б» больше нет', 'Поля «А» больше нет'],
    ['Сроки', 'Срок длиннее'],
    ['Паспорт', 'Название услуги другое', 'Основания другие'],
    ['Прочее', 'Изменена часть «столбцы»'],
  ]);
});

test('текст для письма: пронумерован, с числом задетых заявок', () => {
  expect(textOf('Услуга: версия 2 и версия 3', changes).split('\n').slice(0, 5)).toEqual([
    'Услуга: версия 2 и версия 3',
    '',
    'Несовместимое с прежней версией',
    '1. Поля «Б» больше нет (задевает черновиков: 0, открытых заявок: 5).',
    '2. Поля «А» больше нет (задевает черновиков: 0, открытых заявок: 1).',
  ]);
});
