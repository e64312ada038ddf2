import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipEntry {
  name: string;
  content: Uint8Array;
}

const DEFLATE = 8;
/** Bit 11: names are UTF-8 (APPNOTE 6.3.10, 4.4.4). */
const UTF8_NAMES = 0x0800;

/** A zip archive whose bytes depend on nothing but its entries and the given time (UTC). */
export function writeZip(entries: readonly ZipEntry[], time: Date): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content } of entries) {
    const packed = deflateRawSync(content, { level: 9 });
    const nameBytes = Buffer.from(name, 'utf8');
    const facts = entryFacts({ content, packed, nameBytes }, time);
    const local = Buffer.concat([uint32(0x04034b50), uint16(20), facts, uint16(0), nameBytes, packed]);
    bodies.push(local);
    // Comment length, disk, internal attributes (2 each), external attributes (4) are zero.
    directory.push(
      Buffer.concat([uint32(0x02014b50), uint16(20), uint16(20), facts, Buffer.alloc(12), uint32(offset), nameBytes]),
    );
    offset += local.length;
  }
  const list = Buffer.concat(directory);
  const end = [uint32(0x06054b50), uint32(0), uint16(entries.length), uint16(entries.length)];
  return Buffer.concat([...bodies, list, ...end, uint32(list.length), uint32(offset), uint16(0)]);
}

interface EntryBytes {
  content: Uint8Array;
  packed: Buffer;
  nameBytes: Buffer;
}

/** The part that local header and central directory share: flags … length of the name. */
function entryFacts({ content, packed, nameBytes }: EntryBytes, time: Date): Buffer {
  const [dosTime, dosDate] = dosMoment(time);
  const head = [uint16(UTF8_NAMES), uint16(DEFLATE), uint16(dosTime), uint16(dosDate), uint32(crc32(content))];
  return Buffer.concat([...head, uint32(packed.length), uint32(content.length), uint16(nameBytes.length)]);
}

function dosMoment(time: Date): [number, number] {
  const clock = (time.getUTCHours() << 11) | (time.getUTCMinutes() << 5) | (time.getUTCSeconds() >> 1);
  const day = (Math.max(0, time.getUTCFullYear() - 1980) << 9) | ((time.getUTCMonth() + 1) << 5) | time.getUTCDate();
  return [clock, day];
}

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
