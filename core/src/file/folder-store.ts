import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { Refusal } from '../errors.ts';
import { type FileStore, type ReceivedFile, tooLargeText } from './store.ts';

/**
 * Files in a folder: `<root>/<first two digits>/<sha-256>`, `<root>/incoming/<random>` while they arrive.
 * A crash may leave something in `incoming`; what no running upload can own any more is removed when the store is opened.
 */
export async function openFolderStore(root: string): Promise<FileStore> {
  const incoming = join(root, 'incoming');
  await mkdir(incoming, { recursive: true, mode: 0o700 });
  await removeAbandoned(incoming);
  return {
    receive: (source, limit) => receive({ root, path: join(incoming, randomUUID()) }, source, limit),
    async open(key) {
      const path = pathOf(root, key);
      await stat(path);
      return createReadStream(path);
    },
  };
}

const ABANDONED_AFTER_MS = 24 * 60 * 60 * 1000;

/** Another process may be receiving into the same folder, so only what is older than any upload goes. */
async function removeAbandoned(incoming: string): Promise<void> {
  for (const name of await readdir(incoming)) {
    const path = join(incoming, name);
    const facts = await stat(path);
    if (Date.now() - facts.mtimeMs > ABANDONED_AFTER_MS) await rm(path, { force: true });
  }
}

async function receive(place: { root: string; path: string }, source: Readable, limit: number): Promise<ReceivedFile> {
  const { root, path } = place;
  // A sender may break off before the reading begins; the reading reports it, and the process must not end by it.
  source.on('error', () => undefined);
  try {
    const { size, sha256 } = await writeDown(path, source, limit);
    return { path, size, sha256, keep: () => keep(root, path, sha256), discard: () => rm(path, { force: true }) };
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

/** Content is on the disk (sync), then the name appears at once (rename), then the folder entry is on the disk. */
async function keep(root: string, path: string, sha256: string): Promise<string> {
  const folder = join(root, sha256.slice(0, 2));
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await rename(path, pathOf(root, sha256));
  const handle = await open(folder);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
  return sha256;
}

/** A key is a hash and nothing else, so that no key can lead out of the folder. */
function pathOf(root: string, key: string): string {
  if (!/^[0-9a-f]{64}$/.test(key)) throw new Error('Not a key of the file store');
  return join(root, key.slice(0, 2), key);
}

function isBrokenOff(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'ECONNRESET' || code === 'ERR_STREAM_PREMATURE_CLOSE' || code === 'ABORT_ERR';
}

function brokenOff(): Refusal {
  return new Refusal('malformedBody', 'Передача файла прервалась, файл не сохранён. Загрузите его снова.');
}
