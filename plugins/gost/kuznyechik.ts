import { SUBSTITUTION } from './streebog-constants.ts';

/** A block cipher under a key: one block in, one out. */
export type BlockCipher = (block: Uint8Array) => Uint8Array<ArrayBuffer>;

const BLOCK = 16;
/** The same π as of Streebog. */
const PI = Buffer.from(SUBSTITUTION, 'hex');
/** RFC 7801, 4.2. */
const LINEAR = [148, 32, 133, 16, 194, 192, 1, 251, 1, 192, 194, 16, 133, 32, 148, 1];

/** x⁸ + x⁷ + x⁶ + x + 1. */
function multiplied(one: number, other: number): number {
  let [left, right, product] = [one, other, 0];
  for (; right > 0; right >>= 1) {
    if (right & 1) product ^= left;
    left = left & 0x80 ? (left << 1) ^ 0x1c3 : left << 1;
  }
  return product;
}

/** Products with each coefficient, so that a block is looked up. */
const PRODUCTS = LINEAR.map((factor) => Uint8Array.from({ length: 256 }, (_, byte) => multiplied(byte, factor)));

/** Kuznyechik, ГОСТ Р 34.12-2015 (RFC 7801): encryption, which is all that a counter mode takes. */
export function kuznyechik(key: Uint8Array): BlockCipher {
  const keys = roundKeys(key);
  return (block) => {
    const state = Uint8Array.from(block);
    for (const [round, roundKey] of keys.entries()) {
      add(state, roundKey);
      if (round < keys.length - 1) transform(state);
    }
    return state;
  };
}

function roundKeys(key: Uint8Array): Uint8Array[] {
  let [one, other] = [Uint8Array.from(key.subarray(0, BLOCK)), Uint8Array.from(key.subarray(BLOCK))];
  const keys = [one, other];
  for (let number = 1; number <= 32; number += 1) {
    const constant = new Uint8Array(BLOCK);
    constant[BLOCK - 1] = number;
    mix(constant);
    const next = Uint8Array.from(one);
    add(next, constant);
    transform(next);
    add(next, other);
    [one, other] = [next, one];
    if (number % 8 === 0) keys.push(one, other);
  }
  return keys;
}

function add(state: Uint8Array, other: Uint8Array): void {
  for (let at = 0; at < BLOCK; at += 1) state[at] = (state[at] ?? 0) ^ (other[at] ?? 0);
}

/** S, then L. */
function transform(state: Uint8Array): void {
  for (let at = 0; at < BLOCK; at += 1) state[at] = PI[state[at] ?? 0] ?? 0;
  mix(state);
}

/** L: sixteen times R. */
function mix(state: Uint8Array): void {
  for (let round = 0; round < BLOCK; round += 1) {
    let sum = 0;
    for (let at = 0; at < BLOCK; at += 1) sum ^= PRODUCTS[at]?.[state[at] ?? 0] ?? 0;
    state.copyWithin(1, 0, BLOCK - 1);
    state[0] = sum;
  }
}
