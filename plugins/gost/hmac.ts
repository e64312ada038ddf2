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
