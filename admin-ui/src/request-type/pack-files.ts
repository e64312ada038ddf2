/** A file that a person has chosen, under the name by which the others refer to it. */
export interface NamedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Files as one ZIP archive, each stored as it is: the server reads sets of files in no other way. */
export function packFiles(files: readonly NamedFile[]): Uint8Array<ArrayBuffer> {
  const encoder = new TextEncoder();
  const locals: Uint8Array[] = [];
  const centrals: Uint8Array[] = [];
  let offset = 0;
  for (const { name, bytes } of files) {
    const title = encoder.encode(name);
    const facts = { title, bytes, sum: crc32(bytes) };
    const local = header(0x04034b50, facts);
    centrals.push(header(0x02014b50, facts, offset), title);
    locals.push(local, title, bytes);
    offset += local.length + title.length + bytes.length;
  }
  const size = centrals.reduce((sum, part) => sum + part.length, 0);
  const end = new Uint8Array(22);
  const view = new DataView(end.buffer);
  view.setUint32(0, 0x06054b50, true);
  view.setUint16(8, files.length, true);
  view.setUint16(10, files.length, true);
  view.setUint32(12, size, true);
  view.setUint32(16, offset, true);
  return joined([...locals, ...centrals, end]);
}

interface Facts {
  readonly title: Uint8Array;
  readonly bytes: Uint8Array;
  readonly sum: number;
}

/** The names are UTF-8 (bit 11), nothing is compressed (method 0); a central header says besides where the local one stands. */
function header(signature: number, { title, bytes, sum }: Facts, offset?: number): Uint8Array {
  const part = new Uint8Array(offset === undefined ? 30 : 46);
  const view = new DataView(part.buffer);
  const shift = offset === undefined ? 0 : 2;
  view.setUint32(0, signature, true);
  if (offset !== undefined) view.setUint16(4, 20, true);
  view.setUint16(4 + shift, 20, true);
  view.setUint16(6 + shift, 0x0800, true);
  view.setUint32(14 + shift, sum, true);
  view.setUint32(18 + shift, bytes.length, true);
  view.setUint32(22 + shift, bytes.length, true);
  view.setUint16(26 + shift, title.length, true);
  if (offset !== undefined) view.setUint32(42, offset, true);
  return part;
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value;
});

/** The sum that ZIP demands (ISO 3309). */
function crc32(bytes: Uint8Array): number {
  let sum = 0xffffffff;
  for (const byte of bytes) sum = (table[(sum ^ byte) & 0xff] ?? 0) ^ (sum >>> 8);
  return (sum ^ 0xffffffff) >>> 0;
}
