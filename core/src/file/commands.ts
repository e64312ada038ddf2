import { Readable } from 'node:stream';
import { type IncomingFile, isProviderError } from '@reglament/sdk';
import type { Transaction } from '../db.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { type Inspected, type InspectedFrom, inspectFile } from './inspect-file.ts';
import { listResults } from './queries.ts';
import { insertFile } from './rows.ts';
import type { FileStore } from './store.ts';
import { sparingBy, sparingIn } from './sweep/rows.ts';

export interface GeneratedFile {
  organisationId: string;
  applicationId: string;
  name: string;
  mediaType: string;
  content: Uint8Array;
  description: string | null;
  createdAt: Date;
}

/** A paper that the system made itself (a published decision); called inside the transaction that publishes it. */
export async function addGeneratedFile(trx: Transaction, files: FileStore, paper: GeneratedFile): Promise<string> {
  const { content, ...facts } = paper;
  const received = await files.receive(Readable.from([Buffer.from(content)]), content.length);
  const { size, sha256 } = received;
  const storageKey = await received.keep(sparingIn(trx));
  const file = { ...facts, purpose: 'result', documentCode: null, uploadedBy: null, size, sha256, storageKey } as const;
  return insertFile(trx, file);
}

/** What came out of a file that is kept is looked at as any file that is brought. @throws Refusal */
export async function inspectContent(deps: Deps, content: Buffer, name: string): Promise<Inspected> {
  const received = await deps.files.receive(Readable.from([content]), deps.config.uploadLimit);
  try {
    const inspected = await inspectFile(received.path, name);
    await deps.scan(received.path);
    return inspected;
  } finally {
    await received.discard();
  }
}

/** A file that another system has sent: its content is kept, its row is yet to be written. */
export interface KeptFile {
  readonly name: string;
  readonly mediaType: string;
  readonly size: number;
  readonly sha256: string;
  readonly storageKey: string;
  readonly description: string | null;
}

type Keeping = Pick<Deps, 'database' | 'files' | 'scan' | 'config'>;

export interface KeptFiles {
  readonly files: readonly KeptFile[];
  /** What was not kept and why, in Russian. */
  readonly problems: readonly string[];
}

/**
 * Contents before rows, as everywhere; a hostile file, or one too large, is not kept, and the message says so. What hinders
 * for a while (no scanner, no store, a line that broke) is thrown: the message comes again, and with it the file.
 */
export async function keepAll(
  deps: Keeping,
  files: readonly IncomingFile[],
  from: InspectedFrom = {},
): Promise<KeptFiles> {
  const kept: KeptFile[] = [];
  const problems: string[] = [];
  for (const file of files) {
    const content = file.content instanceof Uint8Array ? [file.content] : file.content;
    try {
      kept.push(await keepIncoming(deps, Readable.from(content), { ...file, ...from }));
    } catch (error) {
      if (!isFinal(error)) throw error;
      problems.push(`Файл «${file.name}» не принят: ${error.message}`);
    }
  }
  return { files: kept, problems };
}

/** The same file would be refused again. */
function isFinal(error: unknown): error is Error {
  if (error instanceof Refusal) return error.code === 'fileRefused' || error.code === 'tooLarge';
  return isProviderError(error) && error.retry === 'never';
}

/** Inspected and scanned like any upload, before the transaction that will name it. @throws Refusal fileRefused, tooLarge: then nothing is kept */
export async function keepIncoming(
  { database, files, scan, config }: Keeping,
  source: Readable,
  { name, description, answered = false }: InspectedFrom & { readonly name: string; readonly description?: string },
): Promise<KeptFile> {
  const received = await files.receive(source, config.uploadLimit);
  try {
    const inspected = await inspectFile(received.path, name, { answered });
    await scan(received.path);
    const { size, sha256 } = received;
    return {
      ...inspected,
      size,
      sha256,
      storageKey: await received.keep(sparingBy(database)),
      description: description ?? null,
    };
  } finally {
    await received.discard();
  }
}

interface Copying {
  /** The application whose published papers are copied. */
  from: string;
  to: string;
  now: Date;
}

/** Duplicates of published papers: the same bytes under a name that says what they are. */
export async function copyResults(trx: Transaction, { from, to, now }: Copying): Promise<string[]> {
  const copies: string[] = [];
  for (const file of await listResults(trx, from)) {
    const facts = { ...file, applicationId: to, name: `Дубликат. ${file.name}`, createdAt: now } as const;
    copies.push(await insertFile(trx, { ...facts, purpose: 'result', documentCode: null, uploadedBy: null }));
  }
  return copies;
}
