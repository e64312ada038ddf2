import { readPublicKey } from './certificate.ts';
import { verifyDigest } from './signature.ts';
import { createStreebog, type GostBits, type Streebog, streebog } from './streebog.ts';

/** Whatever computes: the same results, at another speed. */
export interface GostBackend {
  readonly id: 'pure' | 'engine';
  digest(bits: GostBits, bytes: Uint8Array): Uint8Array;
  /** For content that comes in pieces. */
  createDigest(bits: GostBits): Streebog;
  /** A bare signature value `s‖r` over the digest of the bytes. @throws GostError a certificate without a key that is known here */
  verify(signed: SignedBytes): boolean;
}

export interface SignedBytes {
  /** DER. */
  readonly certificate: Uint8Array;
  readonly bytes: Uint8Array;
  readonly signature: Uint8Array;
}

const pureBackend: GostBackend = {
  id: 'pure',
  digest: streebog,
  createDigest: createStreebog,
  verify({ certificate, bytes, signature }) {
    const key = readPublicKey(certificate);
    return verifyDigest(key, streebog(key.bits, bytes), signature);
  },
};

/** The quickest that this process has. */
export function gostBackend(): GostBackend {
  return pureBackend;
}
