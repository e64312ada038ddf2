import { expect, test } from 'vitest';
import type { ApplicantData } from '../api.gen.ts';
import { dataChanges, dataFieldTitle, withoutChanges } from './data-changes.ts';

const person = (more: Partial<ApplicantData> = {}): ApplicantData => ({
  kind: 'person',
  surname: 'Ёлкина',
  name: 'Анна',
  ...more,
});

test.each<[string, ApplicantData, ApplicantData, unknown[]]>([
  ['ничего', person(), person(), []],
  ['пустое – то же, что ничего', person({ phone: '' }), person(), []],
  ['новое', person(), person({ phone: '1' }), [['phone', null, '1']]],
  ['убранное', person({ phone: '1' }), person(), [['phone', '1', null]]],
  [
    'в порядке карточки, паспорт – по полям',
    person({ passport: { series: '1', number: '2' } }),
    person({ name: 'Инна', passport: { series: '1', number: '3' } }),
    [
      ['name', 'Анна', 'Инна'],
      ['passport.number', '2', '3'],
    ],
  ],
])('что изменено: %s', (...[_name, before, after, expected]) => {
  const changes = dataChanges(before, after);
  expect(changes.map((one) => [one.field, one.before, one.after])).toEqual(expected);
  expect(withoutChanges(after, changes)).toEqual(
    Object.fromEntries(Object.entries(before).filter(([, value]) => value)),
  );
});

test('изменённое ещё раз остаётся, остальное возвращается', () => {
  const before = person({ phone: '1', passport: { number: '2' } });
  const changes = dataChanges(before, person({ phone: '5', email: 'a@b.ru' }));
  const since = person({ phone: '7', email: 'a@b.ru', inn: '3' });
  expect(withoutChanges(since, changes)).toEqual(person({ phone: '7', inn: '3', passport: { number: '2' } }));
});

test('у поля есть название', () => {
  expect([dataFieldTitle('snils'), dataFieldTitle('passport.number')]).toEqual(['СНИЛС', 'Номер паспорта']);
});
