import { expect, test } from 'vitest';
import { pauseText, remainingText } from './due-text.ts';

const term = {
  unit: 'working',
  dueDate: '2025-09-12',
  remaining: 5,
  pausedSince: null,
  pauseReason: null,
  trace: [],
  problem: null,
} as const;
const of = (changes: object) => ({ ...term, ...changes, trace: [] });

test.each([
  [{}, 'осталось 5 рабочих дней'],
  [{ remaining: 1 }, 'осталось 1 рабочий день'],
  [{ remaining: 2, unit: 'calendar' }, 'осталось 2 дня'],
  [{ remaining: 0 }, 'сегодня последний день'],
  [{ remaining: -3 }, 'просрочено на 3 рабочих дня'],
  [{ remaining: null }, ''],
  [{ pausedSince: '2025-09-03' }, 'останется 5 рабочих дней'],
  [{ pausedSince: '2025-09-03', remaining: -1 }, 'был просрочен на 1 рабочий день'],
])('%o: %s', (changes, words) => expect(remainingText(of(changes))).toBe(words));

test.each([
  [{}, ''],
  [{ pausedSince: '2025-09-03' }, 'с 03.09.2025'],
  [{ pausedSince: '2025-09-03', pauseReason: 'Запрошены документы' }, 'с 03.09.2025 (Запрошены документы)'],
])('%o: %s', (changes, words) => expect(pauseText(of(changes))).toBe(words));
