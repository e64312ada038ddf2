import { expect, test } from 'vitest';
import { labelReader } from './step-words.ts';

const read = labelReader({
  'Название поля: {0}': 'Field title: {0}',
  'Отменено: {0}': 'Undone: {0}',
  Пояснение: 'Help text',
  'Перемещён раздел': 'Section moved',
});

test.each([
  ['слово целиком', 'Перемещён раздел', 'Section moved'],
  ['со своим названием', 'Название поля: Площадь', 'Field title: Площадь'],
  ['слово и название', 'Пояснение: Площадь', 'Help text: Площадь'],
  ['отменено', 'Отменено: Перемещён раздел', 'Undone: Section moved'],
  ['сохранённое прежде по-английски', 'Section moved', 'Section moved'],
  ['чего в словах нет', 'Сделано по телефону', 'Сделано по телефону'],
])('шаг черновика: %s', (_, kept, shown) => {
  expect(read(kept)).toBe(shown);
});
