import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { seedDemo } from '../../core/src/demo/seed.ts';
import { startBucketServer } from '../support/bucket-server.ts';
import { type CommandResult, reglament } from '../support/command-line.ts';
import { databaseForThisTest, type TestDatabase } from '../support/database.ts';
import { createApplication, upload } from '../support/factories.ts';
import type { Client } from '../support/http-client.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { startProcess } from '../support/server-process.ts';
import { tableSums } from '../support/table-sums.ts';

/** R13: a living installation, its archive, and what becomes of it on an empty host. */
let server: TestServer;
let registrar: Client;
let folder: string;
let archive: string;
let application: string;
let file: string;
let sums: Record<string, string>;
let made: CommandResult;

const settingsOf = ({ deps, database }: TestServer) => ({ DATABASE_URL: database.url, DATA_DIR: deps.config.dataDir });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reglament-backup-'));
  archive = join(folder, 'archive.tar.gz');
  server = await startServer();
  await seedDemo(server.deps, server.deps.config.definitionsDir);
  registrar = await server.login('registrar');
  ({ id: application } = await createApplication(registrar));
  ({ id: file } = await upload(registrar, application, { name: 'письмо.txt', purpose: 'attachment' }));
  expect((await reglament(['journal', 'seal'], settingsOf(server))).code).toBe(0);
  await createApplication(registrar);
  await server.deps.accessLog.flush();
  await server.deps.jobs.stop();
  sums = await tableSums(server.database);
  made = await reglament(['backup', archive, '--json'], settingsOf(server));
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

interface EmptyHost {
  readonly database: TestDatabase;
  readonly dataDir: string;
  readonly settings: Readonly<Record<string, string>>;
}

async function emptyHost(): Promise<EmptyHost> {
  const database = await databaseForThisTest({ migrated: false });
  const dataDir = await mkdtemp(join(tmpdir(), 'reglament-host-'));
  onTestFinished(() => rm(dataDir, { recursive: true, force: true }));
  return { database, dataDir, settings: { DATABASE_URL: database.url, DATA_DIR: dataDir } };
}

/** Nothing of a restore that did not come off. */
async function expectUntouched({ database, dataDir }: EmptyHost): Promise<void> {
  const { rows } = await database.execute(
    `select schemaname || '.' || tablename as name from pg_tables
     where schemaname in ('public', 'pgboss') and tablename not like 'knex_migrations%'`,
  );
  expect(rows).toEqual([]);
  const entries = await readdir(dataDir, { recursive: true, withFileTypes: true });
  expect(entries.filter((one) => one.isFile()).map(({ name }) => name)).toEqual([]);
}

test('архив сделан при работающем сервере, закрыт от других, читается обычным tar', async () => {
  expect([made.code, made.err]).toEqual([0, '']);
  const facts = JSON.parse(made.out);
  expect(facts).toMatchObject({ file: archive, seals: 1, damaged: [] });
  expect(facts.files.count).toBeGreaterThan(0);
  expect((await stat(archive)).mode & 0o777).toBe(0o600);
  const listed = execFileSync('tar', ['tzf', archive], { encoding: 'utf8' }).trim().split('\n');
  expect([listed[0], ...listed.slice(-2)]).toEqual(['head.json', 'manifest.json', 'manifest.hmac']);
  expect(listed).toContain('tables/public.application/000001');
  expect(existsSync(`${archive}.partial`)).toBe(false);
});

