/** Not what X.690 says; the caller tells it in words for people. */
export class BrokenAsn1 extends Error {}

export interface Element {
  /** The identifier octet: class, constructed bit and number. */
  readonly tag: number;
  readonly content: Buffer;
  /** With the identifier and the length. */
  readonly whole: Buffer;
}

/** Identifier octets of the universal types (X.680, 8.4) that a signature is made of. */
export const TAGS = { INTEGER: 0x02, OCTET_STRING: 0x04, OID: 0x06, SEQUENCE: 0x30, SET: 0x31 } as const;

/** A signature nests some ten levels deep; what goes further was made to break readers. */
const DEEPEST = 32;
const MOST_CHILDREN = 10_000;
const MOST_PIECES = 1_000_000;
const CONSTRUCTED = 0x20;
const INDEFINITE = 0x80;

/** The element at `at`, in DER or BER (X.690, 8.1), indefinite lengths included: streaming signers write them. */
export function readElement(bytes: Buffer, at = 0, depth = 0): Element {
  if (depth > DEEPEST) throw new BrokenAsn1('nested too deep');
  const tag = byteAt(bytes, at);
  // Numbers from 31 up take more octets; nothing in a signature has one.
  if ((tag & 0x1f) === 0x1f) throw new BrokenAsn1('a tag number of several octets');
  const first = byteAt(bytes, at + 1);
  if (first === INDEFINITE) return readIndefinite(bytes, { at, tag, depth });
  const lengthOctets = first < INDEFINITE ? 0 : first & 0x7f;
  if (lengthOctets > 4) throw new BrokenAsn1('a length beyond 4 GB');
  const length = lengthOctets === 0 ? first : uintAt(bytes, at + 2, lengthOctets);
  const start = at + 2 + lengthOctets;
  const end = start + length;
  if (end > bytes.length) throw new BrokenAsn1('cut off');
  return { tag, content: bytes.subarray(start, end), whole: bytes.subarray(at, end) };
}

/** Elements in turn up to the two zero octets that end it. */
function readIndefinite(bytes: Buffer, { at, tag, depth }: { at: number; tag: number; depth: number }): Element {
  if ((tag & CONSTRUCTED) === 0) throw new BrokenAsn1('a primitive without a length');
  const start = at + 2;
  let next = start;
  while (byteAt(bytes, next) !== 0 || byteAt(bytes, next + 1) !== 0) {
    next += readElement(bytes, next, depth + 1).whole.length;
  }
  return { tag, content: bytes.subarray(start, next), whole: bytes.subarray(at, next + 2) };
}

export function childrenOf(element: Element): Element[] {
  return split(element, MOST_CHILDREN);
}

/** Of a string that was streamed (X.690, 8.7.3): there are as many as there is content. */
export function piecesOf(element: Element): Element[] {
  return split(element, MOST_PIECES);
}

function split(element: Element, most: number): Element[] {
  if ((element.tag & CONSTRUCTED) === 0) throw new BrokenAsn1('a primitive where parts are expected');
  const children: Element[] = [];
  for (let at = 0; at < element.content.length; ) {
    const child = readElement(element.content, at);
    children.push(child);
    at += child.whole.length;
    if (children.length > most) throw new BrokenAsn1('too many parts');
  }
  return children;
}

/** The element, if it is there and of this type. @throws BrokenAsn1 */
export function only(element: Element | undefined, tag: number): Element {
  if (element?.tag !== tag) throw new BrokenAsn1(`an element with the tag ${tag} is missing`);
  return element;
}

function byteAt(bytes: Buffer, at: number): number {
  const byte = bytes[at];
  if (byte === undefined) throw new BrokenAsn1('cut off');
  return byte;
}

function uintAt(bytes: Buffer, at: number, length: number): number {
  if (at + length > bytes.length) throw new BrokenAsn1('cut off');
  return bytes.readUIntBE(at, length);
}
