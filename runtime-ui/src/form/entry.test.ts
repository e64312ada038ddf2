import { describe, expect, test } from 'vitest';
import { type Entry, entryLabel, matching, notInForce, pathText } from './entry.ts';

const entries: readonly Entry[] = [
  { code: 'north', title: 'Северный район' },
  { code: '47.11', title: 'Посёлок Ёлкино', parent: 'north', path: ['Северный район'] },
  { code: 'old', title: 'Посёлок Прежний', parent: 'north', path: ['Северный район'], to: '2020-01-01' },
  { code: 'south', title: 'Южный район', from: '2027-01-01' },
];
const codes = (query: Partial<Parameters<typeof matching>[1]>) =>
  matching(entries, { text: '', on: '2026-03-02', within: undefined, ...query }).map(({ code }) => code);

describe('what a short dictionary offers', () => {
  test.each<[string, Parameters<typeof codes>[0], string[]]>([
    ['everything in force', {}, ['north', '47.11']],
    ['by a word, ё as е', { text: 'ЕЛК' }, ['47.11']],
    ['by the code', { text: '47.1' }, ['47.11']],
    ['by the section and the title', { text: 'север посёлок' }, ['47.11']],
    ['under an entry', { within: 'north', on: '2019-01-01' }, ['47.11', 'old']],
    ['of another day', { on: '2027-05-01', text: 'район' }, ['north', '47.11', 'south']],
    ['nothing', { text: 'город' }, []],
  ])('%s', (_case, query, found) => {
    expect(codes(query)).toEqual(found);
  });
});

test('an entry in words: a code that people know stands before the title, a programmer’s one does not', () => {
  expect(entries.slice(0, 2).map(entryLabel)).toEqual(['Северный район', '47.11 Посёлок Ёлкино']);
  expect(pathText({ code: 'a', title: 'А', path: ['Раздел', 'Подраздел'] })).toBe('Раздел › Подраздел');
});

test('an entry that is not in force says since when or till when', () => {
  expect(notInForce({ code: 'a', title: 'А', to: '2020-01-01' }, '2020-01-01')).toBeUndefined();
  expect(notInForce({ code: 'a', title: 'А', to: '2020-01-01' }, '2020-01-02')).toContain('по 01.01.2020');
  expect(notInForce({ code: 'a', title: 'А', from: '2020-01-02' }, '2020-01-01')).toContain('с 02.01.2020');
});
