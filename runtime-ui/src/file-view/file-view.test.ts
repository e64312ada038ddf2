import { describe, expect, test } from 'vitest';
import { textOf } from './text-of.ts';
import { viewOf } from './views.ts';

describe('что показано на месте', () => {
  test.each([
    ['application/pdf', 'pdf'],
    ['image/png', 'image'],
    ['image/jpeg', 'image'],
    ['application/xml', 'xml'],
    ['text/plain', 'text'],
    ['text/csv', 'text'],
    ['application/zip', 'archive'],
    ['image/tiff', undefined],
    ['application/msword', undefined],
    ['application/pkcs7-signature', undefined],
    ['text/html', 'page'],
    ['multipart/related', 'savedPage'],
    // A picture that runs is no view of a file.
    ['image/svg+xml', undefined],
    ['constructor', undefined],
  ])('%s: %s', (mediaType, view) => expect(viewOf({ mediaType })).toBe(view));
});

describe('текст файла', () => {
  const cyrillic = Uint8Array.from([0xc2, 0xfb, 0xef, 0xe8, 0xf1, 0xea, 0xe0]);
  const declared = (encoding: string, rest: Uint8Array | Buffer) =>
    Buffer.concat([Buffer.from(`<?xml version="1.0" encoding="${encoding}"?>`), rest]);
  test.each([
    ['UTF-8', Buffer.from('Выписка'), 'Выписка'],
    ['windows-1251 без слов о том', cyrillic, 'Выписка'],
    ['UTF-16 с меткой', Buffer.from('\ufeffВыписка', 'utf16le'), 'Выписка'],
    ['XML говорит о кодировке сам', declared('koi8-r', Uint8Array.from([0xf7])), /В$/],
    ['XML говорит неправду', declared('windows-1251', Buffer.from('Выписка')), /Выписка$/],
    ['XML говорит невозможное', declared('x-no-such', cyrillic), /Выписка$/],
  ])('%s', (_what, bytes, text) => {
    if (typeof text === 'string') expect(textOf(bytes)).toBe(text);
    else expect(textOf(bytes)).toMatch(text);
  });
});
