import type { Host, IncomingFile } from '@reglament/sdk';
import type { Smev3Config } from '../config.ts';
import type { FileReference, ResponseMessage } from '../envelope/message.ts';
import { type FetchedFile, fetchFile } from '../transport/file-storage.ts';
import type { Parts } from '../transport/xop.ts';

/** With its name in the storage, when it came by it. */
export interface CollectedFile extends IncomingFile {
  readonly storedAs?: string;
}

export interface Collected {
  readonly files: readonly CollectedFile[];
  /** A file is missing or not the one that was signed for. */
  readonly problem?: string;
  /** Frees what was fetched. */
  discard(): Promise<void>;
}

export interface Carrying {
  readonly message: Pick<ResponseMessage, 'headers' | 'references' | 'accesses' | 'attached'>;
  readonly parts: Parts;
}

/** The files of a message: from beside its envelope, and from the storage. @throws ProviderError the storage is away */
export async function collectFiles(
  host: Host<Smev3Config>,
  { message, parts }: Carrying,
  signal: AbortSignal,
): Promise<Collected> {
  const files: CollectedFile[] = [];
  const problems: string[] = [];
  const fetched: FetchedFile[] = [];
  for (const { contentId, mimeType, signature } of message.headers) {
    const attached = message.attached.get(contentId);
    const content = attached && ('part' in attached ? parts.get(attached.part) : attached.content);
    if (content === undefined) problems.push(`вложения «${contentId}» в сообщении нет`);
    else files.push({ name: nameOf(contentId, mimeType), content, ...(signature === undefined ? {} : { signature }) });
  }
  try {
    for (const reference of message.references) {
      const access = message.accesses.find(({ uuid }) => uuid === reference.uuid);
      const found =
        access === undefined ? { missing: 'СМЭВ не дала к нему доступа' } : await fetchFile(host, access, signal);
      if ('missing' in found) {
        problems.push(`файла «${reference.fileName ?? reference.uuid}» нет: ${found.missing}`);
        continue;
      }
      fetched.push(found);
      if (!matches(found, reference))
        problems.push(`файл «${found.name}» – не тот, за который подписались: хеш другой`);
      files.push({
        name: nameOf(reference.fileName ?? found.name, reference.mimeType),
        storedAs: reference.uuid,
        content: found.open(),
        ...(reference.signature === undefined ? {} : { signature: reference.signature }),
      });
    }
  } catch (error) {
    await discardAll(fetched);
    throw error;
  }
  const collected = { files, discard: () => discardAll(fetched) };
  if (problems.length === 0) return collected;
  return { ...collected, problem: `Сообщение получено не целиком: ${problems.join('; ')}` };
}

async function discardAll(fetched: readonly FetchedFile[]): Promise<void> {
  for (const file of fetched) await file.discard();
}

function matches({ digests }: FetchedFile, { hash }: FileReference): boolean {
  if (hash === undefined) return true;
  const own = hash.length === 64 ? digests[512] : digests[256];
  return Buffer.from(own).equals(hash);
}

const extensions: Readonly<Record<string, string>> = {
  'application/pdf': 'pdf',
  'application/zip': 'zip',
  'application/xml': 'xml',
  'text/xml': 'xml',
  'text/plain': 'txt',
  'text/html': 'html',
  'application/xhtml+xml': 'html',
  'application/x-mimearchive': 'mht',
  'image/svg+xml': 'svg',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/tiff': 'tiff',
};

/** A content id need not look like a file's name. */
function nameOf(name: string, mimeType: string): string {
  const extension = extensions[mimeType.toLowerCase()];
  return /\.[A-Za-z0-9]{1,10}$/.test(name) || extension === undefined ? name : `${name}.${extension}`;
}
