import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { pack as openPack } from 'tar-stream';
import type { Part } from './archive-shape.ts';

export interface ArchiveWriter {
  addBytes(name: string, content: Buffer): Promise<Part>;
  /** Of a size that is known before. Gives the sum of what really came. */
  addStream(name: string, size: number, content: Readable): Promise<Part>;
  /** The file appears under its name only now, whole and on the disk. */
  finish(): Promise<void>;
  /** Leaves nothing. */
  abandon(): Promise<void>;
}

/** Fast rather than small: most of an archive is files that do not get smaller. */
const LEVEL = 3;

/** A tar of one file after another, packed by gzip, so that any `tar` reads it. Memory does not grow with its size. */
export async function openArchiveWriter(path: string): Promise<ArchiveWriter> {
  const partial = `${path}.partial`;
  // The name is taken at once, so that no archive is written over another; closed to others: there are personal data in it.
  await (await open(path, 'wx', 0o600)).close();
  const file = await open(partial, 'w', 0o600);
  const pack = openPack();
  const written = pipeline(pack, createGzip({ level: LEVEL }), createWriteStream(partial, { fd: file, flush: true }));
  written.catch(() => undefined); // told by whoever adds next, or at the end
  const addStream = async (name: string, size: number, content: Readable): Promise<Part> => {
    const hash = createHash('sha256');
    const summed = async function* (source: AsyncIterable<Buffer>) {
      for await (const chunk of source) {
        hash.update(chunk);
        yield chunk;
      }
    };
    try {
      const entry = pack.entry({ name, size, mode: 0o600, mtime: new Date(0) });
      await Promise.race([pipeline(content, summed, entry), written]);
    } catch (error) {
      // The tar was torn down by what happened further on, which says more: a full disk.
      if (pack.destroyed) await written;
      throw error;
    }
    return { name, size, sha256: hash.digest('hex') };
  };
  return {
    addStream,
    addBytes: (name, content) => addStream(name, content.length, Readable.from([content])),
    async finish() {
      pack.finalize();
      await written;
      await rename(partial, path);
    },
    async abandon() {
      pack.destroy();
      await written.catch(() => undefined);
      for (const name of [partial, path]) await rm(name, { force: true });
    },
  };
}
