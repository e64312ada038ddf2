import { randomBytes } from 'node:crypto';
import { invert, mod } from '@noble/curves/abstract/modular.js';
import { type Curve, findCurve } from './curve.ts';
import { GostError } from './error.ts';
import { hmacStreebog } from './hmac.ts';
import { fromBigEndian, fromLittleEndian, toBigEndian, toLittleEndian } from './number.ts';
import type { GostBits } from './streebog.ts';

export interface GostPublicKey {
  readonly bits: GostBits;
  /** Object identifier of the parameter set. */
  readonly curve: string;
  readonly x: bigint;
  readonly y: bigint;
}

export interface GostPrivateKey {
  readonly bits: GostBits;
  readonly curve: string;
  readonly d: bigint;
}

/** ГОСТ Р 34.10-2012 (RFC 7091) over a ready digest: `s‖r`, both big-endian, as XML signatures and CMS carry it. With an entropy of one's own it is the same each time. */
export function signDigest(key: GostPrivateKey, digest: Uint8Array, entropy: Uint8Array = randomBytes(32)): Uint8Array {
  const curve = findCurve(key.curve);
  checkDigest(curve.bits, digest);
  // Another number only if the first one gave r or s equal to zero.
  for (let attempt = 0; ; attempt++) {
    const signature = signWith(curve, {
      d: key.d,
      digest,
      k: makeNonce(curve, { d: key.d, digest, entropy, attempt }),
    });
    if (signature) return signature;
  }
}

interface Signing {
  readonly d: bigint;
  readonly digest: Uint8Array;
  readonly k: bigint;
}

/** Undefined when this k cannot be used. */
export function signWith(curve: Curve, { d, digest, k }: Signing): Uint8Array | undefined {
  const r = mod(curve.baseTimes(k).x, curve.order);
  const s = mod(r * d + k * numberOf(digest, curve.order), curve.order);
  if (r === 0n || s === 0n) return undefined;
  const length = curve.bits / 8;
  const signature = new Uint8Array(length * 2);
  signature.set(toBigEndian(s, length));
  signature.set(toBigEndian(r, length), length);
  return signature;
}

interface NonceSeed {
  readonly d: bigint;
  readonly digest: Uint8Array;
  readonly entropy: Uint8Array;
  readonly attempt: number;
}

/**
 * A repeated or guessed k gives the key away. It is a keyed hash of the digest and of fresh randomness: with a bad source of
 * randomness it is still secret and differs between messages (as in RFC 6979), with a good one it also differs between
 * two signatures of one message, so that a fault in the arithmetic cannot be played out against the key.
 */
function makeNonce(curve: Curve, { d, digest, entropy, attempt }: NonceSeed): bigint {
  const key = toLittleEndian(d, curve.bits / 8);
  const mask = (1n << BigInt(curve.order.toString(2).length)) - 1n;
  for (let counter = 0; ; counter++) {
    const k = fromBigEndian(hmacStreebog(512, key, Uint8Array.of(attempt, counter), entropy, digest)) & mask;
    if (k > 0n && k < curve.order) return k;
  }
}

/** False for whatever does not hold, malformed values included. @throws GostError when the key or the digest cannot be used at all */
export function verifyDigest(key: GostPublicKey, digest: Uint8Array, signature: Uint8Array): boolean {
  return verifyOn(findCurve(key.curve), { key, digest, signature });
}

interface Verification {
  readonly key: { readonly x: bigint; readonly y: bigint };
  readonly digest: Uint8Array;
  readonly signature: Uint8Array;
}

export function verifyOn(curve: Curve, { key, digest, signature }: Verification): boolean {
  checkDigest(curve.bits, digest);
  const length = curve.bits / 8;
  if (signature.length !== length * 2) return false;
  const s = fromBigEndian(signature.subarray(0, length));
  const r = fromBigEndian(signature.subarray(length));
  const { order } = curve;
  if (r <= 0n || r >= order || s <= 0n || s >= order) return false;
  const v = invert(numberOf(digest, order), order);
  const x = curve.combine(mod(s * v, order), mod(-r * v, order), key);
  return x !== undefined && mod(x, order) === r;
}

/** The digest is read little-endian (RFC 7091, 6.1; RFC 6986 prints it the other way round); zero stands for one. */
function numberOf(digest: Uint8Array, order: bigint): bigint {
  return mod(fromLittleEndian(digest), order) || 1n;
}

function checkDigest(bits: GostBits, digest: Uint8Array) {
  if (digest.length * 8 === bits) return;
  throw new GostError('badDigest', `Ключ подписывает хеш в ${bits} бит, а дано ${digest.length * 8}`);
}
