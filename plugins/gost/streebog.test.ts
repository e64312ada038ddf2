import { describe, expect, test } from 'vitest';
import { hmacStreebog, pbkdf2Streebog } from './hmac.ts';
import { createStreebog, streebog } from './streebog.ts';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const text = (value: string) => new Uint8Array(Buffer.from(value, 'latin1'));

/** RFC 6986, section 10, in the byte order of everyday use, and the empty message. */
const LINE = new Uint8Array(
  Buffer.from(
    'd1e520e2e5f2f0e82c20d1f2f0e8e1eee6e820e2edf3f6e82c20e2e5fef2fa20f120eceef0ff20f1f2f0e5ebe0ece820ede020f5f0e0e1f0fbff20efebfaeafb20c8e3eef0e5e2fb',
    'hex',
  ),
);
const DIGITS = text('012345678901234567890123456789012345678901234567890123456789012');

describe('Стрибог', () => {
  test.each([
    [256, DIGITS, '9d151eefd8590b89daa6ba6cb74af9275dd051026bb149a452fd84e5e57b5500'],
    [256, LINE, '9dd2fe4e90409e5da87f53976d7405b0c0cac628fc669a741d50063c557e8f50'],
    [256, text(''), '3f539a213e97c802cc229d474c6aa32a825a360b2a933a949fd925208d9ce1bb'],
    [
      512,
      DIGITS,
      '1b54d01a4af5b9d5cc3d86d68d285462b19abc2475222f35c085122be4ba1ffa00ad30f8767b3a82384c6574f024c311e2a481332b08ef7f41797891c1646f48',
    ],
    [
      512,
      LINE,
      '1e88e62226bfca6f9994f1f2d51569e0daf8475a3b0fe61a5300eee46d961376035fe83549ada2b8620fcd7c496ce5b33f0cb9dddc2b6460143b03dabac9fb28',
    ],
    [
      512,
      text(''),
      '8e945da209aa869f0455928529bcae4679e9873ab707b55315f56ceb98bef0a7362f715528356ee83cda5f2aac4c6ad2ba3a715c1bcd81cb8e9f90bf4c1c1a8a',
    ],
  ] as const)('%i бит: пример стандарта', (bits, message, digest) => {
    expect(hex(streebog(bits, message))).toBe(digest);
  });

  test.each([256, 512] as const)('%i бит: по частям то же, что целиком, на любой границе', (bits) => {
    const bytes = Uint8Array.from({ length: 300 }, (_, index) => (index * 89) & 255);
    for (let length = 0; length <= bytes.length; length += 1) {
      const whole = hex(streebog(bits, bytes.subarray(0, length)));
      for (const cut of [1, 63, 64, 65, 128]) {
        const digest = createStreebog(bits);
        for (let at = 0; at < length; at += cut) digest.update(bytes.subarray(at, Math.min(at + cut, length)));
        expect(hex(digest.digest()), `${length} байт по ${cut}`).toBe(whole);
      }
    }
  });
});

/** RFC 7836, A.4.1 and A.4.2. */
test.each([
  [256, 'a1aa5f7de402d7b3d323f2991c8d4534013137010a83754fd0af6d7cd4922ed9'],
  [
    512,
    'a59bab22ecae19c65fbde6e5f4e9f5d8549d31f037f9df9b905500e171923a773d5f1530f2ed7e964cb2eedc29e9ad2f3afe93b2814f79f5000ffc0366c251e6',
  ],
] as const)('HMAC, %i бит: пример RFC 7836', (bits, expected) => {
  const key = Uint8Array.from({ length: 32 }, (_, index) => index);
  const message = new Uint8Array(Buffer.from('0126bdb87800af214341456563780100', 'hex'));
  expect(hex(hmacStreebog(bits, key, message.subarray(0, 5), message.subarray(5)))).toBe(expected);
});

/** RFC 9337, appendix A; the same by `openssl kdf` with the engine. */
test.each([
  [
    1,
    '64770af7f748c3b1c9ac831dbcfd85c26111b30a8a657ddc3056b80ca73e040d2854fd36811f6d825cc4ab66ec0a68a490a9e5cf5156b3a2b7eecddbf9a16b47',
  ],
  [
    4096,
    'e52deb9a2d2aaff4e2ac9d47a41f34c20376591c67807f0477e32549dc341bc7867c09841b6d58e29d0347c996301d55df0d34e47cf68f4e3c2cdaf1d9ab86c3',
  ],
])('PBKDF2, повторов: %i', (count, expected) => {
  expect(hex(pbkdf2Streebog(text('password'), { salt: text('salt'), count, bits: 512 }))).toBe(expected);
});
