import { expect, test } from 'vitest';
import { CTR_ACPKM, throughCtrAcpkm } from './ctr-acpkm.ts';
import { magma } from './gost28147.ts';
import { kuznyechik } from './kuznyechik.ts';

const bytes = (hex: string) => Buffer.from(hex, 'hex');
const hexOf = (content: Uint8Array) => Buffer.from(content).toString('hex');

test.each([
  {
    ...{ title: 'Кузнечик (RFC 7801, A.1)', cipher: kuznyechik },
    key: '8899aabbccddeeff0011223344556677fedcba98765432100123456789abcdef',
    ...{ plain: '1122334455667700ffeeddccbbaa9988', secret: '7f679d90bebc24305a468d42b9d4edcd' },
  },
  {
    ...{ title: 'Магма (RFC 8891, A.3)', cipher: magma },
    key: 'ffeeddccbbaa99887766554433221100f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff',
    ...{ plain: 'fedcba9876543210', secret: '4ee901e5c2d8ca3d' },
  },
])('$title', ({ cipher, key, plain, secret }) => expect(hexOf(cipher(bytes(key))(bytes(plain)))).toBe(secret));

/** What `openssl cms -EncryptedData_encrypt` with the engine makes of zeros, on both sides of the first change of the key. */
test.each([
  [
    '1.2.643.7.1.1.5.2.1',
    'f7554e5902fda56dde1d20ecb6ef25aa',
    256 * 1024,
    '73d4bf523872baf5a4dcebcfed75ab7fbe62bd0b12abbff86c23161ec765fe89',
  ],
  [
    '1.2.643.7.1.1.5.1.1',
    '49ac823bf9b90bdab0cc0e51',
    8 * 1024,
    'e9e5d2c01f6540c0d1f7b903e5dc5534d9afda9e4218ca835b420c80d7373327',
  ],
])('%s: ключ меняется там же, где у движка OpenSSL', (...[oid, iv, border, made]) => {
  const mode = CTR_ACPKM[oid];
  if (mode === undefined) throw new Error('a mode of this name is read');
  const key = Buffer.alloc(32, 0xab);
  const out = throughCtrAcpkm(mode, new Uint8Array(border + 16), { key, iv: bytes(iv) });
  expect(hexOf(out.subarray(border - 16))).toBe(made);
  expect(hexOf(throughCtrAcpkm(mode, out, { key, iv: bytes(iv) }))).toMatch(/^0+$/);
});
