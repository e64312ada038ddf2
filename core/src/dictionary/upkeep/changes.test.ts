import type { Dictionary } from '@reglament/format';
import { expect, test } from 'vitest';
import { readCsv } from '../../csv-reader.ts';
import { judgeEntries, readEntries, type WrittenEntry, withEntries } from './changes.ts';

const dictionary: Dictionary = {
  format: 1,
  kind: 'dictionary',
  code: 'streets',
  title: 'Улицы',
  entries: [
    { code: 'city', title: { ru: 'Город', en: 'City' } },
    { code: 's1', title: 'Садовая', parent: 'city' },
  ],
};

test.each<[WrittenEntry, string, string | undefined]>([
  [{ code: 's1', title: 'Садовая', parent: 'city' }, 'same', undefined],
  [{ code: 's1', title: 'Садовая', parent: 'city', to: '2026-12-31' }, 'changed', undefined],
  [{ code: 's2', title: 'Луговая', parent: 'city' }, 'new', undefined],
  [{ code: 's2', title: '' }, 'wrong', 'Не указано название'],
  [{ code: '', title: 'Луговая' }, 'wrong', 'Не указан код'],
  [{ code: 's2', title: 'Луговая', parent: 'nowhere' }, 'wrong', 'Вышестоящей записи «nowhere»'],
  [{ code: 's2', title: 'Луговая', parent: 's2' }, 'wrong', 'выше самой себя'],
  [{ code: 's2', title: 'Луговая', from: '2026-02-30' }, 'wrong', 'не день'],
  [{ code: 's2', title: 'Луговая', from: '2026-02-02', to: '2026-02-01' }, 'wrong', 'раньше первого'],
])('%j: %s', (entry, outcome, problem) => {
  const [judged] = judgeEntries(dictionary, [entry]);
  expect(judged?.outcome).toBe(outcome);
  if (problem) expect(judged?.problems.join(' ')).toContain(problem);
});

test('прежние записи – на своём месте и со своим английским, новые – следом', () => {
  const { entries } = withEntries(dictionary, [
    { code: 's2', title: 'Луговая' },
    { code: 'city', title: 'Город Заозёрск' },
  ]);
  expect(entries).toEqual([
    { code: 'city', title: { ru: 'Город Заозёрск', en: 'City' } },
    { code: 's1', title: 'Садовая', parent: 'city' },
    { code: 's2', title: 'Луговая' },
  ]);
});

test('таблица: дни как пишут люди, повтор кода, чужие столбцы', () => {
  const read = readEntries(readCsv('Код;Название;С;Прочее\nm1;МФЦ № 1;01.02.2026;x\nm1;МФЦ;;'));
  expect(read).toEqual([
    { line: 2, entry: { code: 'm1', title: 'МФЦ № 1', from: '2026-02-01' } },
    { line: 3, entry: { code: 'm1', title: 'МФЦ' } },
  ]);
  const judged = judgeEntries(dictionary, typeof read === 'string' ? [] : read.map(({ entry }) => entry));
  expect(judged.map(({ outcome }) => outcome)).toEqual(['new', 'wrong']);
  expect(readEntries(readCsv('a;b\n1;2'))).toContain('код, название');
});
