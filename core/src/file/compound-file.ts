/**
 * Names of the streams and storages of an OLE compound file (old DOC and XLS), by [MS-CFB] 2.6: enough to tell what it
 * is and whether it holds macros. Broken chains end the walk; the size of the file bounds it.
 */
export function compoundFileNames(bytes: Buffer): string[] {
  const shift = bytes.readUInt16LE(30);
  if (shift !== 9 && shift !== 12) return [];
  const size = 1 << shift;
  const sectorAt = (sector: number) => (sector + 1) * size;
  const table = allocationTable(bytes, size);
  const names: string[] = [];
  const seen = new Set<number>();
  let sector = bytes.readUInt32LE(48);
  while (!seen.has(sector) && sectorAt(sector) + size <= bytes.length) {
    seen.add(sector);
    for (let at = sectorAt(sector); at < sectorAt(sector) + size; at += 128) {
      const length = bytes.readUInt16LE(at + 64);
      if (length >= 2 && length <= 64) names.push(bytes.toString('utf16le', at, at + length - 2));
    }
    sector = table(sector);
  }
  return names;
}

/** Next sector of a chain, through the first 109 sectors of the table that the header names: up to 7 MB of directory. */
function allocationTable(bytes: Buffer, size: number): (sector: number) => number {
  const perSector = size / 4;
  return (sector) => {
    const index = Math.floor(sector / perSector);
    if (index >= 109) return 0xffffffff;
    const at = (bytes.readUInt32LE(76 + index * 4) + 1) * size + (sector % perSector) * 4;
    return at + 4 <= bytes.length ? bytes.readUInt32LE(at) : 0xffffffff;
  };
}
