import { expect, test } from 'vitest';
import { rememberMade, rememberWhole, russianOf } from './behind.ts';

test('по показанному по-английски находится русский текст; чего не показывали, остаётся собой', () => {
  rememberWhole('Section moved', 'Перемещён раздел');
  rememberMade('Undone: Section moved', 'Отменено: Перемещён раздел');
  expect(['Section moved', 'Undone: Section moved', 'Площадь'].map(russianOf)).toEqual([
    'Перемещён раздел',
    'Отменено: Перемещён раздел',
    'Площадь',
  ]);
});

test('сказанное со значениями забывается, когда его много; слова остаются', () => {
  for (let index = 0; index < 5_001; index += 1) rememberMade(`Field ${index}`, `Поле ${index}`);
  expect(russianOf('Field 0')).toBe('Field 0');
  expect(russianOf('Field 5000')).toBe('Поле 5000');
  expect(russianOf('Section moved')).toBe('Перемещён раздел');
});
