import { describe, expect, test } from 'vitest';
import { readCms } from '../../core/src/signature/cms.ts';
import * as samples from '../support/signature-samples.ts';

const owner = {
  name: 'Хабирова Лейла Маратовна',
  organisation: 'Управление городского хозяйства города Заозёрска',
  serial: '0a1b2c3d4e5f',
  validFrom: expect.stringMatching(/^20\d\d-/),
  validTo: expect.stringMatching(/^20\d\d-/),
  signedAt: expect.stringMatching(/^20\d\d-/),
};

describe('открепленная подпись', () => {
  test.each([
    ['DER', samples.detachedSignature()],
    ['BER', samples.streamedSignature()],
    ['PEM', samples.pemSignature()],
    ['PEM с меткой PKCS7', samples.pemSignature('PKCS7')],
    ['base64', samples.base64Signature()],
    ['подписавший назван ключом', samples.keyNamedSignature()],
  ])('%s: подписавший прочитан', (_what, file) => {
    expect(readCms(file)).toMatchObject({ signers: [owner] });
  });

  test('без сертификата внутри – без имени', () => {
    const nobody = { name: null, organisation: null, serial: null, validFrom: null, validTo: null };
    expect(readCms(samples.bareSignature())).toMatchObject({ signers: [{ ...nobody, signedAt: owner.signedAt }] });
  });
});

test.each([
  ['целиком', samples.attachedSignature()],
  ['частями', samples.streamedAttachedSignature()],
])('документ внутри подписи прочитан, написан %s', (_what, file) => {
  expect(readCms(file)).toMatchObject({ signers: [owner], content: Buffer.from('Документ результата\n') });
});

describe('не подпись', () => {
  test.each([
    ['зашифрованное сообщение', samples.envelope(), 'notSignature'],
    ['текст', Buffer.from('Подписано: Хабирова'), 'notSignature'],
    ['чужая метка PEM', samples.pemSignature('CERTIFICATE'), 'notSignature'],
    ['файл за подписью', Buffer.concat([samples.detachedSignature(), Buffer.from('MZ')]), 'broken'],
    ['обрезана', samples.detachedSignature().subarray(0, 700), 'broken'],
    ['нет подписавших', withoutSigners(), 'noSigner'],
    ['вложенность без дна', Buffer.alloc(100_000, '3080', 'hex'), 'broken'],
    ['длина больше файла', Buffer.from('3084ffffffff0609', 'hex'), 'broken'],
  ])('%s', (_what, file, problem) => {
    expect(readCms(file)).toEqual({ problem });
  });

  test('испорченные байты не роняют чтение', () => {
    const whole = samples.detachedSignature();
    for (let at = 0; at < whole.length; at += 1) {
      const bytes = Buffer.from(whole);
      bytes[at] = (bytes[at] ?? 0) ^ 0xff;
      const reading = readCms(bytes);
      expect('signers' in reading || 'problem' in reading).toBe(true);
    }
  });
});

/** SignedData with an empty set of SignerInfo, written by hand. */
function withoutSigners(): Buffer {
  return Buffer.from(
    '302306092a864886f70d010702a0163014020101310030 0b06092a864886f70d0107013100'.replace(' ', ''),
    'hex',
  );
}
