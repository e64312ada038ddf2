import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { gostBackend } from '@reglament/gost';
import { type FileContent, type Host, type OutgoingFile, ProviderError } from '@reglament/sdk';
import { type Client, FTPError } from 'basic-ftp';
import type { Smev3Config } from '../config.ts';
import type { FileAccess } from '../envelope/message.ts';
import { withFtp } from './ftp.ts';
import { remoteName } from './remote-name.ts';

export interface Storing {
  /** Name of the folder that the file gets for itself, and of the file in messages. */
  readonly uuid: string;
  readonly file: OutgoingFile;
  readonly signal: AbortSignal;
}

/** `MKD <uuid>`, `STOR <uuid>/<name>`; a folder that is there already is from a try that broke off. @throws ProviderError */
export async function storeFile(host: Host<Smev3Config>, { uuid, file, signal }: Storing): Promise<void> {
  const { ftpUser = 'anonymous', ftpPassword = '' } = host.config;
  await withFtp(host, { user: ftpUser, password: ftpPassword, signal, retryWithout: 'never' }, async (session) => {
    await session.step(`MKD ${uuid}`, (client) => makeFolder(client, uuid));
    const content = Readable.from(await file.open());
    await session.step(`STOR ${uuid}`, (client) => client.uploadFrom(content, `/${uuid}/${remoteName(file.name)}`));
  });
}

async function makeFolder(client: Client, uuid: string): Promise<void> {
  try {
    await client.send(`MKD /${uuid}`);
  } catch (error) {
    // 550 and 521: it exists. When it does not, the next step says so.
    if (!(error instanceof FTPError) || (error.code !== 550 && error.code !== 521)) throw error;
  }
}

export interface FetchedFile {
  readonly name: string;
  /** ГОСТ digests of the content. */
  readonly digests: Readonly<Record<256 | 512, Uint8Array>>;
  open(): FileContent;
  discard(): Promise<void>;
}

/** Bytes of one file from the storage. */
const mostBytes = 1_073_741_824;

/**
 * A file by its one-off key, on the disk of this server until it is discarded. `missing`: the storage has it no more or the
 * key does not fit, and never will. @throws ProviderError
 */
export async function fetchFile(
  host: Host<Smev3Config>,
  { user, password, fileName }: FileAccess,
  signal: AbortSignal,
): Promise<FetchedFile | { readonly missing: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'reglament-smev3-'));
  const path = join(folder, 'content');
  const discard = () => rm(folder, { recursive: true, force: true });
  try {
    const digests = await withFtp(host, { user, password, signal, retryWithout: 'later' }, (session) =>
      session.step(`RETR ${basename(fileName)}`, (client) => download(client, { from: fileName, to: path })),
    );
    return { name: basename(fileName) || 'file', digests, open: () => createReadStream(path), discard };
  } catch (error) {
    await discard();
    const cause = error instanceof ProviderError ? error.cause : undefined;
    if (cause instanceof FTPError && (cause.code === 550 || cause.code === 530)) {
      return { missing: `файловое хранилище СМЭВ ответило «${cause.message}»` };
    }
    if (error instanceof ProviderError && error.code === 'fileTooLarge') return { missing: error.message };
    throw error;
  }
}

async function download(
  client: Client,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<FetchedFile['digests']> {
  const digests = { 256: gostBackend().createDigest(256), 512: gostBackend().createDigest(512) };
  let size = 0;
  const through = new PassThrough();
  through.on('data', (piece: Buffer) => {
    size += piece.length;
    if (size > mostBytes) through.destroy(tooLarge());
    digests[256].update(piece);
    digests[512].update(piece);
  });
  const written = pipeline(through, createWriteStream(to));
  written.catch(() => undefined);
  await client.downloadTo(through, from);
  await written;
  return { 256: digests[256].digest(), 512: digests[512].digest() };
}

function tooLarge(): ProviderError {
  const text = `файл больше ${mostBytes / 1_048_576} МБ и не принят`;
  return new ProviderError('fileTooLarge', text, { retry: 'never' });
}
