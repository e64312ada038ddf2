import type { DemoConnection } from '@reglament/format';
import type { JsonObject, Plugin } from '@reglament/sdk';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { checkEmulator } from '../../core/src/connection/commands.ts';
import { openEmulatorsOf } from '../../core/src/demo/emulators.ts';
import { expected } from '../support/factories.ts';
import { soon } from '../support/portal.ts';
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

interface Row {
  readonly id: string;
  readonly title: string;
  readonly enabled: boolean;
  readonly emulated: boolean | null;
  readonly settings: JsonObject;
  readonly secrets: Buffer | null;
}

const stored = () =>
  server.database.asOwner((trx) =>
    trx('connection')
      .where({ plugin: 'smev3' })
      .orderBy('created_at')
      .select('id', 'title', 'enabled', 'emulated', 'settings', 'secrets'),
  ) as Promise<Row[]>;

const health = async (id: string) =>
  (await (await server.login('admin')).post(`/api/admin/connections/${id}/check`)).body;

test('эмулятор один на все ведомства; подключения отмечены, их собственные настройки остаются', async () => {
  const emulators = await openEmulatorsOf(server.deps, [connection('arch'), connection('zem')]);
  try {
    expect(emulators.titles).toEqual(['СМЭВ 3']);
    const [one, other] = await stored();
    expect(one).toMatchObject({ emulated: true, settings: { nodeId: 'demo' }, secrets: null });
    expect(other).toMatchObject({ emulated: true, settings: { nodeId: 'demo' }, secrets: null });
    expect(await health(one?.id ?? '')).toMatchObject({ ok: true });
  } finally {
    await emulators.close();
  }
  const [one] = await stored();
  expect(await health(one?.id ?? '')).toMatchObject({ ok: false, text: expect.stringContaining('ещё не запущен') });
});

test('следующий запуск оставляет название, выключенность и то, что подключение вернули с эмулятора', async () => {
  await server.database.asOwner((trx) =>
    trx('connection').where({ plugin: 'smev3' }).update({ title: 'Свой', enabled: false }),
  );
  const [first, second] = await stored();
  await server.database.asOwner((trx) => trx('connection').where({ id: second?.id }).update({ emulated: false }));
  const emulators = await openEmulatorsOf(server.deps, [connection('arch'), connection('zem')]);
  try {
    expect(emulators.titles).toEqual([]);
    expect(await stored()).toEqual([first, { ...second, emulated: false }]);
  } finally {
    await emulators.close();
  }
});

test('подключение, сделанное до эмуляторов, ведут к нему заново: адрес давнего в его настройках не нужен', async () => {
  const [first] = await stored();
  await server.database.asOwner((trx) =>
    trx('connection')
      .where({ id: first?.id })
      .update({ emulated: null, settings: { url: 'http://127.0.0.1:9' } }),
  );
  const emulators = await openEmulatorsOf(server.deps, [connection('arch')]);
  await emulators.close();
  expect((await stored())[0]).toMatchObject({ emulated: true, settings: { nodeId: 'demo' }, title: 'Свой' });
});

test('без модуля и без отметки ничего не открывается', async () => {
  const [first] = [connection('arch')];
  const { emulator: _, ...unmarked } = first;
  const emulators = await openEmulatorsOf(server.deps, [{ ...first, plugin: 'absent' }, unmarked]);
  expect(emulators.titles).toEqual([]);
  await emulators.close();
});

describe('переключатель', () => {
  const settings = { url: 'https://registry.example.invalid', auth: 'bearer', token: 'real' };
  const titles = async () => (await (await server.login('super')).get('/api/me')).body.emulated;

  test('эмулятор отвечает, свои настройки ждут и возвращаются целыми; всё записано в журнал', async () => {
    const admin = await server.login('admin');
    const emulators = await openEmulatorsOf(server.deps, []);
    onTestFinished(() => emulators.close());
    const draft = { plugin: 'http-api', code: 'registry', title: 'Реестр', settings };
    const made = expected(await admin.post('/api/admin/connections', draft), 201);
    expect(made.emulated).toBe(false);
    const path = `/api/admin/connections/${made.id}`;
    const before = await readSecrets(made.id);
    const on = expected(await admin.post(`${path}/emulator`, { version: made.version, emulated: true }));
    expect(on).toMatchObject({ emulated: true, settings: made.settings });
    await soon(async () => expect(await health(made.id)).toMatchObject({ ok: true }));
    expect(await titles()).toContain('Реестр');
    const stale = await admin.post(`${path}/emulator`, { version: made.version, emulated: false });
    expect([stale.status, stale.body.code]).toEqual([409, 'versionConflict']);
    const off = expected(await admin.post(`${path}/emulator`, { version: on.version, emulated: false }));
    expect(off).toMatchObject({ emulated: false, settings: made.settings });
    expect(await readSecrets(made.id)).toEqual(before);
    expect(await titles()).not.toContain('Реестр');
    expect(await health(made.id)).toMatchObject({ ok: false });
    const { items } = expected(await admin.get('/api/admin/journal/administration'));
    expect(items.slice(0, 3).map(({ type }: { type: string }) => type)).toEqual([
      ...['connection.real', 'connection.emulated', 'connection.created'],
    ]);
  });

  test('с эмулятором настройки можно оставить пустыми, без него – нет', async () => {
    const admin = await server.login('admin');
    const draft = { plugin: 'http-api', code: 'later', title: 'Потом', settings: {}, emulated: true };
    const made = expected(await admin.post('/api/admin/connections', draft), 201);
    const path = `/api/admin/connections/${made.id}`;
    const refused = await admin.post(`${path}/emulator`, { version: made.version, emulated: false });
    expect([refused.status, refused.body.problems[0].field]).toEqual([422, 'url']);
    const edit = { version: made.version, title: 'Потом', settings: { auth: 'none' }, enabled: true };
    expect(expected(await admin.put(path, edit))).toMatchObject({ emulated: true, settings: { auth: 'none' } });
  });

  test('отказ: модуль без эмулятора; установка, где эмуляторы запрещены', async () => {
    const admin = await server.login('admin');
    const none = { plugin: 'gost-signature', code: 'mine', title: 'Подпись', settings: {}, emulated: true };
    expect((await admin.post('/api/admin/connections', none)).body.detail).toContain('нет эмулятора');
    const plugin = server.deps.connections.findPlugin('http-api') as Plugin;
    expect(() => checkEmulator({ config: { ...server.deps.config, emulators: false } }, plugin)).toThrow('EMULATORS=1');
  });
});

async function readSecrets(id: string) {
  const row = await server.database.asOwner((trx) => trx('connection').where({ id }).first('settings', 'secrets'));
  return row as Pick<Row, 'settings' | 'secrets'>;
}
