import { crc32, deflateRawSync } from 'node:zlib';

export interface HostileEntry {
  name: string;
  content: Uint8Array;
  /** General purpose flags; bit 0 says «encrypted». */
  flags?: number;
  /** Unix mode of the file, as in a symbolic link. */
  mode?: number;
  /** A lie about the size after unpacking. */
  declaredSize?: number;
}

/** A zip archive with any facts at all in its headers, for tests of what reads archives. */
export function zipBytes(entries: readonly HostileEntry[]): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const packed = deflateRawSync(entry.content);
    const name = Buffer.from(entry.name);
    const facts = Buffer.alloc(24);
    facts.writeUInt16LE((entry.flags ?? 0) | 0x0800, 0);
    facts.writeUInt16LE(8, 2);
    facts.writeUInt32LE(crc32(entry.content), 8);
    facts.writeUInt32LE(packed.length, 12);
    facts.writeUInt32LE(entry.declaredSize ?? entry.content.length, 16);
    facts.writeUInt16LE(name.length, 20);
    const body = Buffer.concat([Buffer.from('504b03041400', 'hex'), facts, name, packed]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(((entry.mode ?? 0o100644) << 16) >>> 0, 6);
    rest.writeUInt32LE(offset, 10);
    // Version «made by» 3: Unix, so that the mode counts.
    directory.push(Buffer.concat([Buffer.from('504b01021e031400', 'hex'), facts, rest, name]));
    bodies.push(body);
    offset += body.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...bodies, list, end]);
}
