import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { openBucket } from '../../core/src/bucket.ts';
import { openBucketStore } from '../../core/src/file/bucket-store.ts';
import { openFolderStore } from '../../core/src/file/folder-store.ts';
import type { BucketLocation } from '../../core/src/file/location.ts';
import { sealJournal } from '../../core/src/journal/commands.ts';
import { sealKey } from '../../core/src/journal/seal.ts';
import { openSealBucket } from '../../core/src/journal/seal-bucket.ts';
import { openSealFolder } from '../../core/src/journal/seal-folder.ts';
import { verifyJournal } from '../../core/src/journal/verify.ts';
import { createLog } from '../../core/src/log.ts';
import { openStorage } from '../../core/src/storage.ts';
import { type BucketServer, startBucketServer } from '../support/bucket-server.ts';
import { createApplication, upload } from '../support/factories.ts';
import { allOf, describeFileStore, nobodySweeps } from '../support/file-store-kit.ts';
import { startServer } from '../support/server.ts';

let bucketServer: BucketServer;
beforeAll(async () => {
  bucketServer = await startBucketServer();
});
afterAll(() => bucketServer.close());
afterEach(() => bucketServer.become('well'));

const lines: Record<string, unknown>[] = [];
const log = createLog('warn', { write: (line) => void lines.push(JSON.parse(line)) });

async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'reglament-store-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((one) => one.isFile()).map(({ name }) => name);
}

/** A prefix that no other test has is an empty bucket. */
function emptyBucket(changes: Partial<BucketLocation> = {}) {
  const prefix = `${randomBytes(6).toString('hex')}/`;
  return openBucket({ ...bucketServer.location, prefix, ...changes }, log);
}

describeFileStore('a folder', async () => {
  const folder = await emptyFolder();
  return { store: await openFolderStore(folder), everything: () => filesIn(folder) };
});

describeFileStore('a bucket', async () => {
  const incoming = await emptyFolder();
  const bucket = emptyBucket();
  return {
    store: await openBucketStore(bucket, incoming),
    everything: async () => {
      const kept = await allOf(bucket.list(''));
      return [...kept.map(({ key }) => key.replace('contents/', '')), ...(await filesIn(incoming))];
    },
  };
});

describe.each([
  ['a folder', async () => openSealFolder(join(await emptyFolder(), 'seals'))],
  ['a bucket', async () => openSealBucket(emptyBucket())],
])('seals in %s', (_, open) => {
  test('are numbered, read back as written, and never written again', async () => {
    const seals = await open();
    expect(await seals.numbers()).toEqual([]);
    expect(await seals.read(1)).toBeUndefined();
    for (const number of [2, 1, 1_000_001, 10]) await seals.write(number, `печать ${number}\n`);
    expect(await seals.numbers()).toEqual([1, 2, 10, 1_000_001]);
    expect(await seals.read(10)).toBe('печать 10\n');
    await expect(seals.write(10, 'другая')).rejects.toThrow();
    expect(await seals.read(10)).toBe('печать 10\n');
  });
});

