import { expect, test } from 'vitest';
import { defaultSort, type ListView, nextSort, searchOfView, sortDirection, viewOfSearch } from './list-view.ts';

const tabs = [{ code: 'all' }, { code: 'mine' }];

test('a view survives its address', () => {
  const view: ListView = {
    tab: 'mine',
    filters: { number: 'АРХ-2026', from: '2026-03-01' },
    sort: 'number',
    columns: ['number', 'dueDate'],
  };
  expect(viewOfSearch(new URLSearchParams(searchOfView(view)), tabs)).toEqual(view);
});

test('what is as usual is not in the address, but for the tab', () =>
  expect(searchOfView({ tab: 'all', filters: {}, sort: defaultSort, columns: [] })).toBe('?tab=all'));

test('what the workplace does not have gives the first tab', () => {
  expect(viewOfSearch(new URLSearchParams('?tab=foreign&evil=1&number=%20&columns=password'), tabs)).toEqual({
    tab: 'all',
    filters: {},
    sort: defaultSort,
    columns: [],
  });
});

test('a column is sorted up, then down, then no more', () => {
  const first = nextSort(defaultSort, 'number');
  const second = nextSort(first, 'number');
  expect([first, second, nextSort(second, 'number')]).toEqual(['number', '-number', defaultSort]);
  expect([sortDirection(first, 'number'), sortDirection(second, 'number'), sortDirection(first, 'state')]).toEqual([
    'ascending',
    'descending',
    undefined,
  ]);
});
