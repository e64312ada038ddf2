import { expect, test } from 'vitest';
import { conflictPlaces } from './conflict-places.ts';

const base = { title: 'Услуга', note: 'н', fields: { city: { title: 'Город', max: 5 } }, list: ['а'] };

test('названы только места, которые изменили оба, со значениями всех троих', () => {
  const mine = { ...base, title: 'Моя', note: 'мой', fields: { city: { title: 'Место', max: 7 } } };
  const theirs = { ...base, title: 'Чужая', fields: { city: { title: 'Город', max: 9 } } };
  expect(conflictPlaces(base, mine, theirs)).toEqual([
    { at: '/title', of: '', before: 'Услуга', theirs: 'Чужая', mine: 'Моя' },
    { at: '/fields/city/max', of: 'Город', before: '5', theirs: '9', mine: '7' },
  ]);
});

test('чего у другого больше нет, показано пустым; одинаковое не спорит', () => {
  const mine = { ...base, fields: { city: { title: 'Место', max: 5 } } };
  expect(conflictPlaces(base, mine, { ...base, fields: {} })).toEqual([
    { at: '/fields/city/title', of: 'Город', before: 'Город', theirs: '', mine: 'Место' },
  ]);
  expect(conflictPlaces(base, { ...base, note: 'м' }, base)).toEqual([]);
});
