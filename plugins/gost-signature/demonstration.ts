import {
  type GostCertificate,
  type GostPrivateKey,
  issueCertificate,
  keyFromSeed,
  publicKeyOf,
  readCertificate,
  streebog,
} from '@reglament/gost';

/** Keys that anyone can make again from this file: they show how signing works and prove nothing. */
const SEED = 'Регламент: демонстрационный ключ, юридической силы не имеет';
const FROM = new Date('2020-01-01T00:00:00Z');
const TO = new Date('2099-12-31T00:00:00Z');
const AUTHORITY_NAME = [{ type: '2.5.4.3', value: 'Демонстрационный центр (юридической силы нет)' }];

export interface DemonstrationKey {
  readonly key: GostPrivateKey;
  /** DER. */
  readonly certificate: Uint8Array;
}

export function demonstrationAuthority(): GostCertificate {
  const key = keyFromSeed(SEED);
  return readCertificate(
    issueCertificate({
      subject: AUTHORITY_NAME,
      key: publicKeyOf(key),
      serial: Uint8Array.of(1),
      from: FROM,
      to: TO,
      authority: true,
      issuer: { subject: AUTHORITY_NAME, key },
    }),
  );
}

/** The same for the same owner, in every process. */
export function demonstrationKey(owner: { readonly id: string; readonly title: string }): DemonstrationKey {
  const key = keyFromSeed(`${SEED} ${owner.id}`);
  const certificate = issueCertificate({
    subject: [
      { type: '2.5.4.3', value: `Демонстрационная подпись: ${owner.title}` },
      { type: '2.5.4.10', value: owner.title },
    ],
    key: publicKeyOf(key),
    serial: streebog(256, Buffer.from(owner.id)).subarray(0, 15),
    from: FROM,
    to: TO,
    authority: false,
    issuer: { subject: AUTHORITY_NAME, key: keyFromSeed(SEED) },
  });
  return { key, certificate };
}
