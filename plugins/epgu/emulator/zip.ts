import { crc32 } from 'node:zlib';

export interface ZipFile {
  readonly name: string;
  readonly content: Uint8Array;
}

const UTF8_NAMES = 0x0800;
/** 1 January 1980, the first day that the format has. */
const FIRST_DAY = 0x0021;

/** A zip with its files as they are: what goes along with an application. */
export function zipOf(files: readonly ZipFile[]): Buffer {
  const parts: Buffer[] = [];
  const entries: Buffer[] = [];
  let offset = 0;
  for (const { name, content } of files) {
    const bytes = Buffer.from(name);
    const facts = factsOf(bytes, content);
    const head = Buffer.concat([four(0x04034b50), two(20), facts, two(0), bytes]);
    parts.push(head, Buffer.from(content));
    entries.push(
      Buffer.concat([
        ...[four(0x02014b50), two(20), two(20), facts, two(0), two(0), two(0), two(0), four(0), four(offset)],
        bytes,
      ]),
    );
    offset += head.length + content.length;
  }
  const list = Buffer.concat(entries);
  const count = two(files.length);
  const end = [four(0x06054b50), two(0), two(0), count, count, four(list.length), four(offset), two(0)];
  return Buffer.concat([...parts, list, ...end]);
}

/** From the flags to the length of the name: the same in both places. */
function factsOf(name: Buffer, content: Uint8Array): Buffer {
  const size = four(content.length);
  const stored = 0;
  return Buffer.concat([
    ...[two(UTF8_NAMES), two(stored), two(0), two(FIRST_DAY), four(crc32(content)), size, size, two(name.length)],
  ]);
}

function two(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function four(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value >>> 0);
  return bytes;
}
