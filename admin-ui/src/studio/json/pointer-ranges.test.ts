import { expect, test } from 'vitest';
import { pointerRanges, rangeOf } from './pointer-ranges.ts';

const value = { title: 'Ус{лу}га, "да"', list: [{ code: 'a' }, 2, []], 'a/b~c': null, deep: { on: true } };
const text = JSON.stringify(value, null, 2);
const at = (pointer: string) => text.slice(...rangeOf(pointerRanges(text), pointer));

test.each([
  ['/title', '"title": "Ус{лу}га, \\"да\\""'],
  ['/list/0/code', '"code": "a"'],
  ['/list/1', '2'],
  ['/list/2', '[]'],
  ['/a~1b~0c', '"a/b~c": null'],
  ['/deep/on', '"on": true'],
  ['/deep/off/further', '"deep": {\n    "on": true\n  }'],
  ['', text],
  ['/nowhere', text],
])('%s', (pointer, found) => expect(at(pointer)).toBe(found));

test('каждое место – своё', () => expect(pointerRanges(text).size).toBe(10));
