const SECTOR = 512;
const END = 0xfffffffe;

/** An OLE compound file (DOC, XLS) with nothing in it but these names of streams and storages. */
export function compoundBytes(names: readonly string[]): Buffer {
  const perSector = SECTOR / 128;
  const sectors = Math.ceil((names.length + 1) / perSector);
  const header = Buffer.alloc(SECTOR);
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(header);
  header.writeUInt16LE(9, 30);
  header.writeUInt32LE(1, 44);
  // Sector 0 holds the allocation table, the directory begins in sector 1.
  header.writeUInt32LE(1, 48);
  header.fill(0xff, 76);
  header.writeUInt32LE(0, 76);
  const table = Buffer.alloc(SECTOR, 0xff);
  for (let at = 1; at <= sectors; at++) table.writeUInt32LE(at === sectors ? END : at + 1, at * 4);
  const directory = Buffer.alloc(sectors * SECTOR);
  ['Root Entry', ...names].forEach((name, at) => {
    directory.write(name, at * 128, 'utf16le');
    directory.writeUInt16LE((name.length + 1) * 2, at * 128 + 64);
  });
  return Buffer.concat([header, table, directory]);
}
