import { issueCertificate, keyFromSeed, publicKeyOf, streebog, writePem, writePrivateKey } from '@reglament/gost';
import type { EsiaConfig } from '../config.ts';

/** Anyone can make these keys again from this file: they show how the direct way works and protect nothing. */
const SEED = 'Регламент: демонстрация прямого входа, юридической силы не имеет';
const FROM = new Date('2020-01-01T00:00:00Z');
const TO = new Date('2099-12-31T00:00:00Z');

const systemKey = keyFromSeed(`${SEED}: система`);
const [esiaKey, nextKey] = [keyFromSeed(`${SEED}: ЕСИА`), keyFromSeed(`${SEED}: ЕСИА, следующий`)];
/** ЕСИА signs by the first, and after it has exchanged its key by the second. */
export const esiaKeys = [esiaKey, nextKey] as const;
export const systemCertificate = certificateOf('Демонстрационная система', systemKey);
const certificates = [certificateOf('Демонстрация ЕСИА', esiaKey), certificateOf('Демонстрация ЕСИА', nextKey)];
/** PEM, in the order of the keys. */
export const esiaCertificates = certificates.map((content) => writePem('CERTIFICATE', content));

/** Under these names the emulator signs its tokens by ГОСТ, or by RSA. */
export const DIRECT_CLIENTS = { gost: 'DEMO_GOST', rsa: 'DEMO_RSA' } as const;
export const CERTIFICATE_HASH = Buffer.from(streebog(256, systemCertificate)).toString('hex').toUpperCase();
export const ISSUER = 'http://esia.gosuslugi.ru/';

/** PEM of the system's own pair, for a connection that signs in its name. */
export const systemPair = {
  privateKey: writePem('PRIVATE KEY', writePrivateKey(systemKey)),
  certificate: writePem('CERTIFICATE', systemCertificate),
};

/** Settings of a connection that comes directly; `rsaKey`: PEM of the public key, for tokens signed by RSA. */
export function directConfig(url: string, rsaKey?: string): EsiaConfig {
  return {
    way: 'direct',
    url,
    clientId: rsaKey === undefined ? DIRECT_CLIENTS.gost : DIRECT_CLIENTS.rsa,
    privateKey: systemPair.privateKey,
    certificateHash: CERTIFICATE_HASH,
    esiaCertificate: rsaKey ?? esiaCertificates.join('\n'),
    issuer: ISSUER,
  };
}

function certificateOf(title: string, key: typeof systemKey): Uint8Array {
  const subject = [{ type: '2.5.4.3', value: title }];
  const serial = streebog(256, Buffer.from(title)).subarray(0, 15);
  const order = { subject, key: publicKeyOf(key), serial, from: FROM, to: TO, authority: false };
  return issueCertificate({ ...order, issuer: { subject, key } });
}
