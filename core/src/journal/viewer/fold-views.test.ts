import { expect, test } from 'vitest';
import { foldLooks, type Look } from './fold-views.ts';

const anna = { id: 'a', name: 'Анна' };
const oleg = { id: 'o', name: 'Олег' };

const look = (minute: number, more: Partial<Look> = {}): Look => ({
  id: minute,
  at: new Date(Date.UTC(2026, 2, 2, 9, minute)),
  user: anna,
  action: 'download',
  subject: 'план.pdf',
  subjectId: 'file',
  ...more,
});

test('чтение файла по частям – один просмотр, и чужой между частями его не рвёт', () => {
  const folded = foldLooks([look(20), look(15, { user: oleg }), look(10), look(0)]);
  expect(
    folded.map(({ user, times, since, at }) => [user?.id, times, since.getUTCMinutes(), at.getUTCMinutes()]),
  ).toEqual([
    ['a', 3, 0, 20],
    ['o', 1, 15, 15],
  ]);
});

test.each([
  ['другой файл', { subjectId: 'other' }],
  ['другое действие', { action: 'view' }],
  ['другой человек', { user: oleg }],
  ['система', { user: null }],
])('%s – отдельно', (_what, more) => expect(foldLooks([look(20), look(10, more)])).toHaveLength(2));

test('после перерыва – отдельно', () => expect(foldLooks([look(40), look(5)])).toHaveLength(2));