describe('a storage that fails', () => {
  async function withContent() {
    const incoming = await emptyFolder();
    const bucket = emptyBucket();
    const store = await openBucketStore(bucket, incoming);
    const key = await (await store.receive(Readable.from([Buffer.from('content')]), 100)).keep(nobodySweeps);
    return { store, bucket, key, incoming };
  }

  test.each([
    ['cut', 'HEAD'],
    ['cut', 'PUT'],
    ['failing', 'HEAD'],
    ['failing', 'PUT'],
  ] as const)('once (%s at %s): the content gets there all the same', async (mood, method) => {
    const { store } = await withContent();
    const content = randomBytes(500_000);
    const received = await store.receive(Readable.from([content]), 500_000);
    bucketServer.become(mood, method);
    const from = bucketServer.requests.length;
    const key = await received.keep(nobodySweeps);
    const asked = bucketServer.requests.slice(from).filter((request) => request.startsWith(method));
    expect(asked).toHaveLength(2);
    expect((await buffer(await store.open(key))).equals(content)).toBe(true);
  });

  test.each(['cut', 'failing'] as const)(
    'for good (%s): a person hears that it passes, the log hears why, nothing is lost',
    async (mood) => {
      const { store, bucket, key, incoming } = await withContent();
      const received = await store.receive(Readable.from([Buffer.from('new')]), 100);
      bucketServer.become(mood);
      lines.length = 0;
      const refusal = { code: 'storageUnavailable', status: 503, facts: { retryAfter: 30 } };
      await expect(received.keep(nobodySweeps)).rejects.toMatchObject(refusal);
      await expect(store.open(key)).rejects.toMatchObject(refusal);
      await expect(allOf(store.list())).rejects.toMatchObject(refusal);
      await expect(bucket.check()).resolves.toBeUndefined();
      expect(lines.map(({ msg }) => msg)).toEqual([
        ...Array(3).fill('file storage failed'),
        'file storage does not answer',
      ]);
      bucketServer.become('well');
      // What has come is still there, to be kept at the next try or thrown away.
      await received.keep(nobodySweeps);
      await received.discard();
      expect(await filesIn(incoming)).toEqual([]);
      expect(await allOf(store.list())).toHaveLength(2);
    },
  );

  test('a wrong key or bucket ends the start with what to do; a secret is never told', async () => {
    const wrong = (changes: Partial<BucketLocation>) => emptyBucket({ secretKey: 'topsecret', ...changes });
    await expect(wrong({ accessKey: 'stranger' }).check()).rejects.toThrow(/не пускает.*S3_ACCESS_KEY/);
    await expect(wrong({ bucket: 'nowhere' }).check()).rejects.toThrow('корзины «nowhere» нет');
    const store = await openBucketStore(wrong({ accessKey: 'stranger' }), await emptyFolder());
    const received = await store.receive(Readable.from([Buffer.from('x')]), 1);
    await expect(received.keep(nobodySweeps)).rejects.toMatchObject({ code: 'storageUnavailable' });
    expect(lines.at(-1)).toMatchObject({ level: 'error', status: 403 });
    expect(existsSync(received.path)).toBe(true);
    expect(JSON.stringify(lines)).not.toContain('topsecret');
  });
});

test('система над хранилищем: файлы и печати в нём, без него – отказ и ни одной лишней записи', async () => {
  const server = await startServer({ env: bucketServer.env });
  onTestFinished(() => server.close());
  const registrar = await server.login('registrar');
  const { id } = await createApplication(registrar);
  const first = await upload(registrar, id, { name: 'письмо.txt', purpose: 'attachment' });
  expect((await registrar.get(`/api/files/${first.id}/content`)).text).toBe('Текст обоснования решения.\n');
  const { config, database, clock } = server.deps;
  const { seals } = await openStorage(config, log);
  const sealing = { database, seals, key: sealKey(config.secretKey) };
  await sealJournal(sealing, clock());
  expect(await verifyJournal(sealing)).toMatchObject({ ok: true, seals: 1 });
  expect(existsSync(join(config.dataDir, 'files'))).toBe(false);

  bucketServer.become('cut');
  const query = new URLSearchParams({ name: 'другое.txt', purpose: 'attachment' });
  const headers = { 'Content-Type': 'application/octet-stream' };
  const body = new TextEncoder().encode('Другое.\n');
  const send = () => registrar.send('POST', `/api/applications/${id}/files?${query}`, { body, headers });
  const refused = await send();
  expect([refused.status, refused.body.code]).toEqual([503, 'storageUnavailable']);
  expect(refused.headers.get('Retry-After')).toBe('30');
  expect((await registrar.get(`/api/files/${first.id}/content`)).status).toBe(503);
  await expect(verifyJournal(sealing)).rejects.toMatchObject({ code: 'storageUnavailable' });
  expect((await registrar.get(`/api/applications/${id}/files`)).body.items).toHaveLength(1);
  expect(await filesIn(config.dataDir)).toEqual([]);

  bucketServer.become('well');
  expect((await send()).status).toBe(201);
  expect((await registrar.get(`/api/applications/${id}/files`)).body.items).toHaveLength(2);
});
