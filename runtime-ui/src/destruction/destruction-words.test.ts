import { expect, test } from 'vitest';
import {
  countsWords,
  countWords,
  isDue,
  mostTaken,
  nextDueDay,
  nounsOf,
  percentOf,
  rowLook,
  termWords,
  titleOfKept,
} from './destruction-words.ts';
import type { RetentionService } from './queries.ts';

const service: RetentionService = {
  ...{ kind: 'application', code: 'one', title: 'Услуга', years: 5, permanent: false, basis: 'Перечень, статья 1' },
  ...{ ended: 10, over: 3, oldest: '2019-05-06' },
};
const counts = { waiting: 0, excluded: 0, done: 0, kept: 0 };

test.each([
  [{ years: 1, permanent: false }, '1 год'],
  [{ years: 3, permanent: false }, '3 года'],
  [{ years: 75, permanent: false }, '75 лет'],
  [{ years: null, permanent: true }, 'Постоянно'],
  [{ years: null, permanent: false }, undefined],
])('срок %j – %s', (term, words) => {
  expect(termWords(term)).toBe(words);
});

test.each([
  [{}, true],
  [{ over: 0 }, false],
  [{ years: null }, false],
  [{ years: null, permanent: true }, false],
])('в акт можно взять %j – %s', (change, due) => {
  expect(isDue({ ...service, ...change })).toBe(due);
});

test('в один акт входит не больше тысячи; дальше тысячи не считают', () => {
  expect([mostTaken([]), mostTaken([service, service]), mostTaken([service, { over: 1_000 }])]).toEqual([0, 6, 1_000]);
  expect([countWords(999), countWords(1_000)]).toEqual(['999', '1\u00a0000 и больше']);
});

test('новое появится только с новым годом', () => {
  expect([nextDueDay('2026-01-01'), nextDueDay('2026-12-31')]).toEqual(['2027-01-01', '2027-01-01']);
});

test.each([
  ['prepared', { waiting: 21, excluded: 2 }, '21 заявка, исключено: 2'],
  ['withdrawn', { waiting: 4 }, '4 заявки'],
  ['running', { waiting: 5, done: 3 }, 'Уничтожены данные 3 заявок из 8'],
  ['contents', { done: 8 }, 'Уничтожены данные 8 заявок'],
  ['done', { done: 1, kept: 1, excluded: 1 }, 'Уничтожены данные 1 заявки, осталось: 1, исключено: 1'],
] as const)('%s, %j: «%s»', (status, change, words) => {
  expect(countsWords({ status, counts: { ...counts, ...change }, requests: 0 })).toBe(words);
});

test('входящие запросы и те, и другие вместе названы своими словами', () => {
  const change = { waiting: 3, excluded: 1 };
  const words = (requests: number) => countsWords({ status: 'prepared', counts: { ...counts, ...change }, requests });
  expect([words(0), words(2), words(4)]).toEqual([
    '3 заявки, исключено: 1',
    '3 записи, исключено: 1',
    '3 запроса, исключено: 1',
  ]);
  expect(nounsOf(['incomingRequest', 'application']).of(1)).toBe('1 записи');
  expect([service, { ...service, code: ':incoming' }].map(titleOfKept)).toEqual(['Услуга', 'Входящие запросы']);
});

test.each([
  ['waiting', 'prepared', 'В акте'],
  ['waiting', 'running', 'Ждёт очереди'],
  ['waiting', 'withdrawn', 'Данные остались'],
  ['excluded', 'done', 'Исключена'],
  ['kept', 'contents', 'Данные остались'],
] as const)('строка %s в акте %s: «%s»', (row, act, title) => {
  expect(rowLook(row, act).title).toBe(title);
});

test.each([
  {
    status: 'running',
    change: { waiting: 1, done: 1, kept: 1 },
    files: { waiting: 9, removed: 0, shared: 0 },
    percent: 66,
  },
  { status: 'contents', change: { done: 3 }, files: { waiting: 1, removed: 2, shared: 1 }, percent: 75 },
  { status: 'contents', change: { done: 3 }, files: { waiting: 0, removed: 0, shared: 0 }, percent: 100 },
] as const)('ход: $status, $change, файлы $files – $percent %', ({ status, change, files, percent }) => {
  const act = { status, counts: { ...counts, ...change } } as Parameters<typeof percentOf>[0]['act'];
  expect(percentOf({ act, files })).toBe(percent);
});
