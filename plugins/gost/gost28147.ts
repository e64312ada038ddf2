import type { BlockCipher } from './kuznyechik.ts';

/**
 * GOST 28147-89 in cipher feedback with CryptoPro key meshing (RFC 5830, 6; RFC 4357, 2.3.2), on the table of ТК 26 (set Z):
 * what files of keys are encrypted with.
 */

/** RFC 8891, 4.1; the lowest four bits go through the first. */
const TABLE: readonly (readonly number[])[] = [
  'c462a5b9e8d703f1',
  '68239a5c1e47bd0f',
  'b3582fade174c960',
  'c821d4f670a53e9b',
  '7f5a816d093eb42c',
  '5df692cab78143e0',
  '8e25691cf4b0da37',
  '17ed05834fa69cb2',
].map((row) => [...row].map((digit) => Number.parseInt(digit, 16)));
const MESHING = Buffer.from('6900722264c904238d3adb9646e92ac418feac9400ed0712c086dcc2ef4ca92b', 'hex');
const BLOCK = 8;
const MESHED_EACH = 1024;

type Words = readonly number[];
type Block = readonly [low: number, high: number];

const FORWARD = [0, 1, 2, 3, 4, 5, 6, 7];
const BACKWARD = FORWARD.toReversed();
const ENCRYPTION = [...FORWARD, ...FORWARD, ...FORWARD, ...BACKWARD];
const DECRYPTION = [...FORWARD, ...BACKWARD, ...BACKWARD, ...BACKWARD];

export function decryptGost28147(content: Uint8Array, key: Uint8Array, iv: Uint8Array): Uint8Array<ArrayBuffer> {
  const plain = new Uint8Array(content.length);
  let words = wordsOf(key);
  let register = blockAt(Buffer.from(iv), 0);
  for (let at = 0; at < content.length; at += BLOCK) {
    if (at > 0 && at % MESHED_EACH === 0) {
      words = meshed(words);
      register = through(register, words, ENCRYPTION);
    }
    const gamma = bytesOf(through(register, words, ENCRYPTION));
    const piece = Buffer.alloc(BLOCK);
    piece.set(content.subarray(at, at + BLOCK));
    for (let index = 0; index < BLOCK && at + index < content.length; index += 1) {
      plain[at + index] = (piece[index] ?? 0) ^ (gamma[index] ?? 0);
    }
    register = blockAt(piece, 0);
  }
  return plain;
}

/** Magma, ГОСТ Р 34.12-2015 (RFC 8891): the same rounds over words written the other way round. */
export function magma(key: Uint8Array): BlockCipher {
  const bytes = Buffer.from(key);
  const words = FORWARD.map((at) => bytes.readUInt32BE(at * 4));
  return (block) => {
    const [given, made] = [Buffer.from(block), Buffer.alloc(BLOCK)];
    const [low, high] = through([given.readUInt32BE(4), given.readUInt32BE(0)], words, ENCRYPTION);
    made.writeUInt32BE(high, 0);
    made.writeUInt32BE(low, 4);
    return made;
  };
}

function meshed(key: Words): Words {
  const blocks = [0, 8, 16, 24].map((at) => bytesOf(through(blockAt(MESHING, at), key, DECRYPTION)));
  return wordsOf(Buffer.concat(blocks));
}

/** Thirty-two rounds; the halves change places in each but the last. */
function through([low, high]: Block, key: Words, order: readonly number[]): Block {
  let [one, other] = [low, high];
  for (const number of order) [one, other] = [(other ^ substituted((one + (key[number] ?? 0)) >>> 0)) >>> 0, one];
  return [other, one];
}

function substituted(word: number): number {
  const mixed = TABLE.reduce((sum, row, place) => sum | ((row[(word >>> (4 * place)) & 15] ?? 0) << (4 * place)), 0);
  return (mixed << 11) | (mixed >>> 21);
}

function wordsOf(bytes: Uint8Array): Words {
  const buffer = Buffer.from(bytes);
  return Array.from({ length: bytes.length / 4 }, (_, index) => buffer.readUInt32LE(index * 4));
}

const blockAt = (bytes: Buffer, at: number): Block => [bytes.readUInt32LE(at), bytes.readUInt32LE(at + 4)];

function bytesOf([low, high]: Block): Buffer {
  const bytes = Buffer.alloc(BLOCK);
  bytes.writeUInt32LE(low, 0);
  bytes.writeUInt32LE(high, 4);
  return bytes;
}
