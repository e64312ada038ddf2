import { expect, test } from 'vitest';
import { before } from './kept-focus.ts';

test('от убранной части – к предыдущим рядом, потом к той, внутри которой она была', () => {
  expect(before('1')).toEqual([]);
  expect(before('3')).toEqual(['2', '1']);
  expect(before('2.3')).toEqual(['2.2', '2.1', '2', '1']);
  expect(before('1, слева, 2')).toEqual(['1, слева, 1', '1']);
});
