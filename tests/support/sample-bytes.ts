/** The smallest files of each kind that pass for it. */

const text = (content: string) => Buffer.from(content);
const latin1 = (content: string) => Buffer.from(content, 'latin1');

export const pdfBytes = () =>
  latin1('%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n');

export function pngBytes(width: number, height: number): Buffer {
  const header = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
  const size = Buffer.alloc(8);
  size.writeUInt32BE(width, 0);
  size.writeUInt32BE(height, 4);
  return Buffer.concat([header, size, Buffer.from('08060000001f15c4890000000049454e44ae426082', 'hex')]);
}

export function jpegBytes(width: number, height: number, comment = ''): Buffer {
  const frame = Buffer.from('ffc0001108000000000301220002110103110100'.slice(0, 38), 'hex');
  frame.writeUInt16BE(height, 5);
  frame.writeUInt16BE(width, 7);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(comment.length + 2);
  const note = comment === '' ? Buffer.alloc(0) : Buffer.concat([Buffer.from('fffe', 'hex'), length, text(comment)]);
  const start = Buffer.from('ffd8ffe000104a46494600010100000100010000', 'hex');
  return Buffer.concat([start, note, frame, Buffer.from('ffd9', 'hex')]);
}

export function tiffBytes(width: number, height: number): Buffer {
  const bytes = Buffer.alloc(8 + 2 + 24 + 4);
  bytes.write('II*\0', 'latin1');
  bytes.writeUInt32LE(8, 4);
  bytes.writeUInt16LE(2, 8);
  for (const [at, tag, value] of [
    [10, 256, width],
    [22, 257, height],
  ] as const) {
    bytes.writeUInt16LE(tag, at);
    bytes.writeUInt16LE(4, at + 2);
    bytes.writeUInt32LE(1, at + 4);
    bytes.writeUInt32LE(value, at + 8);
  }
  return bytes;
}
