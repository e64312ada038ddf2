import { afterAll, beforeAll, expect, test } from 'vitest';
import { readDemo, seedDemo } from '../../core/src/demo/seed.ts';
import { sealKey } from '../../core/src/journal/seal.ts';
import { verifyJournal } from '../../core/src/journal/verify.ts';
import { openStorage } from '../../core/src/storage.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let shown: number;
beforeAll(async () => {
  server = await startServer();
  shown = (await readDemo(server.deps.config.definitionsDir)).applications.length;
});
afterAll(() => server.close());

const seed = () => seedDemo(server.deps, server.deps.config.definitionsDir);
const applications = () =>
  server.database.asOwner((trx) => trx('application').orderBy('created_at').select('id', 'state', 'version', 'number'));

test('новичок видит живой реестр: заявки во всех состояниях, с номерами, решениями и сроками', async () => {
  const logins = await seed();
  expect(logins.users.map(({ login }) => login)).toContain('registrar');
  const states = new Set((await applications()).map(({ state }) => state));
  expect([...states].toSorted()).toEqual(
    [
      'approvingGrant',
      'approvingRefusal',
      'closed',
      'deciding',
      'draft',
      'granted',
      'inWork',
      'new',
      'refused',
      'registered',
      'rework',
      'signing',
    ].toSorted(),
  );
  expect(await applications()).toHaveLength(shown);
  expect(server.log.filter(({ msg }) => msg === 'demo case was refused')).toEqual([]);
  const registrar = await server.login('registrar');
  const { body } = await registrar.get('/api/applications?limit=50');
  expect(body.items.length).toBeGreaterThan(15);
});

test('второй запуск ничего не повторяет', async () => {
  const before = await applications();
  await seed();
  expect(await applications()).toEqual(before);
});

test('журнал всех показанных заявок цел', async () => {
  const { config, database, log } = server.deps;
  const { seals } = await openStorage(config, log);
  const report = await verifyJournal({ database, seals, key: sealKey(config.secretKey) });
  expect(report).toMatchObject({ ok: true, badRows: 0 });
  expect(report.rows).toBeGreaterThan(shown * 2);
});

test('прерванный первый запуск доводится до конца', async () => {
  const own = await startServer();
  try {
    await seedDemo(own.deps, own.deps.config.definitionsDir);
    // as if it had been killed before the last five
    await own.database.asOwner(async (trx) => {
      await trx.raw('set local session_replication_role = replica');
      await trx('application')
        .whereIn('id', trx('application').orderBy('created_at', 'desc').limit(5).select('id'))
        .delete();
    });
    await seedDemo(own.deps, own.deps.config.definitionsDir);
    const rows = await own.database.asOwner((trx) => trx('application').select('id'));
    expect(rows).toHaveLength(shown);
  } finally {
    await own.close();
  }
});
