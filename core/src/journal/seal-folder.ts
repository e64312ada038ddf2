import { mkdir, open, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../config.ts';

/** Where seals are kept outside of the database. A seal once written is never written again. */
export interface SealStore {
  /** Numbers of the seals that are there, ascending. */
  numbers(): Promise<number[]>;
  read(number: number): Promise<string | undefined>;
  /** Throws when there is a seal of this number already. Durable when it returns. */
  write(number: number, text: string): Promise<void>;
}

/** Beside the uploaded files, so that one backup and one set of rights serves both; with S3 in the folder of the data. */
export function sealFolderOf(config: Pick<Config, 'files' | 'dataDir'>): string {
  const root = config.files.startsWith('file:') ? config.files.slice('file:'.length) : config.dataDir;
  return join(root, 'journal-seals');
}

export function openSealFolder(folder: string): SealStore {
  const pathOf = (number: number) => join(folder, `${String(number).padStart(6, '0')}.txt`);
  return {
    async numbers() {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const names = await readdir(folder);
      return names
        .flatMap((name) => (/^\d{6,}\.txt$/.test(name) ? [Number.parseInt(name, 10)] : []))
        .toSorted((a, b) => a - b);
    },
    async read(number) {
      try {
        return await readFile(pathOf(number), 'utf8');
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
        throw error;
      }
    },
    async write(number, text) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const handle = await open(pathOf(number), 'wx', 0o400);
      try {
        await handle.writeFile(text);
        await handle.sync();
      } finally {
        await handle.close();
      }
    },
  };
}