test('на пустом месте всё то же: суммы таблиц, концы цепочек, печати, файлы; вход и работа дальше', async () => {
  const host = await emptyHost();
  const restored = await reglament(['restore', archive, '--json'], host.settings);
  expect([restored.code, restored.err]).toEqual([0, '']);
  expect(JSON.parse(restored.out)).toMatchObject({ damaged: [], journal: { ok: true, seals: 1 } });
  expect(await tableSums(host.database)).toEqual(sums);
  const verified = await reglament(['journal', 'verify', '--json'], host.settings);
  expect([verified.code, JSON.parse(verified.out)]).toMatchObject([0, { ok: true, badRows: 0, seals: 1 }]);

  const product = await startProcess({ databaseUrl: host.database.url, dataDir: host.dataDir });
  onTestFinished(async () => void (await product.end('SIGKILL')));
  await product.ready();
  const client = await product.client().login('registrar');
  expect((await client.get(`/api/files/${file}/content`)).text).toBe('Текст обоснования решения.\n');
  expect((await client.get(`/api/applications/${application}`)).status).toBe(200);
  // Numbering goes on where it stood: a new row of the journal meets no old one.
  await createApplication(client);
  expect((await reglament(['journal', 'seal'], host.settings)).code).toBe(0);
  expect((await reglament(['journal', 'verify'], host.settings)).code).toBe(0);
});

test('таблицы архива – одного мгновения, хотя в базу всё время пишут', async () => {
  let writing = true;
  const written = (async () => {
    let count = 0;
    for (; writing; count += 1) {
      const { id } = await createApplication(registrar);
      await upload(registrar, id, { name: 'письмо.txt', purpose: 'attachment' });
    }
    return count;
  })();
  const busy = join(folder, 'busy.tar.gz');
  const backup = await reglament(['backup', busy], settingsOf(server));
  writing = false;
  expect([backup.code, backup.err]).toEqual([0, '']);
  expect(await written).toBeGreaterThan(1);
  const host = await emptyHost();
  const restored = await reglament(['restore', busy], host.settings);
  expect([restored.code, restored.err]).toEqual([0, '']);
  const orphans = `select count(*)::int as events from application_event e
    where not exists (select from application a where a.id = e.application_id)`;
  expect((await host.database.execute(orphans)).rows).toEqual([{ events: 0 }]);
});

describe('отказ', () => {
  test('на непустом месте – назвать, что там есть, и не тронуть', async () => {
    const before = await tableSums(server.database, ['public."access_log"']);
    const refused = await reglament(['restore', archive], settingsOf(server));
    expect([refused.code, refused.out, refused.err]).toEqual([1, '', expect.any(String)]);
    expect(refused.err).toMatch(/только на пустое место, а здесь уже есть: .*строк: \d+.*DATABASE_URL/s);
    expect(await tableSums(server.database, ['public."access_log"'])).toEqual(before);
  });

  test('пустая база, но в хранилище уже есть печати', async () => {
    const host = await emptyHost();
    await mkdir(join(host.dataDir, 'files/journal-seals'), { recursive: true });
    await writeFile(join(host.dataDir, 'files/journal-seals/000001.txt'), 'чужая');
    const refused = await reglament(['restore', archive], host.settings);
    expect(refused.code).toBe(1);
    expect(refused.err).toContain('печать журнала № 1');
  });

  test('с другим SECRET_KEY – сказать, что это значит; с --other-key – восстановить', async () => {
    const host = await emptyHost();
    const other = { ...host.settings, SECRET_KEY: 'another secret of thirty-two characters' };
    const refused = await reglament(['restore', archive], other);
    expect(refused.code).toBe(1);
    expect(refused.err).toMatch(/SECRET_KEY здесь не тот.*печати журнала проверить будет нельзя.*пароли подключений/s);
    await expectUntouched(host);
    const agreed = await reglament(['restore', archive, '--other-key'], other);
    expect(agreed.out).toContain('SECRET_KEY другой');
    expect(agreed.code).toBe(1); // the seals do not hold under this key, and that is said
    expect(await tableSums(host.database)).toEqual(sums);
  });

  test.each([
    ['restore', ['нет-такого.tar.gz'], /нет такого файла/],
    ['restore', [tmpdir()], /это папка/],
    ['backup', ['a', 'b'], /reglament backup ФАЙЛ/],
    ['backup', ['/нет/такой/папки/a.tar.gz'], /нет такого файла или папки/],
  ])('неверный вызов: %s %j', async (command, args, told) => {
    const result = await reglament([command, ...args], settingsOf(server));
    expect([result.code, result.out]).toEqual([2, '']);
    expect(result.err).toMatch(told);
    expect(result.err).not.toContain('    at ');
  });

  test('команда отказывает словами, ни базы, ни файлов не тронув', async () => {
    const host = await emptyHost();
    const path = join(folder, 'cut.tar.gz');
    await writeFile(path, (await readFile(archive)).subarray(0, -2000));
    const result = await reglament(['restore', path, '--json'], host.settings);
    expect([result.code, result.out]).toEqual([1, '']);
    expect(JSON.parse(result.err)).toEqual({
      code: 'BrokenArchive',
      message: expect.stringContaining('он обрывается'),
    });
    await expectUntouched(host);
  });

  test('готовый архив не затирается', async () => {
    const before = sha256(await readFile(archive));
    const result = await reglament(['backup', archive], settingsOf(server));
    expect([result.code, result.err]).toEqual([2, expect.stringContaining('такой файл уже есть')]);
    expect(sha256(await readFile(archive))).toBe(before);
  });
});

