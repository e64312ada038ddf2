import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { openBucket } from '../../core/src/bucket.ts';
import { openBucketStore } from '../../core/src/file/bucket-store.ts';
import { holdContents } from '../../core/src/file/sweep/rows.ts';
import { sweepContents } from '../../core/src/file/sweep/sweep.ts';
import { type BucketServer, startBucketServer } from '../support/bucket-server.ts';
import { createApplication, expected } from '../support/factories.ts';
import { allOf, nobodySweeps } from '../support/file-store-kit.ts';
import { startServer, type TestServer } from '../support/server.ts';

/** Over a bucket, where what is there already is not sent again: the harder store to sweep. */
const DAY = 86_400_000;
let bucketServer: BucketServer;
let server: TestServer;
let caseId: string;
beforeAll(async () => {
  bucketServer = await startBucketServer();
  server = await startServer({ env: bucketServer.env, works: false, quiet: true });
  caseId = (await createApplication(await server.login('super'))).id;
});
afterEach(() => bucketServer.become('well'));
afterAll(async () => {
  await server?.close();
  await bucketServer?.close();
});

const sweep = () => sweepContents(server.deps, new AbortController().signal);
const kept = async () => (await allOf(server.deps.files.list())).map(({ key }) => key);
const marks = async () => (await server.database.execute('select storage_key from unreferenced_content')).rows;

/** Uploaded, and then the process ended. */
async function leave(content = randomBytes(100).toString('hex')): Promise<{ content: string; key: string }> {
  const received = await server.deps.files.receive(Readable.from([Buffer.from(content)]), 1_000);
  return { content, key: await received.keep(nobodySweeps) };
}

/** Left behind, and found so long ago that its time has come. */
async function ripe(): Promise<{ content: string; key: string }> {
  const left = await leave();
  expect(await sweep()).toMatchObject({ found: 1, removed: 0 });
  server.clock.advance(8 * DAY);
  return left;
}

/** A person hands in the same again. */
async function upload(content: string): Promise<void> {
  const person = await server.login('super');
  const path = `/api/applications/${caseId}/files?${new URLSearchParams({ name: 'то же.txt', purpose: 'attachment' })}`;
  const headers = { 'Content-Type': 'application/octet-stream' };
  expected(await person.send('POST', path, { body: new Uint8Array(Buffer.from(content)), headers }), 201);
}

const readBack = async (key: string) => (await buffer(await server.deps.files.open(key))).toString();

/** Somebody waits for the mark of a content. */
async function someoneWaits(): Promise<void> {
  const waiting = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  await vi.waitUntil(async () => (await server.database.execute(waiting)).rows.length > 0, {
    timeout: 30_000,
    interval: 10,
  });
}

/** The store, whose next step of this kind waits for the test. */
function slow(step: 'remove' | 'keep'): { readonly reached: Promise<void>; release(): void } {
  const { files } = server.deps;
  const reached = Promise.withResolvers<void>();
  const released = Promise.withResolvers<void>();
  const wait = async () => {
    reached.resolve();
    await released.promise;
  };
  const remove = async (key: string) => {
    await wait();
    return files.remove(key);
  };
  const receive: typeof files.receive = async (source, limit) => {
    const received = await files.receive(source, limit);
    const keep: typeof received.keep = async (spare) => {
      const key = await received.keep(spare);
      await wait();
      return key;
    };
    return { ...received, keep };
  };
  Object.assign(server.deps, { files: { ...files, ...(step === 'remove' ? { remove } : { receive }) } });
  return {
    reached: reached.promise,
    release() {
      Object.assign(server.deps, { files });
      released.resolve();
    },
  };
}

test('оставшееся без записи уходит через неделю после того, как его нашли; с записью – остаётся', async () => {
  await upload('приложено к заявке');
  const named = await kept();
  const { key } = await leave('осталось от сбоя');
  expect(await sweep()).toEqual({ found: 1, removed: 0, bytes: 0 });
  server.clock.advance(6 * DAY);
  expect(await sweep()).toEqual({ found: 0, removed: 0, bytes: 0 });
  expect(await kept()).toContain(key);
  server.clock.advance(2 * DAY);
  const bytes = Buffer.byteLength('осталось от сбоя');
  expect(await sweep()).toEqual({ found: 0, removed: 1, bytes });
  expect(await kept()).toEqual(named);
  expect(await marks()).toEqual([]);
  expect(server.log.at(-1)).toMatchObject({ msg: 'contents swept', removed: 1, bytes });
  const { rows } = await server.database.execute(
    `select subject_kind as kind, subject_id as what from access_log where action = 'forget'`,
  );
  expect(rows).toEqual([{ kind: 'content', what: `1, байт ${bytes}` }]);
});

