import { describe, expect, test } from 'vitest';
import { signedFileOf, signedName } from './pair.ts';

const PDF = 'application/pdf';
const SIG = 'application/pkcs7-signature';

test.each([
  ['план.pdf.sig', 'план.pdf'],
  ['план.P7M', 'план'],
  ['план.pdf', 'план.pdf'],
  ['план', 'план'],
])('%s подписывает %s', (name, signed) => {
  expect(signedName(name)).toBe(signed);
});

describe('файл, от которого подпись, по имени', () => {
  test.each([
    ['имя целиком', 'План.pdf.sig', [['план.pdf', PDF]], 'план.pdf'],
    ['без расширения', 'план.p7s', [['план.pdf', PDF]], 'план.pdf'],
    [
      'целиком прежде, чем без расширения',
      'план.pdf.sig',
      [
        ['план.pdf.tif', 'image/tiff'],
        ['план.pdf', PDF],
      ],
      'план.pdf',
    ],
    [
      'двое – неизвестно который',
      'план.sig',
      [
        ['план.pdf', PDF],
        ['план.tif', 'image/tiff'],
      ],
      undefined,
    ],
    [
      'не сама и не другая подпись',
      'план.sig',
      [
        ['план.sig', SIG],
        ['план.p7s', SIG],
      ],
      undefined,
    ],
    ['другое имя', 'план.pdf.sig', [['схема.pdf', PDF]], undefined],
  ] as const)('%s', (...[, signature, files, expected]) => {
    const found = signedFileOf(
      signature,
      files.map(([name, mediaType]) => ({ name, mediaType })),
    );
    expect(found?.name).toBe(expected);
  });
});
