import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { Config } from './config.ts';
import { openBucketStore } from './file/bucket-store.ts';
import { openFolderStore } from './file/folder-store.ts';
import type { FileStore } from './file/store.ts';
import { openSealBucket } from './journal/seal-bucket.ts';
import { openSealFolder } from './journal/seal-folder.ts';
import type { SealStore } from './journal/seal-store.ts';

/** What is kept outside of the database, in one place, so that one backup and one set of rights serves both. */
export interface Storage {
  readonly files: FileStore;
  readonly seals: SealStore;
}

/** @throws StartProblem when the place that the settings name cannot be used. */
export async function openStorage(
  { files, dataDir }: Pick<Config, 'files' | 'dataDir'>,
  log: Pick<Logger, 'error' | 'warn'>,
): Promise<Storage> {
  if (files.kind === 'folder') {
    return {
      files: await openFolderStore(files.folder),
      seals: openSealFolder(join(files.folder, 'journal-seals')),
    };
  }
  // The client of S3 is large, so only those who use it load it.
  const { openBucket } = await import('./bucket.ts');
  const bucket = openBucket(files, log);
  await bucket.check();
  return { files: await openBucketStore(bucket, join(dataDir, 'incoming')), seals: openSealBucket(bucket) };
}

/** Takes everything away that is kept at this place; only for one that is nobody else's. */
export async function emptyStorage(files: Config['files'], log: Pick<Logger, 'error' | 'warn'>): Promise<void> {
  if (files.kind === 'folder') return rm(files.folder, { recursive: true, force: true });
  const { openBucket } = await import('./bucket.ts');
  const bucket = openBucket(files, log);
  let kept = 0;
  for await (const { key } of bucket.list('')) kept += (await bucket.remove(key)) ? 0 : 1;
  if (kept > 0) log.warn({ kept, prefix: files.prefix }, 'contents stay: the storage lets us remove nothing');
}
