import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { freePort } from '../../core/src/database/embedded-postgres-process.ts';
import { createClient } from '../support/http-client.ts';
import { isAlive, postmasterPid, processesIn, processesOf, startProduct } from './running-product.ts';

// Two or three whole starts each, on a machine that runs other tests at the same time.
vi.setConfig({ testTimeout: 240_000 });

const READY = 'Остановить: Ctrl+C';

/** A place of its own: data, port, address. */
async function place() {
  const dataDir = mkdtempSync(join(tmpdir(), 'reglament-product-'));
  chmodSync(dataDir, 0o755);
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
  const port = await freePort();
  return { dataDir, port, url: `http://127.0.0.1:${port}`, cluster: join(dataDir, 'postgres') };
}

test('запуск: шаги, адрес, логины; второй запуск говорит, что уже запущено; Ctrl+C завершает всё', async () => {
  const { url, cluster, ...where } = await place();
  const first = startProduct(where);
  await first.shows(READY);
  for (const text of [
    'Зависимости…',
    'База данных…',
    'Определения услуг…',
    `Откройте в браузере: ${url}`,
    'demo-Reglament-1',
  ]) {
    expect(first.text()).toContain(text);
  }
  for (const login of ['registrar', 'dispatcher', 'executor', 'approver', 'super', 'monitor', 'admin']) {
    expect(first.text()).toMatch(new RegExp(`^  ${login} +[А-ЯЁ]`, 'm'));
  }
  expect(await createClient(url).get('/readyz')).toMatchObject({ status: 200 });

  const second = startProduct(where);
  expect(await second.ended()).toBe(1);
  expect(second.text()).toContain(`уже запущен из этой папки (процесс ${first.process.pid}): ${url}`);
  const elsewhere = startProduct({ ...(await place()), port: where.port });
  expect(await elsewhere.ended()).toBe(1);
  expect(elsewhere.text()).toContain(`Порт ${where.port} занят другой программой`);
  expect(await createClient(url).get('/readyz')).toMatchObject({ status: 200 });

  const { server } = processesOf(where.dataDir);
  const registrar = await createClient(url).login('registrar');
  const cookie = [...registrar.cookies].map((pair) => pair.join('=')).join('; ');
  const openPage = await fetch(`${url}/api/events`, { headers: { Cookie: cookie } });
  expect(openPage.status).toBe(200);
  first.process.kill('SIGINT');
  expect(await first.ended()).toBe(0);
  expect(first.text()).toContain('Работа завершена.');
  // A page that is open somewhere does not hold the end up.
  expect(readFileSync(join(where.dataDir, 'server.log'), 'utf8')).not.toContain('requests were cut off');
  expect(isAlive(server)).toBe(false);
  expect(processesIn(cluster)).toEqual([]);
  await expect(fetch(url)).rejects.toThrow();
});

test('kill -9 сервера, базы и запускавшей программы: вошедший остаётся вошедшим', async () => {
  const { url, cluster, ...where } = await place();
  const first = startProduct(where);
  await first.shows(READY);
  const registrar = await createClient(url).login('registrar');
  const isSignedIn = async () => (await registrar.get('/api/me')).status;

  process.kill(processesOf(where.dataDir).server, 'SIGKILL');
  await first.shows('Сервер снова работает.');
  expect(await isSignedIn()).toBe(200);

  process.kill(postmasterPid(cluster), 'SIGKILL');
  await expect.poll(isSignedIn, { timeout: 30_000 }).toBe(200);

  const { server } = processesOf(where.dataDir);
  first.process.kill('SIGKILL');
  const again = startProduct(where);
  await again.shows(READY);
  expect(isAlive(server)).toBe(false);
  expect(await isSignedIn()).toBe(200);
});

/** A connection of the database may have ended by itself since the processes were listed. */
function killNow(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    expect(error).toMatchObject({ code: 'ESRCH' });
  }
}

test('kill -9 всего сразу, как при сбое питания: следующий запуск всё находит', async () => {
  const { url, cluster, ...where } = await place();
  const first = startProduct(where);
  await first.shows(READY);
  const registrar = await createClient(url).login('registrar');

  const { starter, server } = processesOf(where.dataDir);
  for (const pid of [starter, server, ...processesIn(cluster).map(Number)]) killNow(pid);
  // The system takes a moment to take a killed process down, and the port is held until then.
  await vi.waitFor(() => expect(fetch(url)).rejects.toThrow(), { timeout: 20_000 });
  const again = startProduct(where);
  await again.shows(READY);
  expect((await registrar.get('/api/me')).status).toBe(200);
});

test('модуль, который не загрузить, останавливает запуск и назван', async () => {
  const { url: _, cluster, ...where } = await place();
  const started = startProduct(where, { PLUGINS: 'no-such-plugin' });
  expect(await started.ended()).toBe(1);
  expect(started.text()).toContain('Модуль «no-such-plugin» из PLUGINS не загружен');
  expect(started.text()).not.toContain('Откройте в браузере');
  expect(existsSync(cluster)).toBe(false);
});
