import { expect, test } from 'vitest';
import { addEntry, changeEntry, partOfCell, pasteEntries } from './entry-commands.ts';

const entries = [
  { code: 'north', title: { ru: 'Северный', en: 'North' } },
  { code: 'centre', title: 'Центр', parent: 'north', from: '2026-01-01' },
];

test('запись добавляется под кодом из названия, меняется на своём месте', () => {
  expect(addEntry(entries, 'Южный').at(-1)).toEqual({ code: 'yuzhnyy', title: 'Южный' });
  expect(changeEntry(entries, 1, { parent: undefined, to: '2026-12-31' })[1]).toEqual({
    code: 'centre',
    title: 'Центр',
    from: '2026-01-01',
    to: '2026-12-31',
  });
});

test.each([
  ['title', 'Север', { title: { ru: 'Север', en: 'North' } }],
  ['title', ' ', undefined],
  ['code', '', undefined],
  ['parent', '', { parent: undefined }],
  ['from', '1.2.2026', { from: '2026-02-01' }],
  ['from', '31.02.2026', undefined],
  ['to', '', { to: undefined }],
] as const)('%s «%s»', (column, text, part) => {
  const [north] = entries;
  expect(north && partOfCell(north, column, text)).toEqual(part);
});

test('строки таблицы: знакомый код меняется, новый встаёт в конец, неверное названо', () => {
  const pasted = pasteEntries(
    entries,
    'Код\tНазвание\nnorth\tСевер\neast\tВосточный\tnorth\t01.03.2026\nwest\t\ncentre\tЦентр\tnorth\tвчера',
  );
  expect(pasted).toEqual({
    entries: [
      { code: 'north', title: { ru: 'Север', en: 'North' } },
      entries[1],
      { code: 'east', title: 'Восточный', parent: 'north', from: '2026-03-01' },
    ],
    added: 1,
    changed: 1,
    problems: ['«west»: «» не подходит', '«centre»: «вчера» не подходит'],
  });
});
