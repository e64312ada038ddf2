import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { openArrivals } from './arrival.ts';
import { checkKey, type FileStore, isKey, type Sparing } from './store.ts';

/** Files in a folder: `<root>/<first two digits>/<sha-256>`, `<root>/incoming/<random>` while they arrive. */
export async function openFolderStore(root: string): Promise<FileStore> {
  const receive = await openArrivals(join(root, 'incoming'));
  const place: Place = { root, settled: new Set() };
  return {
    async receive(source, limit) {
      const { path, size, sha256 } = await receive(source, limit);
      const keepIt = async (spare: Sparing) => {
        await spare(sha256);
        return keep(place, path, sha256);
      };
      return { path, size, sha256, keep: keepIt, discard: () => rm(path, { force: true }) };
    },
    async open(key, range) {
      const path = pathOf(root, key);
      await stat(path);
      return createReadStream(path, range);
    },
    remove: (key) => remove(root, key),
    list: () => list(root),
  };
}

async function* list(root: string) {
  for (const folder of (await readdir(root)).filter((name) => /^[0-9a-f]{2}$/.test(name)).toSorted()) {
    for (const key of (await readdir(join(root, folder))).filter(isKey).toSorted()) {
      yield { key, size: (await stat(pathOf(root, key))).size };
    }
  }
}

/** Content is on the disk (sync), then the name appears at once (rename), then the folder entry is on the disk. */
async function keep({ root, settled }: Place, path: string, sha256: string): Promise<string> {
  const folder = join(root, sha256.slice(0, 2));
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await rename(path, pathOf(root, sha256));
  await sync(folder);
  // A folder that is new is an entry of its parent; whoever found it there may be ahead of whoever made it.
  if (!settled.has(folder)) await sync(root);
  settled.add(folder);
  return sha256;
}

/** What a crash brings back to life is found again by the next sweep, so nothing waits for the disk. */
async function remove(root: string, key: string): Promise<boolean> {
  await rm(pathOf(root, key), { force: true });
  return true;
}

interface Place {
  readonly root: string;
  /** Folders whose own entries are known to be on the disk. */
  readonly settled: Set<string>;
}

async function sync(folder: string): Promise<void> {
  const handle = await open(folder);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function pathOf(root: string, key: string): string {
  checkKey(key);
  return join(root, key.slice(0, 2), key);
}
