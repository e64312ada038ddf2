import {
  type GostCertificate,
  type GostPrivateKey,
  issueCertificate,
  keyFromSeed,
  type NameAttribute,
  publicKeyOf,
  readCertificate,
  streebog,
} from '@reglament/gost';
import type { TrainingPerson } from '@reglament/sdk';

/** Keys that anyone can make again from this file: they show how signing works and prove nothing. */
const SEED = 'Регламент: демонстрационный ключ, юридической силы не имеет';
const FROM = new Date('2020-01-01T00:00:00Z');
const TO = new Date('2099-12-31T00:00:00Z');
/** Order of ФСБ № 795, on the form of qualified certificates. */
const SNILS = '1.2.643.100.3';
const AUTHORITY_NAME = [{ type: '2.5.4.3', value: 'Демонстрационный центр (юридической силы нет)' }];

export interface DemonstrationKey {
  readonly key: GostPrivateKey;
  /** DER. */
  readonly certificate: Uint8Array;
}

let authority: GostCertificate | undefined;

export function demonstrationAuthority(): GostCertificate {
  authority ??= makeAuthority();
  return authority;
}

function makeAuthority(): GostCertificate {
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
  const subject = [
    { type: '2.5.4.3', value: `Демонстрационная подпись: ${owner.title}` },
    { type: '2.5.4.10', value: owner.title },
  ];
  return issued(owner.id, subject);
}

/** Of a person who tries out signing; the same for the same names and number. */
export function trainingKey({ surname, given, snils }: TrainingPerson): DemonstrationKey {
  const subject = [
    { type: '2.5.4.4', value: surname },
    { type: '2.5.4.42', value: given },
    { type: '2.5.4.3', value: `Учебный сертификат: ${surname} ${given}` },
    ...(snils === undefined ? [] : [{ type: SNILS, value: snils }]),
  ];
  return issued(['person', surname, given, ...(snils === undefined ? [] : [snils])].join(' '), subject);
}

function issued(name: string, subject: readonly NameAttribute[]): DemonstrationKey {
  const key = keyFromSeed(`${SEED} ${name}`);
  const certificate = issueCertificate({
    subject,
    key: publicKeyOf(key),
    serial: streebog(256, Buffer.from(name)).subarray(0, 15),
    from: FROM,
    to: TO,
    authority: false,
    issuer: { subject: AUTHORITY_NAME, key: keyFromSeed(SEED) },
  });
  return { key, certificate };
}
