import type { GostPrivateKey } from './signature.ts';
import type { GostBits, Streebog } from './streebog.ts';

/** Whatever computes: the same results, at another speed. */
export interface GostBackend {
  readonly id: 'pure' | 'engine';
  digest(bits: GostBits, bytes: Uint8Array): Uint8Array;
  /** For content that comes in pieces. */
  createDigest(bits: GostBits): Streebog;
  /** A bare signature value `s‖r`, big-endian, over the digest of the bytes. */
  sign(key: GostPrivateKey, bytes: Uint8Array): Uint8Array;
  /** @throws GostError a certificate without a key that is known here */
  verify(signed: SignedBytes): boolean;
}

export interface SignedBytes {
  /** DER. */
  readonly certificate: Uint8Array;
  readonly bytes: Uint8Array;
  readonly signature: Uint8Array;
}
