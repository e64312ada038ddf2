import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { extract } from 'tar-stream';
import { BrokenArchive, type EntryKind, kindOf } from './archive-shape.ts';

export interface Entry {
  readonly name: string;
  readonly kind: EntryKind;
  /** Bytes. */
  readonly size: number;
  /** To be read to its end before the next entry comes. */
  readonly content: AsyncIterable<Buffer>;
}

/** Entries one after another. @throws BrokenArchive when the file is no archive, is cut off or damaged in its packing */
export async function* readEntries(path: string): AsyncGenerator<Entry> {
  const unpacked = extract();
  const reading = pipeline(createReadStream(path), createGunzip(), unpacked);
  let failure: unknown;
  reading.catch((error: unknown) => {
    failure = error;
  });
  try {
    for await (const content of unpacked) {
      const { name, size = 0 } = content.header;
      const kind = kindOf(name);
      if (kind === undefined) throw new BrokenArchive(`в нём есть постороннее: ${JSON.stringify(name.slice(0, 100))}`);
      yield { name, kind, size, content: telling(content as AsyncIterable<Buffer>) };
    }
    await reading;
  } catch (error) {
    throw told(failure ?? error);
  } finally {
    unpacked.destroy();
  }
}

/** What breaks while an entry is read comes out where it is read. */
async function* telling(content: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield* content;
  } catch (error) {
    throw told(error);
  }
}

function told(error: unknown): unknown {
  if (error instanceof BrokenArchive || !(error instanceof Error)) return error;
  const code = 'code' in error ? String(error.code) : '';
  // From the disk, and about the file itself.
  if ('syscall' in error) return error;
  if (code === 'Z_BUF_ERROR' || /unexpected end/i.test(error.message)) return new BrokenArchive('он обрывается');
  return new BrokenArchive(`файл повреждён или это не архив (${code || error.message})`);
}
