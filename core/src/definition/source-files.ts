import type { DraftNote, SourceFile } from '@reglament/sdk';
import { type Entry, fromBufferPromise } from 'yauzl';
import { Refusal } from '../errors.ts';

/** What a type of request is drafted from, packed or not, over HTTP and on the command line alike. */
export const sourceLimits = { bytes: 8 * 1024 * 1024, entries: 500 } as const;

export interface Sources {
  readonly files: readonly SourceFile[];
  /** What of an archive was not read. */
  readonly notes: readonly DraftNote[];
}

const ZIP_START = Buffer.from('PK\x03\x04', 'latin1');
const readable = /\.(?:xsd|json|ya?ml)$/i;

/** One file as it is, an archive by its entries. @throws Refusal that says what is wrong with the archive, or too much */
export async function sourcesIn({ name, content }: SourceFile): Promise<Sources> {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  if (!bytes.subarray(0, ZIP_START.length).equals(ZIP_START)) return { files: [{ name, content }], notes: [] };
  try {
    return await unpack(bytes);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    // yauzl throws plain errors for what it refuses: broken headers, sizes that lie.
    throw new Refusal('unsupportedMediaType', `Архив «${name}» повреждён: создайте его заново.`);
  }
}

async function unpack(bytes: Buffer): Promise<Sources> {
  const files: SourceFile[] = [];
  const notes: DraftNote[] = [];
  const archive = await fromBufferPromise(bytes, { decodeStrings: false });
  try {
    let [entries, size] = [0, 0];
    for await (const entry of archive.eachEntry()) {
      entries += 1;
      if (entries > sourceLimits.entries) throw tooMuch(`В архиве больше ${sourceLimits.entries} файлов`);
      const name = nameOf(entry);
      if (/(?:^|\/)(?:__MACOSX\/|\.[^./])|\/$/.test(name)) continue;
      if (!readable.test(name)) {
        notes.push({ level: 'info', code: 'skippedFile', place: name, message: 'Это не схема: файл не прочитан' });
        continue;
      }
      if (entry.isEncrypted())
        throw new Refusal('unsupportedMediaType', 'Архив защищён паролем: приложите без пароля.');
      // The size that is declared holds: yauzl ends the reading at the first byte beyond it.
      size += entry.uncompressedSize;
      if (size > sourceLimits.bytes) throw tooLargeSources();
      files.push({ name, content: await contentOf(await archive.openReadStreamPromise(entry)) });
    }
  } finally {
    archive.close();
  }
  return { files, notes };
}

async function contentOf(stream: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return new Uint8Array(Buffer.concat(chunks));
}

/** Windows packs Russian names in its own code page and says nothing of it. */
function nameOf({ fileNameRaw }: Entry): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(fileNameRaw);
  } catch {
    return new TextDecoder('ibm866').decode(fileNameRaw);
  }
}

export function tooLargeSources(): Refusal {
  return tooMuch(`Файлы вместе больше ${sourceLimits.bytes / (1024 * 1024)} МБ`);
}

function tooMuch(reason: string): Refusal {
  return new Refusal('tooLarge', `${reason}. Приложите только главный файл схемы и те, на которые он ссылается.`);
}
