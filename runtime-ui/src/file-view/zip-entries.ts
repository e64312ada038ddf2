export interface ZipEntry {
  readonly name: string;
  /** Unpacked, as the archive says. */
  readonly size: number;
}

const END = 0x06054b50;
const DIRECTORY = 0x02014b50;
/** The end of the directory with the longest remark behind it (APPNOTE, 4.3.16). */
const farthestEnd = 65_557;

/**
 * What stands in an archive, by its directory; nothing is unpacked. Undefined when there is no directory to be read. What it says is
 * foreign: every offset is held to the bytes that are there.
 */
export function zipEntries(bytes: Uint8Array): ZipEntry[] | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view);
  if (end === undefined) return undefined;
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  const entries: ZipEntry[] = [];
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > view.byteLength || view.getUint32(at, true) !== DIRECTORY) return undefined;
    const [name, extra, remark] = [28, 30, 32].map((field) => view.getUint16(at + field, true)) as [
      number,
      number,
      number,
    ];
    const from = at + 46;
    if (from + name > view.byteLength) return undefined;
    const told = shown(nameOf(bytes.subarray(from, from + name)));
    if (!told.endsWith('/')) entries.push({ name: told, size: view.getUint32(at + 24, true) });
    at = from + name + extra + remark;
  }
  return entries;
}

function findEnd(view: DataView): number | undefined {
  const last = view.byteLength - 22;
  for (let at = last; at >= Math.max(0, last - farthestEnd); at -= 1) {
    if (view.getUint32(at, true) === END) return at;
  }
  return undefined;
}

/** Windows packs Russian names in its own code page and says nothing of it. */
function nameOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('ibm866').decode(bytes);
  }
}

/** Without what turns a name round or hides a part of it. */
function shown(name: string): string {
  return name.replace(/[\p{Cc}\p{Cf}]/gu, '').slice(0, 300);
}
