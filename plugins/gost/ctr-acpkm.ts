import { magma } from './gost28147.ts';
import { type BlockCipher, kuznyechik } from './kuznyechik.ts';

interface Mode {
  readonly cipher: (key: Uint8Array) => BlockCipher;
  /** Bytes of a block. */
  readonly block: number;
  /** Bytes after which the key changes (RFC 9337, 5.2). */
  readonly section: number;
}

/** By the OID of CTR-ACPKM without a sum. */
export const CTR_ACPKM: Readonly<Record<string, Mode>> = {
  '1.2.643.7.1.1.5.1.1': { cipher: magma, block: 8, section: 8 * 1024 },
  '1.2.643.7.1.1.5.2.1': { cipher: kuznyechik, block: 16, section: 256 * 1024 },
};

const MESHING = Uint8Array.from({ length: 32 }, (_, at) => 0x80 + at);

/** Counter mode whose key changes section by section (RFC 8645, 6.2.1); the same both ways. */
export function throughCtrAcpkm(
  { cipher, block, section }: Mode,
  content: Uint8Array,
  { key, iv }: { readonly key: Uint8Array; readonly iv: Uint8Array },
): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(content);
  const counter = new Uint8Array(block);
  counter.set(iv.subarray(0, block / 2));
  let current = key;
  let encrypt = cipher(current);
  for (let at = 0; at < content.length; at += block) {
    if (at > 0 && at % section === 0) {
      current = meshed(encrypt, block);
      encrypt = cipher(current);
    }
    const gamma = encrypt(counter);
    for (let index = 0; index < block && at + index < out.length; index += 1) {
      out[at + index] = (out[at + index] ?? 0) ^ (gamma[index] ?? 0);
    }
    increase(counter);
  }
  return out;
}

function meshed(encrypt: BlockCipher, block: number): Uint8Array {
  const key = new Uint8Array(MESHING.length);
  for (let at = 0; at < key.length; at += block) key.set(encrypt(MESHING.subarray(at, at + block)), at);
  return key;
}

function increase(counter: Uint8Array): void {
  for (let at = counter.length - 1; at >= 0; at -= 1) {
    counter[at] = ((counter[at] ?? 0) + 1) & 0xff;
    if (counter[at] !== 0) return;
  }
}
