import { createDecipheriv, pbkdf2Sync } from 'node:crypto';
import { Integer, ObjectIdentifier, OctetString, Sequence } from 'asn1js';
import {
  type AlgorithmIdentifier,
  AuthenticatedSafe,
  CertBag,
  Certificate,
  type ContentInfo,
  EncryptedData,
  PFX,
  PKCS8ShroudedKeyBag,
  PrivateKeyInfo,
  SafeContents,
} from 'pkijs';
import { CTR_ACPKM, throughCtrAcpkm } from './ctr-acpkm.ts';
import { GostError } from './error.ts';
import { decryptGost28147 } from './gost28147.ts';
import { pbkdf2Streebog } from './hmac.ts';
import { readPrivateKey } from './private-key.ts';
import type { GostPrivateKey } from './signature.ts';
import type { GostBits } from './streebog.ts';

export interface KeyFile {
  readonly key: GostPrivateKey;
  /** DER, in the order of the file. */
  readonly certificates: readonly Uint8Array[];
}

/**
 * PKCS#12 (RFC 7292) under PBES2: AES-CBC, GOST 28147-89, Magma or Kuznyechik in CTR-ACPKM, the key by PBKDF2 over SHA or
 * Streebog. The sum over the file is not looked at: another key would not fit the certificate. @throws GostError
 */
export function readPkcs12(content: Uint8Array, password: string): KeyFile {
  const bags = parse(() => safesOf(content).flatMap((safe) => bagsOf(safe, password)));
  const keys = bags.flatMap(({ bagValue }) => keyIn(bagValue, password));
  const certificates = bags.flatMap(({ bagValue }) =>
    bagValue instanceof CertBag && bagValue.parsedValue instanceof Certificate
      ? [new Uint8Array(bagValue.parsedValue.toSchema().toBER())]
      : [],
  );
  const [key] = keys;
  if (!key) throw new GostError('badKey', 'В файле PKCS#12 нет закрытого ключа');
  return { key, certificates };
}

function safesOf(content: Uint8Array): readonly ContentInfo[] {
  const { authSafe } = PFX.fromBER(new Uint8Array(content));
  const { content: octets } = authSafe;
  if (!(octets instanceof OctetString))
    throw new GostError('badKey', 'Файл PKCS#12 подписан ключом: такой не читается');
  return AuthenticatedSafe.fromBER(octets.getValue()).safeContents;
}

const ENCRYPTED_DATA = '1.2.840.113549.1.7.6';

function bagsOf({ contentType, content }: ContentInfo, password: string): SafeContents['safeBags'] {
  if (contentType !== ENCRYPTED_DATA) {
    return SafeContents.fromBER((content as OctetString).getValue()).safeBags;
  }
  const { encryptedContentInfo } = new EncryptedData({ schema: content });
  const { contentEncryptionAlgorithm, encryptedContent } = encryptedContentInfo;
  if (!encryptedContent) return [];
  const bytes = new Uint8Array(encryptedContentInfo.getEncryptedContent());
  return SafeContents.fromBER(decrypt(contentEncryptionAlgorithm, bytes, password)).safeBags;
}

function keyIn(bag: unknown, password: string): GostPrivateKey[] {
  if (bag instanceof PrivateKeyInfo) return [readPrivateKey(new Uint8Array(bag.toSchema().toBER()))];
  if (!(bag instanceof PKCS8ShroudedKeyBag)) return [];
  const bytes = new Uint8Array(bag.encryptedData.getValue());
  return [readPrivateKey(decrypt(bag.encryptionAlgorithm, bytes, password))];
}

const PBES2 = '1.2.840.113549.1.5.13';
const GOST_28147 = '1.2.643.2.2.21';
const TABLE_Z = '1.2.643.7.1.2.5.1.1';
const PBKDF2 = '1.2.840.113549.1.5.12';
const CIPHERS: Readonly<Record<string, { readonly name: string; readonly length: number }>> = {
  '2.16.840.1.101.3.4.1.2': { name: 'aes-128-cbc', length: 16 },
  '2.16.840.1.101.3.4.1.22': { name: 'aes-192-cbc', length: 24 },
  '2.16.840.1.101.3.4.1.42': { name: 'aes-256-cbc', length: 32 },
};

