import { expect, test } from 'vitest';
import { readCertificate } from './certificate.ts';
import { checkChain } from './chain.ts';
import { issueCertificate, keyFromSeed } from './issue-certificate.ts';
import { publicKeyOf } from './private-key.ts';

const from = new Date('2020-01-01T00:00:00Z');
const to = new Date('2099-12-31T00:00:00Z');
const authorityName = [{ type: '2.5.4.3', value: 'Демонстрационный центр' }];
const authorityKey = keyFromSeed('центр');
const issuer = { subject: authorityName, key: authorityKey };
const authority = {
  subject: authorityName,
  key: publicKeyOf(authorityKey),
  serial: Uint8Array.of(1),
  from,
  to,
  authority: true,
  issuer,
};
const official = {
  ...authority,
  subject: [
    { type: '2.5.4.3', value: 'Администрация' },
    { type: '2.5.4.10', value: 'Администрация примера' },
  ],
  key: publicKeyOf(keyFromSeed('должностное лицо')),
  serial: Uint8Array.of(0xff, 2),
  authority: false,
};

test('выпущенное читается и ведёт к центру; тот же заказ – те же байты', () => {
  const [root, leaf] = [readCertificate(issueCertificate(authority)), readCertificate(issueCertificate(official))];
  expect(leaf).toMatchObject({
    owner: 'Администрация, Администрация примера',
    issuer: 'Демонстрационный центр',
    serial: '01ff02',
    validFrom: from,
    validTo: to,
    publicKey: official.key,
    keyUsage: ['digitalSignature', 'nonRepudiation'],
    authority: false,
  });
  const trust = { authorities: [root] };
  expect(checkChain({ certificate: leaf, at: new Date('2026-12-01') }, trust)).toMatchObject({ chain: [leaf, root] });
  expect(checkChain({ certificate: leaf, at: new Date('2026-12-01') }, trust).problem).toBeUndefined();
  expect(issueCertificate(official)).toEqual(issueCertificate(official));
});
