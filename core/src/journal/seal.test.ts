import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FIRST_PREVIOUS, makeSeal, readSeal, sealFile, sealKey } from './seal.ts';

const key = sealKey('a secret of at least thirty-two characters');
const content = {
  number: 3,
  day: '2026-11-20',
  createdAt: new Date('2026-11-20T00:30:00.000Z'),
  previous: FIRST_PREVIOUS,
  upToEvent: 41,
  heads: [
    { applicationId: '019adf00-0000-7000-8000-000000000001', seq: 5, chainHash: 'ab'.repeat(32) },
    { applicationId: '019adf00-0000-7000-8000-000000000002', seq: 1, chainHash: 'cd'.repeat(32) },
  ],
};

describe('печать', () => {
  test('читается из файла такой, какой поставлена', () => {
    const seal = makeSeal(content, key);
    expect(readSeal(sealFile(seal), key)).toEqual(seal);
    const empty = makeSeal({ ...content, heads: [] }, key);
    expect(readSeal(sealFile(empty), key)).toEqual(empty);
  });

  test('с одним изменённым знаком не признаётся', () => {
    const file = sealFile(makeSeal(content, key));
    fc.assert(
      fc.property(fc.nat(file.length - 1), fc.constantFrom('0', '1', 'a', ' ', '\n', 'я'), (place, sign) => {
        fc.pre(file[place] !== sign);
        expect(readSeal(file.slice(0, place) + sign + file.slice(place + 1), key)).toBeUndefined();
      }),
      { seed: 1312, numRuns: 500 },
    );
  });

  test.each([
    ['обрезанная', (file: string) => file.slice(0, -30)],
    ['продолженная', (file: string) => `${file}hmac ${'0'.repeat(64)}\n`],
    ['пустая', () => ''],
  ])('%s не признаётся', (_, spoil) => {
    expect(readSeal(spoil(sealFile(makeSeal(content, key))), key)).toBeUndefined();
  });

  test('с другим ключом не признаётся', () => {
    expect(
      readSeal(sealFile(makeSeal(content, key)), sealKey('another secret of thirty-two characters')),
    ).toBeUndefined();
  });
});