/** RFC 8018, 6.2. */
function decrypt(
  { algorithmId, algorithmParams }: AlgorithmIdentifier,
  bytes: Uint8Array,
  password: string,
): Uint8Array<ArrayBuffer> {
  if (algorithmId !== PBES2) throw unsupported(algorithmId);
  const [derivation, scheme] = partsOf(algorithmParams);
  const [derivationName, derivationParams] = partsOf(derivation);
  const [schemeName, iv] = partsOf(scheme);
  if (oidOf(derivationName) !== PBKDF2) throw unsupported(oidOf(derivationName));
  const parameters = partsOf(derivationParams);
  const mode = CTR_ACPKM[oidOf(schemeName)];
  if (mode !== undefined) {
    const [ukm] = partsOf(iv);
    if (!(ukm instanceof OctetString)) throw unsupported(oidOf(schemeName));
    return throughCtrAcpkm(mode, bytes, { key: derive(parameters, password, 32), iv: new Uint8Array(ukm.getValue()) });
  }
  if (oidOf(schemeName) === GOST_28147) return decryptByGost(bytes, iv, derive(parameters, password, 32));
  const cipher = CIPHERS[oidOf(schemeName)];
  if (!cipher || !(iv instanceof OctetString)) throw unsupported(oidOf(schemeName));
  const key = derive(parameters, password, cipher.length);
  try {
    const decipher = createDecipheriv(cipher.name, key, new Uint8Array(iv.getValue()));
    return new Uint8Array(Buffer.concat([decipher.update(bytes), decipher.final()]));
  } catch (cause) {
    throw new GostError('badKey', 'Файл PKCS#12 не открывается: пароль не подходит', { cause });
  }
}

/** RFC 4357, 8.2: the first block of feedback and the name of the table. */
function decryptByGost(bytes: Uint8Array, parameters: unknown, key: Uint8Array): Uint8Array<ArrayBuffer> {
  const [iv, table] = partsOf(parameters);
  if (oidOf(table) !== TABLE_Z || !(iv instanceof OctetString)) throw unsupported(oidOf(table));
  return decryptGost28147(bytes, key, new Uint8Array(iv.getValue()));
}

const STREEBOG: Readonly<Record<string, GostBits>> = { '1.2.643.7.1.1.4.1': 256, '1.2.643.7.1.1.4.2': 512 };
const SHA: Readonly<Record<string, string>> = {
  '1.2.840.113549.2.7': 'sha1',
  '1.2.840.113549.2.9': 'sha256',
  '1.2.840.113549.2.10': 'sha384',
  '1.2.840.113549.2.11': 'sha512',
};
const MOST_ROUNDS = 1_000_000;

function derive(parameters: readonly unknown[], password: string, length: number): Uint8Array {
  const [salt, rounds, ...rest] = parameters;
  if (!(salt instanceof OctetString) || !(rounds instanceof Integer)) throw unsupported(PBKDF2);
  const count = rounds.valueBlock.valueDec;
  if (!(count > 0 && count <= MOST_ROUNDS)) throw unsupported(PBKDF2);
  const named = rest.find((part) => part instanceof Sequence);
  const prf = named === undefined ? '1.2.840.113549.2.7' : oidOf(partsOf(named)[0]);
  const saltBytes = new Uint8Array(salt.getValue());
  const bits = STREEBOG[prf];
  if (bits) return pbkdf2Streebog(Buffer.from(password), { salt: saltBytes, count, bits }).subarray(0, length);
  const hash = SHA[prf];
  if (!hash) throw unsupported(prf);
  return pbkdf2Sync(password, saltBytes, count, length, hash);
}

function partsOf(value: unknown): readonly unknown[] {
  return value instanceof Sequence ? value.valueBlock.value : [];
}

const oidOf = (value: unknown) => (value instanceof ObjectIdentifier ? value.getValue() : 'неизвестно');

/** Met in the field, and not read: by a name that a person can look for. */
const NAMES: Readonly<Record<string, string>> = {
  '1.2.643.7.1.1.5.1.2': '«Магма» с суммой (CTR-ACPKM-OMAC)',
  '1.2.643.7.1.1.5.2.2': '«Кузнечик» с суммой (CTR-ACPKM-OMAC)',
  '1.2.840.113549.1.12.1.80': 'КриптоПро CSP',
};

const unsupported = (oid: string) =>
  new GostError(
    'unknownAlgorithm',
    `Файл PKCS#12 зашифрован способом ${NAMES[oid] ?? oid}, который здесь не читается. Выгрузите ключ в PEM: openssl pkcs12 -engine gost -in key.pfx -nodes -out key.pem`,
  );

function parse<T>(read: () => T): T {
  try {
    return read();
  } catch (cause) {
    if (cause instanceof GostError) throw cause;
    throw new GostError('badKey', 'Файл PKCS#12 повреждён или пароль не подходит', { cause });
  }
}
