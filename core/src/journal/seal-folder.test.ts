import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openSealFolder } from './seal-folder.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reglament-seals-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('печать появляется целиком: кто читает, пока её пишут, видит всю или никакой', async () => {
  const seals = openSealFolder(folder);
  const text = 'печать\n'.repeat(4_000_000);
  let isWritten = false;
  const writing = seals.write(1, text).finally(() => {
    isWritten = true;
  });
  const seen = new Set<number | undefined>();
  while (!isWritten) seen.add((await seals.read(1))?.length);
  await writing;
  seen.delete(undefined);
  expect([...seen].filter((length) => length !== text.length)).toEqual([]);
  expect(await seals.numbers()).toEqual([1]);
});

test('печать не переписывают, и после отказа ничего лишнего не остаётся', async () => {
  const seals = openSealFolder(folder);
  await seals.write(1, 'первая');
  await expect(seals.write(1, 'вторая')).rejects.toMatchObject({ code: 'EEXIST' });
  expect(await seals.read(1)).toBe('первая');
  expect(await readdir(folder)).toEqual(['000001.txt']);
});
