import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CutWire, openCutWire } from '../support/cut-wire.ts';
import { expected, newApplication, personNumber, readCard } from '../support/factories.ts';
import type { Client } from '../support/http-client.ts';
import { startServer, type TestServer } from '../support/server.ts';

/** One application is created once, however often it is asked for under the same key. */
let wire: CutWire;
let server: TestServer;
let registrar: Client;
beforeAll(async () => {
  server = await startServer({
    through: async (databaseUrl) => {
      wire = await openCutWire(databaseUrl);
      return wire.url;
    },
  });
  registrar = await server.login('registrar');
});
afterAll(async () => {
  await server.close();
  await wire.close();
});

async function count(key: string): Promise<number> {
  const { rows } = await server.database.execute('select 1 from application where creation_key = $1', [key]);
  return rows.length;
}

test('двадцать щелчков сразу создают одну заявку с одной записью в истории', async () => {
  const body = newApplication({ key: randomUUID(), applicant: personNumber(1) });
  const answers = await Promise.all(Array.from({ length: 20 }, () => registrar.post('/api/applications', body)));
  const cards = answers.map((answer) => expected(answer, 201));
  expect(new Set(cards.map((card) => card.id)).size).toBe(1);
  expect(expected(await registrar.get(`/api/applications/${cards[0].id}/history`)).items).toHaveLength(1);
});

test('повтор отдаёт заявку, какой она стала, и ничего в ней не меняет', async () => {
  const body = newApplication({ key: randomUUID() });
  const { id, version } = expected(await registrar.post('/api/applications', body), 201);
  const answers = { ...(body.answers as object), cadastralNumber: '73:24:010203:46' };
  expected(await registrar.patch(`/api/applications/${id}`, { version, answers }));
  const again = expected(await registrar.post('/api/applications', body), 201);
  expect(again).toMatchObject({ id, version: version + 1, answers: { cadastralNumber: '73:24:010203:46' } });
});

test('без ключа и под разными ключами – разные заявки; чужой ключ ничего не открывает', async () => {
  const key = randomUUID();
  const first = expected(await registrar.post('/api/applications', newApplication({ key })), 201);
  const others = [
    await registrar.post('/api/applications', newApplication({ key: randomUUID() })),
    await registrar.post('/api/applications', newApplication()),
    await (await server.login('registrar2')).post('/api/applications', newApplication({ key })),
    await (await server.login('super')).post('/api/applications', newApplication({ key })),
  ];
  const ids = [first, ...others.map((answer) => expected(answer, 201))].map((card) => card.id);
  expect(new Set(ids).size).toBe(ids.length);
});

test('связь с базой оборвалась на завершении: ответ не говорит «не изменено», повтор не создаёт второй', async () => {
  const key = randomUUID();
  wire.cutAtCommit();
  const answer = await registrar.post('/api/applications', newApplication({ key, applicant: personNumber(2) }));
  expect([answer.status, answer.body.code]).toEqual([503, 'notReady']);
  expect(answer.body.detail).not.toContain('не изменены');
  expect(await count(key)).toBe(1);
  const again = expected(await registrar.post('/api/applications', newApplication({ key })), 201);
  expect(await count(key)).toBe(1);
  expect((await readCard(registrar, again.id)).applicant?.name).toBe('Алла-2');
});
