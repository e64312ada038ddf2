import { spawn } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Client } from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { startEmbeddedPostgres } from '../../core/src/database/embedded-postgres.ts';
import { postmasterPid, processesIn } from './running-product.ts';

const isRoot = process.getuid?.() === 0;

/** A folder that any account may pass through, as most clones are; mkdtemp itself makes it closed. */
function openFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'reglament-ground-'));
  chmodSync(folder, 0o755);
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

async function start(dataDir: string) {
  const events: string[] = [];
  const postgres = await startEmbeddedPostgres({ dataDir, log: (event) => events.push(event) });
  onTestFinished(async () => {
    await postgres.stop();
    for (const suffix of ['', '.path', '.start.log'])
      rmSync(postgres.dataDir + suffix, { recursive: true, force: true });
  });
  return { ...postgres, events };
}

/** New connections until one holds: what a pool of connections does after a loss. */
async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  let lost: unknown;
  for (const end = Date.now() + 30_000; Date.now() < end; ) {
    const client = new Client({ connectionString: url });
    client.on('error', (error) => {
      lost = error;
    });
    try {
      await client.connect();
      const { rows } = await client.query(sql);
      return rows;
    } catch (error) {
      lost = error;
      if (
        !(
          error instanceof Error &&
          'code' in error &&
          ['ECONNREFUSED', 'ECONNRESET', '57P03'].includes(String(error.code))
        )
      )
        throw error;
    } finally {
      await client.end();
    }
  }
  throw lost;
}

test('русская база: UTF-8, сортировка ICU, только 127.0.0.1 и пароль; после остановки процессов нет, данные остаются', async () => {
  const dataDir = join(openFolder(), 'postgres');
  const first = await start(dataDir);
  expect(new URL(first.url).hostname).toBe('127.0.0.1');
  const [facts] = await query(
    first.url,
    `select pg_encoding_to_char(encoding) as encoding, datlocprovider, datlocale, current_setting('listen_addresses') as address,
            current_setting('unix_socket_directories') as sockets, current_setting('fsync') as fsync
       from pg_database where datname = current_database()`,
  );
  expect(facts).toEqual({
    encoding: 'UTF8',
    datlocprovider: 'i',
    datlocale: 'ru-RU',
    address: '127.0.0.1',
    sockets: '',
    fsync: 'on',
  });
  const sorted = await query(first.url, `select word from unnest(array['ёж', 'Ель', 'еда', 'жук']) word order by word`);
  expect(sorted.map(({ word }) => word)).toEqual(['еда', 'ёж', 'Ель', 'жук']);
  const wrong = new URL(first.url);
  wrong.password = 'wrong';
  await expect(query(wrong.href, 'select 1')).rejects.toThrow(/password/);
  await query(first.url, 'create table kept as select 42 as answer');
  await first.stop();
  expect(processesIn(first.dataDir)).toEqual([]);

  const second = await start(dataDir);
  expect(second.adopted).toBe(false);
  expect(await query(second.url, 'select answer from kept')).toEqual([{ answer: 42 }]);
});

test('kill -9 сервера базы: поднят снова на том же адресе, записанное на месте', async () => {
  const postgres = await start(join(openFolder(), 'postgres'));
  await query(postgres.url, 'create table kept as select 42 as answer');
  const killed = postmasterPid(postgres.dataDir);
  process.kill(killed, 'SIGKILL');
  expect(await query(postgres.url, 'select answer from kept')).toEqual([{ answer: 42 }]);
  await expect.poll(() => postgres.events).toContain('database.restarted');
  expect(postmasterPid(postgres.dataDir)).not.toBe(killed);
});

test('kill -9 нашей программы: следующий запуск перенимает живой сервер', async () => {
  const dataDir = join(openFolder(), 'postgres');
  const program = spawn(process.execPath, [join(import.meta.dirname, 'start-database.ts'), dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [url = ''] = await new Promise<string[]>((resolve) =>
    createInterface(program.stdout).once('line', (line) => resolve([line])),
  );
  await query(url, 'create table kept as select 42 as answer');
  program.kill('SIGKILL');
  await new Promise((resolve) => program.once('exit', resolve));

  const next = await start(dataDir);
  expect(next).toMatchObject({ adopted: true, url });
  expect(await query(next.url, 'select answer from kept')).toEqual([{ answer: 42 }]);
  await next.stop();
  expect(processesIn(next.dataDir)).toEqual([]);
});

test('после отключения питания: чужой процесс под старым номером не мешает', async () => {
  const dataDir = join(openFolder(), 'postgres');
  const first = await start(dataDir);
  await query(first.url, 'create table kept as select 42 as answer');
  const pidFile = readFileSync(join(first.dataDir, 'postmaster.pid'), 'utf8');
  await first.stop();
  writeFileSync(join(first.dataDir, 'postmaster.pid'), pidFile.replace(/^\d+/, String(process.pid)));

  const second = await start(dataDir);
  expect(second.adopted).toBe(false);
  expect(await query(second.url, 'select answer from kept')).toEqual([{ answer: 42 }]);
});

test('папка закрыта для других (0700): второй запуск находит те же данные, копия папки – нет', async () => {
  const closed = openFolder();
  chmodSync(closed, 0o700);
  const first = await start(join(closed, 'postgres'));
  // Only root has to give way: everyone else's PostgreSQL runs as themselves and enters their own folder.
  expect(first.dataDir.startsWith(closed)).toBe(!isRoot);
  expect(lstatSync(join(closed, 'postgres')).isSymbolicLink()).toBe(isRoot);
  await query(first.url, 'create table kept as select 42 as answer');
  await first.stop();

  const second = await start(join(closed, 'postgres'));
  expect(second.dataDir).toBe(first.dataDir);
  expect(await query(second.url, 'select answer from kept')).toEqual([{ answer: 42 }]);

  const copy = openFolder();
  chmodSync(copy, 0o700);
  if (isRoot) symlinkSync(readlinkSync(join(closed, 'postgres')), join(copy, 'postgres'));
  const third = await start(join(copy, 'postgres'));
  expect(third.dataDir).not.toBe(first.dataDir);
  expect(await query(third.url, `select to_regclass('kept') as kept`)).toEqual([{ kept: null }]);
});

test('папка была открыта, а потом её закрыли: данные переезжают целиком', async () => {
  const folder = openFolder();
  const first = await start(join(folder, 'postgres'));
  await query(first.url, 'create table kept as select 42 as answer');
  await first.stop();
  chmodSync(folder, 0o700);

  const second = await start(join(folder, 'postgres'));
  expect(second.dataDir.startsWith(folder)).toBe(!isRoot);
  expect(await query(second.url, 'select answer from kept')).toEqual([{ answer: 42 }]);
});

test('в папке базы лежит что-то другое: сказано, что делать, и ничего не тронуто', async () => {
  const folder = openFolder();
  cpSync(import.meta.dirname, join(folder, 'postgres'), { recursive: true });
  await expect(start(join(folder, 'postgres'))).rejects.toThrow('Уберите её или переименуйте');
  expect(existsSync(join(folder, 'postgres/start-database.ts'))).toBe(true);
});
