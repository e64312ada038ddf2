import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Plugin } from '@reglament/sdk';
import { plugin as registry } from '@reglament-test/registry';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pluginCommands } from '../../core/src/plugin/cli.ts';

const reglament = join(import.meta.dirname, '../../core/bin/reglament.mjs');
const env = { ...process.env, PATH: [dirname(process.execPath), process.env.PATH].join(delimiter) };

/** A command of its own, as a person calls it. */
function call(command: string, args: readonly string[], cwd?: string): Promise<{ code: number; text: string }> {
  return new Promise((done) => {
    execFile(command, args, { cwd, env, maxBuffer: 10_000_000 }, (error, stdout, stderr) => {
      done({ code: error ? Number(error.code ?? -1) : 0, text: stdout + stderr });
    });
  });
}

/** The command within this process, over a list of shipped plugins of our own. */
async function within(args: readonly string[], shipped: readonly Plugin[] = []) {
  const lines: string[] = [];
  const tell = (line: string) => void lines.push(line);
  const context = { out: tell, err: tell, shipped, shippedSamples: async () => ({}), stop: AbortSignal.abort() };
  return { code: await pluginCommands(args, context), text: lines.join('\n') };
}

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reglament-plugin-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('reglament plugin new', () => {
  test('созданный пакет ставится и сразу проходит набор', async () => {
    const place = join(folder, 'zags');
    const made = await call(process.execPath, [
      reglament,
      'plugin',
      'new',
      '@example/zags',
      place,
      '--title',
      "Реестр 'ЗАГС'",
    ]);
    expect(made).toMatchObject({ code: 0 });
    expect(made.text).toContain('npm test');
    expect(await call('npm', ['install', '--offline', '--no-audit', '--no-fund'], place)).toMatchObject({ code: 0 });
    const tried = await call('npm', ['test'], place);
    expect(tried.text).toMatch(/договор модуля @example\/zags/);
    expect(tried.text).toMatch(/pass [3-9]\d\n/);
    expect(tried.text).toMatch(/fail 0\n/);
    expect(tried.code).toBe(0);
    const { plugin }: { plugin: Plugin } = await import(join(place, 'plugin.js'));
    expect(plugin).toMatchObject({ id: '@example/zags', title: "Реестр 'ЗАГС'" });
  }, 120_000);

  test('без названия – по-русски и по имени пакета', async () => {
    const place = join(folder, 'untitled');
    expect(await within(['new', '@example/zags', place])).toMatchObject({ code: 0 });
    expect(await readFile(join(place, 'plugin.js'), 'utf8')).toContain("title: 'Модуль @example/zags'");
  });

  test('непустую папку не трогает', async () => {
    const place = await mkdtemp(join(folder, 'full-'));
    await writeFile(join(place, 'mine.txt'), 'моё');
    const { code, text } = await within(['new', '@example/zags', place]);
    expect({ code, text }).toEqual({ code: 2, text: expect.stringContaining('не пуста') });
    expect(await readdir(place)).toEqual(['mine.txt']);
  });

  test.each([
    [['new', 'Плохое Имя'], 'не имя пакета'],
    [['new', '../registry'], 'не имя пакета'],
    [['new'], 'Назовите один пакет'],
    [['test', 'one', 'two'], 'Назовите один пакет'],
    [['fly'], 'Неизвестная команда'],
    [['test', 'x', '--fast'], 'Неизвестный ключ'],
    [['emulator', '@reglament-test/registry', '--port', 'семь'], 'Порт'],
  ])('неверный вызов: %j', async (args, word) => {
    expect(await within(args)).toEqual({ code: 2, text: expect.stringContaining(word) });
  });
});

describe('reglament plugin test', () => {
  test('установленный пакет проходит', async () => {
    const { code, text } = await call(process.execPath, [reglament, 'plugin', 'test', '@reglament-test/portal']);
    expect(text).toMatch(/✓ сообщения доходят по порядку/);
    expect(text).toMatch(/@reglament-test\/portal: выполнено \d+, нарушено 0/);
    expect(code).toBe(0);
  });
  test('нарушение названо, код 1', async () => {
    const spoilt = {
      id: 'spoilt',
      title: 'Spoilt',
      contract: '1.0',
      scope: 'body',
      config: registry.config,
      connect: () => ({}),
    };
    const { code, text } = await within(['test', 'spoilt'], [spoilt as Plugin]);
    expect(text).toMatch(/✗ модуль назван, договор известен\n {6}Название модуля \(title\): нужен текст по-русски/);
    expect(text).toContain('нет эмулятора');
    expect(code).toBe(1);
  });
  test('пакета нет – сказано, чего не хватает', async () => {
    await expect(within(['test', 'no-such-plugin'])).rejects.toThrow('Модуль «no-such-plugin» из PLUGINS не загружен');
  });
});

test('reglament plugin emulator: другая сторона процессом, управление по HTTP', async () => {
  const child = spawn(process.execPath, [reglament, 'plugin', 'emulator', '@reglament-test/registry', '--json'], {
    env,
  });
  try {
    const [line] = await once(createInterface(child.stdout), 'line');
    const { config, control } = JSON.parse(line);
    const lead = (name: string, body: unknown) =>
      fetch(`${control}/control/${name}`, { method: 'POST', body: JSON.stringify(body) });
    const see = async (name: string) => (await fetch(`${control}/control/${name}`)).json();
    const ask = (key: string) =>
      fetch(new URL('/questions', config.url), {
        method: 'POST',
        headers: { authorization: `Bearer ${config.token}`, 'idempotency-key': key },
        body: JSON.stringify({ reference: key, kind: 'state', number: 1, question: {} }),
      });
    await lead('play', [{ kind: 'fail' }, { kind: 'answer', afterSeconds: 3600 }]);
    expect((await ask('a')).status).toBe(500);
    expect((await ask('a')).status).toBe(202);
    expect((await ask('a')).status).toBe(202);
    expect(await see('effects')).toMatchObject([{ id: 'a', kind: 'request' }]);
    const answers = async () =>
      (
        await (
          await fetch(new URL('/answers', config.url), { headers: { authorization: `Bearer ${config.token}` } })
        ).json()
      ).messages;
    expect(await answers()).toEqual([]);
    await lead('clock', { seconds: 3600 });
    expect(await answers()).toHaveLength(1);
    await lead('file', { subject: 'Уточнение' });
    expect(await see('waiting')).toEqual({ waiting: 2 });
  } finally {
    child.kill('SIGTERM');
  }
  expect(await once(child, 'exit')).toEqual([0, null]);
});
