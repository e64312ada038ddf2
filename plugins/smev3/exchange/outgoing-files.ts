import { randomUUID } from 'node:crypto';
import { gostBackend } from '@reglament/gost';
import { type BusFile, type Host, type OutgoingFile, ProviderError } from '@reglament/sdk';
import { type Smev3Config, usualInlineLimit } from '../config.ts';
import type { Attachment, Reference } from '../envelope/build.ts';
import { storeFile } from '../transport/file-storage.ts';
import type { OutgoingPart } from '../transport/multipart.ts';

/** Where the files of a message go: beside its envelope, or into the file storage of СМЭВ. */
export interface PlacedFiles {
  readonly attachments: readonly Attachment[];
  readonly parts: readonly OutgoingPart[];
  readonly references: readonly Reference[];
}

/** Bytes that all files beside one envelope may take; the rest goes into the storage. */
const inlineTotal = 5 * 1_048_576;

export interface Placing {
  /** Request, reply or bus message. */
  readonly owner: string;
  /** Name of the message on the wire: files are stored anew for a message that has got a new one. */
  readonly messageId: string;
  readonly files: readonly BusFile[];
  readonly signal: AbortSignal;
}

/** Puts the large files where they belong, once. @throws ProviderError */
export async function placeFiles(host: Host<Smev3Config>, placing: Placing): Promise<PlacedFiles> {
  const threshold = (host.config.inlineLimit ?? usualInlineLimit) * 1024;
  const attachments: Attachment[] = [];
  const parts: OutgoingPart[] = [];
  const references: Reference[] = [];
  let inline = 0;
  for (const [index, file] of placing.files.entries()) {
    if (file.storedAs !== undefined || file.size > threshold || inline + file.size > inlineTotal) {
      references.push(await store(host, placing, file));
      continue;
    }
    inline += file.size;
    const contentId = `FILE_${index + 1}`;
    const part = `${contentId}-${randomUUID()}@reglament`;
    const mimeType = mimeTypeOf(file);
    attachments.push({ contentId, mimeType, part, ...signatureOf(file) });
    parts.push({ contentId: part, contentType: mimeType, content: await readAll(file) });
  }
  return { attachments, parts, references };
}

async function store(host: Host<Smev3Config>, placing: Placing, file: BusFile): Promise<Reference> {
  const { owner, messageId, signal } = placing;
  const uuid = file.storedAs ?? (await host.once(owner, `file:${file.id}:${messageId}`, () => randomUUID()));
  const hash = await digestOf(file);
  // Kept once it is there: a try after a crash does not send it again.
  if ((await host.owner('stored', uuid)) === undefined) {
    await storeFile(host, { uuid, file, signal });
    await host.renew(owner, 'stored', () => uuid);
  }
  return { uuid, name: file.name, hash, mimeType: mimeTypeOf(file), ...signatureOf(file) };
}

async function digestOf(file: OutgoingFile): Promise<Uint8Array> {
  const digest = gostBackend().createDigest(256);
  for await (const piece of await file.open()) digest.update(piece);
  return digest.digest();
}

async function readAll(file: OutgoingFile): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of await file.open()) pieces.push(piece);
  const content = Buffer.concat(pieces);
  if (content.length === file.size) return content;
  throw new ProviderError('fileChanged', `Файл «${file.name}» прочитан не целиком: повторим`, { retry: 'later' });
}

function signatureOf({ signature }: OutgoingFile): { signature?: Uint8Array } {
  return signature === undefined ? {} : { signature };
}

/** The transport takes few families of types. */
function mimeTypeOf({ mediaType }: OutgoingFile): string {
  const [type = ''] = mediaType.split(';');
  return /^(?:text|image|audio|video|application)\/[a-zA-Z0-9\-+.]*$/.test(type) ? type : 'application/octet-stream';
}
