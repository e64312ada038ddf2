import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { crc32 } from 'node:zlib';
import type { BusMessage, FileContent } from '@reglament/sdk';
import { type Entry, openPromise, type ZipFile } from 'yauzl';

/** What the files of one application may take. The real sizes are counted: what an archive says of itself may be a lie. */
export const archiveLimits = { packed: 512 << 20, unpacked: 1 << 30, entries: 200, ratio: 500 } as const;

export interface UnpackedFile {
  /** Without folders. */
  readonly name: string;
  /** Lower-case hex. */
  readonly sha256: string;
  readonly signature?: Uint8Array;
  open(): FileContent;
}

export interface Unpacked {
  readonly files: readonly UnpackedFile[];
  /** What could not be taken, in Russian. */
  readonly problems: readonly string[];
  /** Frees the disk. */
  discard(): Promise<void>;
}

type Came = BusMessage['files'][number];

/** The files of a message on this server's disk: an archive by what is in it, anything else as it is. @throws ProviderError */
export async function unpackFiles(files: readonly Came[]): Promise<Unpacked> {
  const folder = await mkdtemp(join(tmpdir(), 'reglament-epgu-'));
  const shelf = new Shelf(folder);
  const discard = () => rm(folder, { recursive: true, force: true });
  try {
    for (const file of files) await unpackFile(shelf, file);
  } catch (error) {
    await discard();
    throw error;
  }
  return { files: shelf.files, problems: shelf.problems, discard };
}

async function unpackFile(shelf: Shelf, file: Came): Promise<void> {
  const path = shelf.next();
  const content = file.content instanceof Uint8Array ? [file.content] : file.content;
  const whole = await shelf.write(path, {
    name: file.name,
    source: Readable.from(content),
    most: archiveLimits.packed,
  });
  if (whole === undefined) return;
  if (!(await isZip(path))) {
    shelf.put({ name: baseName(file.name), path, ...whole, ...(file.signature ? { signature: file.signature } : {}) });
    return;
  }
  try {
    await unpackZip(shelf, { name: file.name, path, packed: whole.size });
  } catch (error) {
    // yauzl throws plain errors for what it refuses: broken headers, sizes that lie, names that lead outside.
    if (!(error instanceof Error) || isOurOwn(error)) throw error;
    shelf.problems.push(`Архив «${file.name}» повреждён: что успели, прочитано (${error.message})`);
  }
}

/** Of this server's disk, not of the archive. */
function isOurOwn({ code }: NodeJS.ErrnoException): boolean {
  return /^E[A-Z]+$/.test(code ?? '');
}

interface Packed {
  readonly name: string;
  readonly path: string;
  readonly packed: number;
}

async function unpackZip(shelf: Shelf, { name, path, packed }: Packed): Promise<void> {
  const zip = await openPromise(path, { lazyEntries: true, decodeStrings: false });
  try {
    let entries = 0;
    for await (const entry of zip.eachEntry()) {
      entries += 1;
      if (entries > archiveLimits.entries) {
        shelf.problems.push(`В архиве «${name}» больше ${archiveLimits.entries} файлов: остальные не прочитаны`);
        return;
      }
      const most = Math.min(shelf.left(), Math.max(packed, 1 << 16) * archiveLimits.ratio);
      if (!(await unpackEntry(shelf, { zip, entry, most }))) return;
    }
  } finally {
    zip.close();
  }
}

/** false: there is no room for more. */
async function unpackEntry(
  shelf: Shelf,
  { zip, entry, most }: { readonly zip: ZipFile; readonly entry: Entry; readonly most: number },
): Promise<boolean> {
  const name = nameOf(entry);
  if (/\/$/.test(name) || /(?:^|\/)(?:__MACOSX\/|\.[^./])/.test(name)) return true;
  if (entry.isEncrypted()) {
    shelf.problems.push(`Файл «${baseName(name)}» в архиве защищён паролем: попросите прислать без пароля`);
    return true;
  }
  const path = shelf.next();
  const source = await zip.openReadStreamPromise(entry);
  const whole = await shelf.write(path, { name: baseName(name), source, most });
  if (whole === undefined) return false;
  if (whole.crc !== entry.crc32)
    shelf.problems.push(`Файл «${baseName(name)}» в архиве повреждён: контрольная сумма другая`);
  shelf.put({ name: baseName(name), path, ...whole });
  return true;
}

interface Whole {
  readonly size: number;
  readonly sha256: string;
  readonly crc: number;
}

class Shelf {
  readonly files: UnpackedFile[] = [];
  readonly problems: string[] = [];
  readonly #folder: string;
  #count = 0;
  #used = 0;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** No name of a stranger's stands on the disk. */
  next(): string {
    this.#count += 1;
    return join(this.#folder, String(this.#count));
  }

  left(): number {
    return archiveLimits.unpacked - this.#used;
  }

  put({ name, path, sha256, signature }: { name: string; path: string; sha256: string; signature?: Uint8Array }): void {
    this.files.push({
      ...{ name, sha256, open: () => createReadStream(path) },
      ...(signature === undefined ? {} : { signature }),
    });
  }

  /** undefined: it is larger than may be, which is said; the rest of it is not read. */
  async write(
    path: string,
    { name, source, most }: { readonly name: string; readonly source: Readable; readonly most: number },
  ): Promise<Whole | undefined> {
    const hash = createHash('sha256');
    let [size, crc] = [0, 0];
    const limit = new Transform({
      transform(chunk: Buffer, _, done) {
        size += chunk.length;
        if (size > most) return done(new TooLarge());
        hash.update(chunk);
        crc = crc32(chunk, crc);
        done(null, chunk);
      },
    });
    try {
      await pipeline(source, limit, createWriteStream(path));
    } catch (error) {
      if (!(error instanceof TooLarge)) throw error;
      await rm(path, { force: true });
      this.problems.push(`Файл «${name}» слишком велик или сжат подозрительно сильно: он и следующие не прочитаны`);
      return undefined;
    }
    this.#used += size;
    return { size, sha256: hash.digest('hex'), crc };
  }
}

class TooLarge extends Error {}

/** By what it begins with, an empty archive too. */
async function isZip(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer } = await file.read(Buffer.alloc(4), 0, 4, 0);
    return ['PK\x03\x04', 'PK\x05\x06'].includes(buffer.toString('latin1'));
  } finally {
    await file.close();
  }
}

/** Windows packs Russian names in its own code page and says nothing of it. */
function nameOf({ fileNameRaw }: Entry): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(fileNameRaw);
  } catch {
    return new TextDecoder('ibm866').decode(fileNameRaw);
  }
}

/** What stands after the last folder, whoever has packed it. */
function baseName(name: string): string {
  return name.split(/[\\/]/).at(-1)?.trim() || 'file';
}
