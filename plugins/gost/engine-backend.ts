import { createHash, createPrivateKey, type KeyObject, sign, verify, X509Certificate } from 'node:crypto';
import type { GostBackend } from './backend.ts';
import { readPublicKey } from './certificate.ts';
import { GostError } from './error.ts';
import { hexOf } from './number.ts';
import { writePem } from './pem.ts';
import { writePrivateKey } from './private-key.ts';
import type { GostPrivateKey } from './signature.ts';
import type { GostBits, Streebog } from './streebog.ts';

const HASH = { 256: 'md_gost12_256', 512: 'md_gost12_512' } as const satisfies Record<GostBits, string>;
const OF_NOTHING = '3f539a213e97c802cc229d474c6aa32a825a360b2a933a949fd925208d9ce1bb';

/** OpenSSL's engine: this Node was started with it (`--openssl-config`), or it is not there at all. */
export function hasEngine(): boolean {
  try {
    return createHash(HASH[256]).digest('hex') === OF_NOTHING;
  } catch {
    return false;
  }
}

export const engineBackend: GostBackend = {
  id: 'engine',
  digest: (bits, bytes) => own(createHash(HASH[bits]).update(bytes).digest()),
  createDigest,
  sign: (key, bytes) => own(sign(HASH[key.bits], bytes, privateKeyOf(key))),
  verify({ certificate, bytes, signature }) {
    const { bits } = readPublicKey(certificate);
    if (signature.length !== bits / 4) return false;
    return verify(HASH[bits], bytes, publicKeyOf(certificate), signature);
  },
};

function createDigest(bits: GostBits): Streebog {
  const hash = createHash(HASH[bits]);
  return {
    update(bytes) {
      hash.update(bytes);
      return this;
    },
    digest: () => own(hash.digest()),
  };
}

/** A Buffer would compare unequal to the same bytes of the other backend. */
const own = (bytes: Buffer) => new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Making a key for OpenSSL takes longer than signing with it. */
const privateKeys = new WeakMap<GostPrivateKey, KeyObject>();
const publicKeys = new Map<string, KeyObject>();
const MOST_KEYS = 200;

function privateKeyOf(key: GostPrivateKey): KeyObject {
  const kept = privateKeys.get(key);
  if (kept) return kept;
  // As DER the same key is refused: decoders of DER come from providers, and this is an engine.
  const pem = writePem('PRIVATE KEY', writePrivateKey(key));
  const made = pastLeftovers(() => createPrivateKey(pem));
  privateKeys.set(key, made);
  return made;
}

/**
 * A digest by the engine leaves behind that no provider knows it, and Node takes that for a failure of the next key it
 * reads; reading again finds the list of errors empty.
 */
function pastLeftovers<T>(read: () => T): T {
  try {
    return read();
  } catch {
    return read();
  }
}

function publicKeyOf(certificate: Uint8Array): KeyObject {
  const name = hexOf(certificate);
  const kept = publicKeys.get(name);
  if (kept) return kept;
  const made = openCertificate(certificate);
  if (publicKeys.size >= MOST_KEYS) publicKeys.clear();
  publicKeys.set(name, made);
  return made;
}

function openCertificate(certificate: Uint8Array): KeyObject {
  try {
    return pastLeftovers(() => new X509Certificate(certificate).publicKey);
  } catch (cause) {
    throw new GostError('badCertificate', 'OpenSSL не принимает ключ сертификата', { cause });
  }
}
