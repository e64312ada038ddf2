import { createHash, randomUUID } from 'node:crypto';
import { type FileHandle, mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { Refusal } from '../errors.ts';
import { tooLargeText } from './store.ts';

/** What came, in a file of its own; the caller moves it or removes it. */
export interface Arrived {
  readonly path: string;
  readonly size: number;
  readonly sha256: string;
}

/**
 * A local folder where contents lie while they arrive. A crash may leave something in it; what no running upload can own
 * any more is removed when it is opened.
 */
export async function openArrivals(folder: string): Promise<(source: Readable, limit: number) => Promise<Arrived>> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await removeAbandoned(folder);
  return (source, limit) => receive(join(folder, randomUUID()), source, limit);
}

const ABANDONED_AFTER_MS = 24 * 60 * 60 * 1000;

/**
 * Another process may be receiving into the same folder, so only what is older than any upload goes, and what was listed
 * may have arrived and gone meanwhile.
 */
async function removeAbandoned(incoming: string): Promise<void> {
  for (const name of await readdir(incoming)) {
    const path = join(incoming, name);
    const facts = await stat(path).catch(nothingIfGone);
    if (facts !== undefined && Date.now() - facts.mtimeMs > ABANDONED_AFTER_MS) await rm(path, { force: true });
  }
}

function nothingIfGone(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}

async function receive(path: string, source: Readable, limit: number): Promise<Arrived> {
  // A sender may break off before the reading begins; the reading reports it, and the process must not end by it.
  source.on('error', () => undefined);
  try {
    return { path, ...(await writeDown(path, source, limit)) };
  } catch (error) {
    await rm(path, { force: true });
    throw isBrokenOff(error) ? brokenOff() : error;
  }
}

async function writeDown(path: string, source: Readable, limit: number): Promise<{ size: number; sha256: string }> {
  const handle = await open(path, 'wx', 0o600);
  try {
    return await copy(handle, source, limit);
  } finally {
    await handle.close();
  }
}

/** Reads on past the limit, writing nothing, so that the sender gets to hear why; but not for ever. */
const READ_ON = 4;

async function copy(handle: FileHandle, source: Readable, limit: number): Promise<{ size: number; sha256: string }> {
  const hash = createHash('sha256');
  let size = 0;
  // The stream must outlive a refusal: the answer goes out on the same connection.
  for await (const chunk of source.iterator({ destroyOnReturn: false })) {
    const bytes: Buffer = chunk;
    size += bytes.length;
    if (size > limit * READ_ON) break;
    if (size > limit) continue;
    hash.update(bytes);
    await handle.write(bytes);
  }
  if (size > limit) throw new Refusal('tooLarge', tooLargeText(limit));
  await handle.sync();
  return { size, sha256: hash.digest('hex') };
}

function isBrokenOff(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'ECONNRESET' || code === 'ERR_STREAM_PREMATURE_CLOSE' || code === 'ABORT_ERR';
}

function brokenOff(): Refusal {
  return new Refusal('malformedBody', 'Передача файла прервалась, файл не сохранён. Загрузите его снова.');
}
