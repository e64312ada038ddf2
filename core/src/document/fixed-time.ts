import { buffer } from 'node:stream/consumers';
import { fromBufferPromise } from 'yauzl';
import { writeZip, type ZipEntry } from './zip-writer.ts';

/**
 * The `docx` writer puts the present time into the file, in its properties and beside each part. A paper that is made
 * twice from the same facts must be the same, so the moment is set to the given one.
 */
export async function withFixedTime(docx: Buffer, time: Date): Promise<Buffer> {
  const archive = await fromBufferPromise(docx);
  const entries: ZipEntry[] = [];
  for await (const entry of archive.eachEntry()) {
    if (entry.fileName.endsWith('/')) continue;
    const content = await buffer(await archive.openReadStreamPromise(entry));
    entries.push({ name: entry.fileName, content: entry.fileName === CORE ? fixProperties(content, time) : content });
  }
  return writeZip(entries, time);
}

const CORE = 'docProps/core.xml';

function fixProperties(content: Buffer, time: Date): Buffer {
  const stamp = `${time.toISOString().slice(0, 19)}Z`;
  const fixed = content.toString('utf8').replace(/(<dcterms:(created|modified)[^>]*>)[^<]*/g, `$1${stamp}`);
  return Buffer.from(fixed);
}
