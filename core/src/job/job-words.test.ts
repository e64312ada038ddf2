import { expect, test } from 'vitest';
import type { JobFailure } from '../jobs.ts';
import { reasonOf, titleOf } from './job-words.ts';

const failure = (facts: Partial<JobFailure>): JobFailure => ({
  name: 'Error',
  code: undefined,
  message: 'x',
  ...facts,
});

test.each([
  [failure({ name: 'BrokenSeal', message: 'Печать журнала № 3 изменена.' }), 'Печать журнала № 3 изменена.'],
  [
    failure({ name: 'Refusal', message: 'Хранилище файлов сейчас не отвечает.' }),
    'Хранилище файлов сейчас не отвечает.',
  ],
  [failure({ code: 'ECONNREFUSED' }), 'Другая система не ответила'],
  [failure({ name: undefined, message: 'job heartbeat timeout' }), 'завис или был остановлен'],
  [failure({ name: undefined, message: 'job timed out' }), 'завис или был остановлен'],
  [failure({ name: 'TypeError', message: 'job timed out' }), 'Ошибка в программе'],
  [failure({ message: 'no such column' }), 'Ошибка в программе'],
])('%j', (given, words) => expect(reasonOf(given)).toContain(words));

test('неизвестное задание называют по имени', () => {
  expect(titleOf('journal-seal')).toBe('Печать журнала за сутки');
  expect(titleOf('something-new')).toBe('something-new');
  expect(titleOf('constructor')).toBe('constructor');
});
