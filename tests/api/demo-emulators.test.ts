import type { DemoConnection } from '@reglament/format';
import type { JsonObject } from '@reglament/sdk';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openEmulatorsOf } from '../../core/src/demo/emulators.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

const connection = (organisation: string): DemoConnection => ({
  ...{ organisation, plugin: 'smev3', code: 'smev3', title: 'СМЭВ 3', emulator: true },
  settings: { nodeId: 'demo' },
});

const stored = () =>
  server.database.asOwner((trx) =>
    trx('connection')
      .where({ plugin: 'smev3' })
      .orderBy('created_at')
      .select('title', 'enabled', 'settings', 'secrets'),
  ) as Promise<{ title: string; enabled: boolean; settings: JsonObject; secrets: Buffer | null }[]>;

const answers = async (url: unknown) => (await fetch(String(url), { method: 'POST', body: 'привет' })).status;

test('эмулятор один на все ведомства, подключения ведут к нему, его секреты зашифрованы', async () => {
  const emulators = await openEmulatorsOf(server.deps, [connection('arch'), connection('zem')]);
  try {
    expect(emulators.titles).toEqual(['СМЭВ 3']);
    const [one, other] = await stored();
    expect(one?.settings).toMatchObject({ nodeId: 'demo', version: '1.2' });
    expect(other?.settings.url).toBe(one?.settings.url);
    expect([one?.settings.ftpPassword, one?.secrets === null]).toEqual([undefined, false]);
    expect(await answers(one?.settings.url)).toBe(500);
  } finally {
    await emulators.close();
  }
});

test('следующий запуск ведёт подключение к новому, оставляя название и выключенность', async () => {
  const before = await stored();
  await server.database.asOwner((trx) =>
    trx('connection').where({ plugin: 'smev3' }).update({ title: 'Свой', enabled: false }),
  );
  const emulators = await openEmulatorsOf(server.deps, [connection('arch')]);
  try {
    const [after, other] = await stored();
    expect([after?.title, after?.enabled]).toEqual(['Свой', false]);
    expect(await answers(after?.settings.url)).toBe(500);
    expect(other?.settings).toEqual(before[1]?.settings);
  } finally {
    await emulators.close();
  }
});

test('без модуля и без отметки ничего не открывается', async () => {
  const [first] = [connection('arch')];
  const { emulator: _, ...unmarked } = first;
  const emulators = await openEmulatorsOf(server.deps, [{ ...first, plugin: 'absent' }, unmarked]);
  expect(emulators.titles).toEqual([]);
  await emulators.close();
});
