import { describe, expect, test } from 'vitest';
import { isKnown, rangeOf } from './range.ts';

const etag = '"abc"';

describe('какая часть файла отдаётся', () => {
  test.each([
    ['', 'whole'],
    ['bytes=0-0', { start: 0, end: 0 }],
    ['bytes=10-19', { start: 10, end: 19 }],
    ['bytes=90-', { start: 90, end: 99 }],
    ['bytes=90-500', { start: 90, end: 99 }],
    ['bytes=-10', { start: 90, end: 99 }],
    ['bytes=-500', { start: 0, end: 99 }],
    ['bytes=100-', 'none'],
    ['bytes=100-200', 'none'],
    ['bytes=-0', 'none'],
    // Not a range of bytes, several at once, backwards: RFC 9110 lets them be answered with the whole.
    ['bytes=-', 'whole'],
    ['bytes=5-2', 'whole'],
    ['bytes=0-1,5-6', 'whole'],
    ['lines=0-1', 'whole'],
    ['bytes=0x1-2', 'whole'],
    ['bytes=99999999999999999999-', 'whole'],
  ])('%j', (range, given) => expect(rangeOf({ range, ifRange: '', size: 100, etag })).toEqual(given));

  test('от пустого файла части нет', () => {
    expect(rangeOf({ range: 'bytes=0-', ifRange: '', size: 0, etag })).toBe('none');
  });

  test('If-Range другого содержимого – файл целиком', () => {
    const asked = { range: 'bytes=0-9', size: 100, etag };
    expect(rangeOf({ ...asked, ifRange: '"other"' })).toBe('whole');
    expect(rangeOf({ ...asked, ifRange: 'W/"abc"' })).toBe('whole');
    expect(rangeOf({ ...asked, ifRange: etag })).toEqual({ start: 0, end: 9 });
  });
});

test.each([
  ['', false],
  ['"abc"', true],
  ['"x", W/"abc"', true],
  ['*', true],
  ['"abcd"', false],
])('If-None-Match %j: содержимое уже есть – %s', (header, known) => expect(isKnown(header, etag)).toBe(known));
