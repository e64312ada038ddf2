import { createStreebog, type GostBits, streebog } from './streebog.ts';

const BLOCK = 64;

/** HMAC with Streebog (RFC 7836, 4.1). */
export function hmacStreebog(bits: GostBits, key: Uint8Array, ...parts: readonly Uint8Array[]): Uint8Array {
  const padded = new Uint8Array(BLOCK);
  padded.set(key.length > BLOCK ? streebog(bits, key) : key);
  const inner = createStreebog(bits).update(padded.map((byte) => byte ^ 0x36));
  for (const part of parts) inner.update(part);
  return createStreebog(bits)
    .update(padded.map((byte) => byte ^ 0x5c))
    .update(inner.digest())
    .digest();
}

interface Derivation {
  readonly salt: Uint8Array;
  readonly count: number;
  readonly bits: GostBits;
}

/** PBKDF2 (RFC 8018, 5.2; RFC 9337, 4), its first block, which is as long as any key here. */
export function pbkdf2Streebog(password: Uint8Array, { salt, count, bits }: Derivation): Uint8Array {
  let link = hmacStreebog(bits, password, salt, Uint8Array.of(0, 0, 0, 1));
  const sum = Uint8Array.from(link);
  for (let round = 1; round < count; round++) {
    link = hmacStreebog(bits, password, link);
    for (let at = 0; at < sum.length; at++) sum[at] = (sum[at] ?? 0) ^ (link[at] ?? 0);
  }
  return sum;
}
