import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { archiveKey } from '../../core/src/backup/archive-key.ts';
import { BrokenArchive } from '../../core/src/backup/archive-shape.ts';
import { checkArchive } from '../../core/src/backup/check-archive.ts';
import { makeBackup } from '../../core/src/backup/make-backup.ts';
import { sealJournal } from '../../core/src/journal/commands.ts';
import { openStorage } from '../../core/src/storage.ts';
import { nobodySweeps } from '../support/file-store-kit.ts';
import { createJournal, type JournalFixture } from '../support/journal-fixture.ts';

const key = archiveKey('a secret of at least thirty-two characters');
const now = new Date('2026-11-20T23:59:00Z');
const text = 'Текст обоснования решения.\n';
const textFile = createHash('sha256').update(text).digest('hex');

let journal: JournalFixture;
let folder: string;
let archive: string;
beforeAll(async () => {
  journal = await createJournal(20, 3);
  folder = await mkdtemp(join(tmpdir(), 'reglament-broken-'));
  archive = join(folder, 'archive.tar.gz');
  const files = { kind: 'folder', folder: join(folder, 'files') } as const;
  const storage = await openStorage({ files, dataDir: folder }, { error: () => undefined, warn: () => undefined });
  await (await storage.files.receive(Readable.from([Buffer.from(text)]), 1000)).keep(nobodySweeps);
  await sealJournal({ ...journal.deps, seals: storage.seals }, now);
  await makeBackup({ database: journal.database, storage, key, now }, archive);
});
afterAll(async () => {
  await journal.drop();
  await rm(folder, { recursive: true, force: true });
});

test('целый проходит', async () => {
  const { head, manifest, sameKey } = await checkArchive(archive, key);
  expect(sameKey).toBe(true);
  expect(head.createdAt).toBe(now.toISOString());
  expect(manifest).toMatchObject({ files: { count: 1 }, chains: { applications: 20 }, damaged: [] });
  expect(manifest.rows['public.application_event']).toBe(60);
});

/** The archive unpacked; a byte of an entry is found by what stands there. */
async function spoil(change: (tar: Buffer) => Buffer): Promise<string> {
  const path = join(folder, 'spoilt.tar.gz');
  await writeFile(path, gzipSync(change(Buffer.from(gunzipSync(await readFile(archive)))), { level: 1 }));
  return path;
}

function flip(tar: Buffer, at: number): Buffer {
  tar[at] = (tar[at] ?? 0) ^ 1;
  return tar;
}

/** Of the content of an entry. */
function placeOf(tar: Buffer, name: string): number {
  const header = tar.indexOf(`${name}\0`);
  expect(header, name).toBeGreaterThanOrEqual(0);
  return header + 512;
}

describe('испорченный архив назван', () => {
  test.each([
    [
      'строка таблицы',
      (tar: Buffer) => flip(tar, placeOf(tar, 'tables/public.application_event/000001') + 20),
      /часть tables\/public.application_event\/000001 повреждена/,
    ],
    [
      'содержание файла',
      (tar: Buffer) => flip(tar, placeOf(tar, `files/${textFile}`) + 3),
      /файл [0-9a-f]{64} повреждён/,
    ],
    [
      'печать журнала',
      (tar: Buffer) => flip(tar, placeOf(tar, 'seals/000001.txt') + 30),
      /часть seals\/000001.txt повреждена/,
    ],
    ['опись', (tar: Buffer) => flip(tar, tar.lastIndexOf('"applications":') + 15), /опись изменена/],
    ['имя части', (tar: Buffer) => renamed(tar, 'seals/000001.txt', 'seals/000009.txt'), /нет части seals\/000001.txt/],
    ['постороннее', (tar: Buffer) => renamed(tar, 'seals/000001.txt', 'seals/../../etc.'), /постороннее/],
    ['отрезан до описи', (tar: Buffer) => tar.subarray(0, tar.indexOf('manifest.json\0')), /нет описи|обрывается/],
    [
      'отрезан посреди части',
      (tar: Buffer) => tar.subarray(0, placeOf(tar, 'tables/public.application_event/000001') + 100),
      /обрывается|повреждён/,
    ],
    ['не архив системы', () => Buffer.alloc(2048), /не архив системы/],
  ])('%s', async (_, change, told) => {
    const path = await spoil(change);
    await expect(checkArchive(path, key)).rejects.toThrow(BrokenArchive);
    await expect(checkArchive(path, key)).rejects.toThrow(told);
  });

  test.each([
    ['сжатый файл обрывается', async () => (await readFile(archive)).subarray(0, -2000), /обрывается/],
    ['байт сжатого файла', async () => flip(await readFile(archive), 3_000), /повреждён|обрывается/],
    ['не gzip', async () => Buffer.from('это письмо, а не архив\n'), /повреждён или это не архив/],
    ['пустой', async () => Buffer.alloc(0), /обрывается|не архив/],
  ])('%s', async (_, content, told) => {
    const path = join(folder, 'packed.tar.gz');
    await writeFile(path, await content());
    await expect(checkArchive(path, key)).rejects.toThrow(told);
  });
});

/** With the checksum of the header set right, so that only the name is wrong. */
function renamed(tar: Buffer, from: string, to: string): Buffer {
  const header = placeOf(tar, from) - 512;
  tar.write(to, header);
  tar.fill(' ', header + 148, header + 156);
  const sum = tar.subarray(header, header + 512).reduce((total, byte) => total + byte, 0);
  tar.write(`${sum.toString(8).padStart(6, '0')}\0 `, header + 148);
  return tar;
}