test('загруженное снова, пока ждало своего срока, остаётся', async () => {
  const { content, key } = await ripe();
  await upload(content);
  expect(await marks()).toEqual([]);
  expect(await sweep()).toMatchObject({ found: 0, removed: 0 });
  expect(await readBack(key)).toBe(content);
});

test('загружают, пока его удаляют: загрузка ждёт и кладёт заново', async () => {
  const { content, key } = await ripe();
  const removing = slow('remove');
  const swept = sweep();
  await removing.reached;
  const uploaded = upload(content);
  await someoneWaits();
  removing.release();
  expect(await swept).toMatchObject({ removed: 1 });
  await uploaded;
  expect(await readBack(key)).toBe(content);
});

test('удаляют, пока его загружают: удаление ждёт и не удаляет', async () => {
  const { content, key } = await ripe();
  const keeping = slow('keep');
  const uploaded = upload(content);
  await keeping.reached;
  const swept = sweep();
  await someoneWaits();
  keeping.release();
  await uploaded;
  expect(await swept).toMatchObject({ removed: 0 });
  expect(await readBack(key)).toBe(content);
});

const files = `jsonb_build_array(jsonb_build_object('name', 'а', 'storageKey', $1::text))`;

test.each([
  `insert into bus_message (id, from_id, to_id, type, content, files, created_at)
     select 'old', id, id, 'kind', '{}', ${files}, now() from organisation limit 1`,
  `insert into delivery (organisation_id, connection_id, message_id, kind, status, reason, original, received_at, files)
     select organisation_id, id, 'old', 'answer', 'quarantine', 'причина', '', now(), ${files} from connection limit 1`,
])('запись без снятой отметки, как у прежней программы, тоже бережёт: %s', async (statement) => {
  const { content, key } = await ripe();
  await server.database.execute(statement, [key]);
  expect(await sweep()).toMatchObject({ found: 0, removed: 0 });
  expect(await marks()).toEqual([]);
  expect(await readBack(key)).toBe(content);
});

test('пока делают копию или хранилище не отвечает, ничего не удаляется, а потом – удаляется', async () => {
  const { key } = await ripe();
  await server.database.asOwner(async (trx) => {
    await holdContents(trx);
    expect(await sweep()).toMatchObject({ removed: 0 });
  });
  bucketServer.become('failing');
  await expect(sweep()).rejects.toMatchObject({ code: 'storageUnavailable' });
  bucketServer.become('well');
  expect(await kept()).toContain(key);
  expect(await sweep()).toMatchObject({ removed: 1 });
  expect(await kept()).not.toContain(key);
});

test('хранилище, которое не даёт удалять, оставляет всё как есть, и об этом сказано', async () => {
  const { key } = await ripe();
  const { files } = server.deps;
  const stranger = openBucket({ ...bucketServer.location, accessKey: 'stranger' }, server.deps.log);
  const { remove } = await openBucketStore(stranger, join(server.deps.config.dataDir, 'stranger'));
  Object.assign(server.deps, { files: { ...files, remove } });
  expect(await sweep()).toMatchObject({ removed: 0 });
  Object.assign(server.deps, { files });
  expect(server.log.at(-2)).toMatchObject({ level: 'warn', msg: expect.stringContaining('lets us remove nothing') });
  expect(await kept()).toContain(key);
});

test('каждое место, где назван файл хранилища, известно', async () => {
  const { rows } = await server.database.execute(
    `select table_name || '.' || column_name as place from information_schema.columns
     where table_schema = 'public' and (column_name like '%storage_key%' or column_name ~ 'files$' and data_type = 'jsonb') order by 1`,
  );
  expect(rows.map((row) => (row as { place: string }).place)).toEqual([
    'bus_message.files',
    'delivery.files',
    // Names what is to go, and keeps nothing.
    'destruction_content.storage_key',
    'file.storage_key',
    'file_signature.storage_key',
    'incoming_file.storage_key',
    'unreferenced_content.storage_key',
  ]);
});
