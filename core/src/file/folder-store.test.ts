import { mkdtemp, readdir, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openFolderStore } from './folder-store.ts';

let root = '';
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'reglament-files-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

describe('the folder of files', () => {
  it('removes what a crash left behind a day ago, and nothing newer', async () => {
    await openFolderStore(root);
    const [old, fresh] = [join(root, 'incoming', 'old'), join(root, 'incoming', 'fresh')];
    await writeFile(old, 'x');
    await writeFile(fresh, 'x');
    const before = Date.now() / 1000 - 25 * 60 * 60;
    await utimes(old, before, before);
    await openFolderStore(root);
    expect(await readdir(join(root, 'incoming'))).toEqual(['fresh']);
  });

  it('opens while another process takes what it was just listing', async () => {
    await openFolderStore(root);
    // Listed, and not there when asked about.
    await symlink(join(root, 'nowhere'), join(root, 'incoming', 'gone'));
    await expect(openFolderStore(root)).resolves.toBeDefined();
  });
});