function sha256(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

const textFile = sha256(Buffer.from('Текст обоснования решения.\n'));

test('база отказала посреди строк: таблиц снова нет, и повторить можно', async () => {
  const host = await emptyHost();
  // A trigger of the database itself that refuses the owner's largest table, as a full disk would.
  await host.database.execute(`create function stop_there() returns event_trigger language plpgsql as $$
    begin raise exception 'no space left' using errcode = '53100'; end $$`);
  await host.database.execute(
    "create event trigger stop_there on ddl_command_start when tag in ('ALTER TABLE') execute function stop_there()",
  );
  const failed = await reglament(['restore', archive], host.settings);
  expect(failed.code).toBe(2);
  await host.database.execute('drop event trigger stop_there');
  await host.database.execute('drop function stop_there');
  const again = await reglament(['restore', archive], host.settings);
  expect([again.code, again.err]).toEqual([0, '']);
});

test('из папки в хранилище S3 и обратно', async () => {
  const bucket = await startBucketServer();
  onTestFinished(() => bucket.close());
  const there = await emptyHost();
  const inBucket = { ...there.settings, ...bucket.env };
  expect((await reglament(['restore', archive], inBucket)).code).toBe(0);
  const second = join(folder, 'from-bucket.tar.gz');
  expect((await reglament(['backup', second], inBucket)).code).toBe(0);
  const back = await emptyHost();
  expect((await reglament(['restore', second], back.settings)).code).toBe(0);
  expect(await tableSums(back.database)).toEqual(sums);
  const kept = (root: string) =>
    execFileSync('sh', ['-c', 'find . -type f | sort | xargs sha256sum'], { cwd: root, encoding: 'utf8' });
  const files = join(server.deps.config.dataDir, 'files');
  const restored = kept(join(back.dataDir, 'files'));
  for (const line of restored.trim().split('\n')) expect(kept(files)).toContain(line);
  expect(restored).toContain('journal-seals/000001.txt');
});

test('файл, испорченный уже в хранилище, назван, остальное сохранено', async () => {
  const kept = join(server.deps.config.dataDir, 'files', textFile.slice(0, 2), textFile);
  await writeFile(kept, 'подменили');
  onTestFinished(() => writeFile(kept, 'Текст обоснования решения.\n'));
  const path = join(folder, 'damaged.tar.gz');
  const backup = await reglament(['backup', path], settingsOf(server));
  expect([backup.code, backup.err]).toEqual([1, expect.stringContaining(textFile)]);
  const host = await emptyHost();
  const restored = await reglament(['restore', path], host.settings);
  expect([restored.code, restored.out]).toEqual([0, expect.stringContaining(`ПОВРЕЖДЁН файл ${textFile}`)]);
});

test('места на диске не хватило посреди таблиц: отказ, ни половины архива, база свободна', async () => {
  const path = join(folder, 'too-large.tar.gz');
  const limited = `ulimit -f 16; exec "$0" "$@"`;
  const failed = await reglament(['backup', path], settingsOf(server), limited);
  expect([failed.code, failed.out]).toEqual([2, '']);
  expect(failed.err).toContain('больше, чем позволяет система');
  expect((await readdir(folder)).filter((name) => name.startsWith('too-large'))).toEqual([]);
});
