import { MATRIX, ROUND_CONSTANTS, SUBSTITUTION } from './streebog-constants.ts';

/** Length of a ГОСТ digest, and of the key that signs it. */
export type GostBits = 256 | 512;

/** A digest that is fed piece by piece. */
export interface Streebog {
  update(bytes: Uint8Array): this;
  /** Once, at the end. */
  digest(): Uint8Array;
}

const BLOCK = 64;
/** 512 bits as sixteen 32-bit words, the least significant first: JavaScript has no quick 64-bit arithmetic. */
const WORDS = 16;

const TABLES = makeTables();
const CONSTANTS = ROUND_CONSTANTS.map((hex) => wordsOf(bytesOf(hex).reverse()));

/** ГОСТ Р 34.11-2012 (RFC 6986). */
export function streebog(bits: GostBits, bytes: Uint8Array): Uint8Array {
  return createStreebog(bits).update(bytes).digest();
}

export function createStreebog(bits: GostBits): Streebog {
  const state = new Uint32Array(WORDS).fill(bits === 256 ? 0x01010101 : 0);
  const sum = new Uint32Array(WORDS);
  const counter = new Uint32Array(WORDS);
  const block = new Uint8Array(BLOCK);
  const message = new Uint32Array(WORDS);
  let filled = 0;

  function take(bytes: Uint8Array, offset: number, length: number) {
    readWords(bytes, offset, message);
    compress(state, counter, message);
    add(sum, message);
    addBits(counter, length * 8);
  }

  return {
    update(bytes) {
      let offset = 0;
      if (filled > 0) {
        offset = Math.min(BLOCK - filled, bytes.length);
        block.set(bytes.subarray(0, offset), filled);
        filled += offset;
        if (filled < BLOCK) return this;
        take(block, 0, BLOCK);
        filled = 0;
      }
      for (; offset + BLOCK <= bytes.length; offset += BLOCK) take(bytes, offset, BLOCK);
      block.set(bytes.subarray(offset));
      filled = bytes.length - offset;
      return this;
    },
    digest() {
      block.fill(0, filled);
      block[filled] = 1;
      take(block, 0, filled);
      compress(state, ZERO, counter);
      compress(state, ZERO, sum);
      const bytes = new Uint8Array(BLOCK);
      const view = new DataView(bytes.buffer);
      for (let word = 0; word < WORDS; word++) view.setUint32(word * 4, state[word] ?? 0, true);
      return bits === 256 ? bytes.slice(32) : bytes;
    },
  };
}

const ZERO = new Uint32Array(WORDS);
const key = new Uint32Array(WORDS);
const text = new Uint32Array(WORDS);
const mixed = new Uint32Array(WORDS);

/** The function g of the standard: `state` becomes E(K, m) ⊕ state ⊕ m. */
function compress(state: Uint32Array, counter: Uint32Array, message: Uint32Array) {
  transform(state, counter, key);
  text.set(message);
  for (const constant of CONSTANTS) {
    transform(text, key, mixed);
    text.set(mixed);
    transform(key, constant, mixed);
    key.set(mixed);
  }
  for (let word = 0; word < WORDS; word++) {
    state[word] = at(state, word) ^ at(text, word) ^ at(key, word) ^ at(message, word);
  }
}

/** LPS of a ⊕ b: substitution, transposition and the linear map are one look-up per byte. Rows are written out: a loop is half as quick. */
function transform(a: Uint32Array, b: Uint32Array, out: Uint32Array) {
  for (let half = 0; half < 2; half++) {
    const row0 = at(a, half) ^ at(b, half);
    const row1 = at(a, 2 + half) ^ at(b, 2 + half);
    const row2 = at(a, 4 + half) ^ at(b, 4 + half);
    const row3 = at(a, 6 + half) ^ at(b, 6 + half);
    const row4 = at(a, 8 + half) ^ at(b, 8 + half);
    const row5 = at(a, 10 + half) ^ at(b, 10 + half);
    const row6 = at(a, 12 + half) ^ at(b, 12 + half);
    const row7 = at(a, 14 + half) ^ at(b, 14 + half);
    for (let shift = 0; shift < 32; shift += 8) {
      const place0 = ((row0 >>> shift) & 255) << 1;
      const place1 = (((row1 >>> shift) & 255) << 1) | 512;
      const place2 = (((row2 >>> shift) & 255) << 1) | 1024;
      const place3 = (((row3 >>> shift) & 255) << 1) | 1536;
      const place4 = (((row4 >>> shift) & 255) << 1) | 2048;
      const place5 = (((row5 >>> shift) & 255) << 1) | 2560;
      const place6 = (((row6 >>> shift) & 255) << 1) | 3072;
      const place7 = (((row7 >>> shift) & 255) << 1) | 3584;
      const column = half * 8 + shift / 4;
      out[column] =
        at(TABLES, place0) ^
        at(TABLES, place1) ^
        at(TABLES, place2) ^
        at(TABLES, place3) ^
        at(TABLES, place4) ^
        at(TABLES, place5) ^
        at(TABLES, place6) ^
        at(TABLES, place7);
      out[column + 1] =
        at(TABLES, place0 + 1) ^
        at(TABLES, place1 + 1) ^
        at(TABLES, place2 + 1) ^
        at(TABLES, place3 + 1) ^
        at(TABLES, place4 + 1) ^
        at(TABLES, place5 + 1) ^
        at(TABLES, place6 + 1) ^
        at(TABLES, place7 + 1);
    }
  }
}

/** Every index here is within its array by construction. */
function at(words: Uint32Array, index: number): number {
  return words[index] as number;
}

function add(sum: Uint32Array, message: Uint32Array) {
  let carry = 0;
  for (let word = 0; word < WORDS; word++) {
    const total = at(sum, word) + at(message, word) + carry;
    sum[word] = total;
    carry = total > 0xffffffff ? 1 : 0;
  }
}

function addBits(counter: Uint32Array, bits: number) {
  let carry = bits;
  for (let word = 0; carry > 0 && word < WORDS; word++) {
    const total = at(counter, word) + carry;
    counter[word] = total;
    carry = total > 0xffffffff ? 1 : 0;
  }
}

function readWords(bytes: Uint8Array, offset: number, words: Uint32Array) {
  for (let word = 0; word < WORDS; word++) {
    const place = offset + word * 4;
    words[word] =
      (bytes[place] as number) |
      ((bytes[place + 1] as number) << 8) |
      ((bytes[place + 2] as number) << 16) |
      ((bytes[place + 3] as number) << 24);
  }
}

/** For each row of the state and each byte: its share of a word of the next state, low half and high half side by side. */
function makeTables(): Uint32Array {
  const substitution = bytesOf(SUBSTITUTION);
  const rows = bytesOf(MATRIX);
  const view = new DataView(rows.buffer);
  const tables = new Uint32Array(8 * 256 * 2);
  for (let row = 0; row < 8; row++) {
    for (let byte = 0; byte < 256; byte++) {
      const place = (row << 9) | (byte << 1);
      for (let bit = 0; bit < 8; bit++) {
        if (!(((substitution[byte] ?? 0) >>> bit) & 1)) continue;
        const line = (63 - row * 8 - bit) * 8;
        tables[place] = at(tables, place) ^ view.getUint32(line + 4);
        tables[place + 1] = at(tables, place + 1) ^ view.getUint32(line);
      }
    }
  }
  return tables;
}

function bytesOf(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

function wordsOf(bytes: Uint8Array): Uint32Array {
  const words = new Uint32Array(WORDS);
  readWords(bytes, 0, words);
  return words;
}
