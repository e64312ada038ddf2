import { readFileSync } from 'node:fs';
import { verifyCms } from '@reglament/gost';
import { describe, expect, test } from 'vitest';
import { readCms } from '../../core/src/signature/cms.ts';
import { joinSignatures } from '../../core/src/signature/join-cms.ts';
import * as samples from '../support/signature-samples.ts';

const recorded = new URL('../../plugins/gost/vectors/signed-files.json', import.meta.url);

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

describe('подписи нескольких – одной', () => {
  const [der, ber] = [samples.detachedSignature(), samples.streamedSignature()];

  test('кто подписал, видно по одному разу каждого; сертификат один', () => {
    const joined = joinSignatures([der, ber, samples.keyNamedSignature(), der]);
    const read = readCms(joined ?? Buffer.alloc(0));
    expect(read).toMatchObject({ signers: [owner, owner] });
    expect(read).not.toHaveProperty('content');
    expect(joined?.length).toBeLessThan(der.length + ber.length);
  });

  test('подписи ГОСТ двух людей верны обе, и под одной', () => {
    const { content, signatures } = JSON.parse(readFileSync(recorded, 'utf8'));
    const [one, other] = ['detached', 'expired'].map((name) => Buffer.from(signatures[name], 'base64'));
    const joined = joinSignatures([one ?? Buffer.alloc(0), other ?? Buffer.alloc(0)]) ?? Buffer.alloc(0);
    const verified = verifyCms(joined, Buffer.from(content)).signatures;
    expect(verified.map(({ problem, certificate }) => [problem, certificate?.owner])).toEqual([
      [undefined, 'Проверкин Пётр official, Проверочный орган'],
      [undefined, 'Проверкин Пётр expired, Проверочный орган'],
    ]);
    const changed = verifyCms(joined, Buffer.from('другое')).signatures;
    expect(changed.every(({ problem }) => problem !== undefined)).toBe(true);
  });

  test.each([
    ['ни одной', [], undefined],
    ['одна – она же', [ber], ber],
    ['вторая нечитаема – первая', [der, Buffer.from('не подпись')], der],
  ] as const)('%s', (_what, files, expected) => expect(joinSignatures(files)).toBe(expected));
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
