import { cp, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadFolder } from './load.ts';

const shipped = fileURLToPath(new URL('../../../service-definitions', import.meta.url));
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reglament-definitions-'));
  await cp(join(shipped, 'workflows'), join(folder, 'workflows'), { recursive: true });
});
afterEach(() => rm(folder, { recursive: true }));

test('a file that stands where another code belongs is named, and the others are read', async () => {
  await rename(join(folder, 'workflows/short.json'), join(folder, 'workflows/long.json'));
  const { files, findings } = await loadFolder(folder);
  expect(findings.map(({ file, code, pointer }) => [file, code, pointer])).toEqual([
    ['workflows/long.json', 'wrongPlace', '/code'],
  ]);
  expect(files.filter(({ definition }) => definition !== undefined).map(({ file }) => file)).toContain(
    'workflows/doverie.json',
  );
});
