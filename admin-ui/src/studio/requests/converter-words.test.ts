import { expect, test } from 'vitest';
import { codesOfText, codesText } from './converter-words.ts';

test.each([
  ['M = 1\n F=2 \n', { M: '1', F: '2' }],
  ['', undefined],
  ['M', undefined],
  ['= 1', undefined],
  ['M = 1 = 2', undefined],
])('%j – таблица кодов %j', (text, wanted) => expect(codesOfText(text)).toEqual(wanted));

test('таблица кодов строками', () => expect(codesText({ M: '1', F: '2' })).toBe('M = 1\nF = 2'));
