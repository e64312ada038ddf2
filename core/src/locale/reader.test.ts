import { expect, test } from 'vitest';
import { readsEnglish } from './reader.ts';

test.each([
  [undefined, false],
  ['', false],
  ['*', false],
  ['en', true],
  ['en-GB,en;q=0.9', true],
  ['de, EN-us;q=0.5', true],
  ['en-US,en;q=0.9,ru;q=0.1', false],
  ['ru', false],
  ['de', false],
])('%s: %s', (accepted, english) => expect(readsEnglish(accepted)).toBe(english));
