import { createHash } from 'node:crypto';
import { type Entry, fromBufferPromise } from 'yauzl';
import { kindOfPath, schemaOfPath } from '../../definition/folder.ts';
import { writeZip } from '../../document/zip-writer.ts';
import { Refusal } from '../../errors.ts';

export const archiveLimits = { packed: 16 * 1024 * 1024, unpacked: 64 * 1024 * 1024, entries: 2000 } as const;

/** As `sha256sum` writes and checks it. */
const SUMS = 'checksums.sha256';

/** An archive of a folder of definitions: the same texts at the same time give the same bytes. */
export function packArchive(texts: ReadonlyMap<string, string>, time: Date): Buffer {
  const sums = [...texts].map(([path, text]) => `${sumOf(Buffer.from(text))}  ${path}\n`).join('');
  const entries = [...texts, [SUMS, sums] as const];
  return writeZip(
    entries.map(([name, text]) => ({ name, content: Buffer.from(text) })),
    time,
  );
}

/**
 * Paths and texts of an archive. Nothing is written to a disk, and a path is only ever compared with those of definitions.
 * @throws Refusal for what is no archive, too much, foreign or not as its checksums say; nothing of it is then taken
 */
export async function unpackArchive(bytes: Uint8Array): Promise<Map<string, string>> {
  const files = await filesIn(bytes);
  const sums = files.get(SUMS);
  if (sums === undefined) throw broken(`в нём нет файла ${SUMS}`);
  files.delete(SUMS);
  const listed = readSums(text(sums, SUMS));
  for (const [path, content] of files) {
    if (listed.get(path) !== sumOf(content)) throw broken(`контрольная сумма файла «${path}» не сошлась`);
  }
  for (const path of listed.keys()) if (!files.has(path)) throw broken(`файла «${path}» в нём нет`);
  return new Map([...files].map(([path, content]) => [path, text(content, path)]));
}

async function filesIn(bytes: Uint8Array): Promise<Map<string, Buffer>> {
  try {
    return await unpack(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  } catch (error) {
    if (error instanceof Refusal) throw error;
    // yauzl throws plain errors for what it refuses: broken headers, sizes that lie.
    throw broken('он повреждён или это не ZIP');
  }
}

async function unpack(bytes: Buffer): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>();
  const archive = await fromBufferPromise(bytes, { decodeStrings: false });
  try {
    let size = 0;
    for await (const entry of archive.eachEntry()) {
      const name = text(entry.fileNameRaw, 'имена файлов');
      checkEntry(entry, name);
      if (files.has(name)) throw broken(`файл «${name}» записан дважды`);
      if (files.size >= archiveLimits.entries) throw tooMuch(`файлов больше ${archiveLimits.entries}`);
      // The size that is declared holds: yauzl ends the reading at the first byte beyond it.
      size += entry.uncompressedSize;
      if (size > archiveLimits.unpacked) throw tooLargeArchive();
      files.set(name, await contentOf(await archive.openReadStreamPromise(entry)));
    }
  } finally {
    archive.close();
  }
  return files;
}

const LINK = 0o120000;
const FILE_TYPE = 0o170000;

function checkEntry(entry: Entry, name: string): void {
  const kind = kindOfPath(name);
  const known = name === SUMS || schemaOfPath(name) !== undefined || (kind !== undefined && kind !== 'demo');
  if (!known || name.includes('..') || name.includes('\\')) throw broken(`файлу «${name}» в нём не место`);
  if (entry.isEncrypted()) throw broken('он защищён паролем');
  if (((entry.externalFileAttributes >>> 16) & FILE_TYPE) === LINK) throw broken(`«${name}» – ссылка, а не файл`);
}

async function contentOf(stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function readSums(lines: string): Map<string, string> {
  const sums = new Map<string, string>();
  for (const line of lines.split('\n')) {
    if (line === '') continue;
    const [, sum, path] = /^([0-9a-f]{64}) {2}(.+)$/.exec(line) ?? [];
    if (sum === undefined || path === undefined) throw broken(`${SUMS} не читается`);
    sums.set(path, sum);
  }
  return sums;
}

function text(bytes: Uint8Array, what: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw broken(`«${what}» – не UTF-8`);
  }
}

function sumOf(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

export function tooLargeArchive(): Refusal {
  return tooMuch(`определения занимают больше ${archiveLimits.unpacked / (1024 * 1024)} МБ`);
}

function tooMuch(reason: string): Refusal {
  return new Refusal('tooLarge', `Архив не принят: ${reason}. Выгрузите услуги по одной.`);
}

function broken(reason: string): Refusal {
  return new Refusal(
    'unsupportedMediaType',
    `Архив не принят: ${reason}. Выгрузите его заново из установки «Регламент».`,
  );
}
