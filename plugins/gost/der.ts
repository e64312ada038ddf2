import { GostError } from './error.ts';

/** One element of DER: where it begins, where its content does, where both end. */
export interface DerElement {
  readonly tag: number;
  readonly start: number;
  readonly content: number;
  readonly end: number;
}

/** Definite lengths alone: what is signed as DER has no other. @throws GostError */
export function readDer(bytes: Uint8Array, start: number, limit = bytes.length): DerElement {
  const tag = bytes[start];
  const first = bytes[start + 1];
  if (tag === undefined || first === undefined || start + 2 > limit) throw broken();
  const octets = first < 0x80 ? 0 : first & 0x7f;
  if (first === 0x80 || octets > 4) throw broken();
  let length = octets === 0 ? first : 0;
  for (let at = 0; at < octets; at++) length = length * 256 + (bytes[start + 2 + at] ?? 0);
  const content = start + 2 + octets;
  if (content + length > limit) throw broken();
  return { tag, start, content, end: content + length };
}

/** The elements inside of one, in their order. */
export function* readParts(bytes: Uint8Array, { content, end }: DerElement): Generator<DerElement> {
  for (let at = content; at < end; ) {
    const part = readDer(bytes, at, end);
    yield part;
    at = part.end;
  }
}

const broken = () => new GostError('badRevocationList', 'Список отозванных сертификатов повреждён');
