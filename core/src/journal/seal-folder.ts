import { randomUUID } from 'node:crypto';
import { link, mkdir, open, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { SealStore } from './seal-store.ts';

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
      // The name appears with all that stands under it: a crash in the middle must not look like somebody's hand.
      const fresh = join(folder, `${randomUUID()}.new`);
      try {
        await writeDown(fresh, text);
        await link(fresh, pathOf(number));
      } finally {
        await rm(fresh, { force: true });
      }
      await syncFolder(folder);
    },
  };
}

async function writeDown(path: string, text: string): Promise<void> {
  const handle = await open(path, 'wx', 0o400);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
