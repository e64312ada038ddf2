import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import type { ApplicationCard, PresenceList, PresenceView } from '../../core/src/api.gen.ts';
import { PRESENCE_LIFE } from '../../core/src/presence/commands.ts';
import { openEvents } from '../support/event-client.ts';
import { act, createApplication, expected } from '../support/factories.ts';
import type { Client } from '../support/http-client.ts';
import { startServer, type TestServer } from '../support/server.ts';

/** Two processes over one database: people of one do not come to the other by memory. */
let server: TestServer;
let second: TestServer;
let registrar: Client;
let dispatcher: Client;
let monitor: Client;
beforeAll(async () => {
  server = await startServer();
  second = await startServer({ database: { ...server.database, drop: async () => undefined }, works: false });
  registrar = await server.login('registrar');
  dispatcher = await second.login('dispatcher');
  monitor = await server.login('monitor');
});
afterAll(async () => {
  await second?.close();
  await server?.close();
});

const registered = async (): Promise<ApplicationCard> =>
  act(registrar, await createApplication(registrar), ['register', {}]);

interface Tab {
  say(doing: PresenceView['doing']): Promise<[string, string][]>;
  leave(): Promise<number>;
}

function openTab(client: Client, { id }: { id: string }): Tab {
  const tab = randomUUID();
  return {
    async say(doing) {
      const body = JSON.stringify({ tab, doing });
      const headers = { 'Content-Type': 'application/json' };
      const answer = await client.send('PUT', `/api/applications/${id}/presence`, { body, headers });
      const { items }: PresenceList = expected(answer);
      return items.map((one) => [one.name.split(' ')[0] ?? '', one.doing]);
    },
    leave: async () => (await client.delete(`/api/applications/${id}/presence/${tab}`)).status,
  };
}

async function listen(on: TestServer, client: Client) {
  const events = await openEvents(on.url, client);
  onTestFinished(() => events.close());
  return events;
}

const nameOf = async (client: Client): Promise<string> => (await client.get('/api/me')).body.user.surname;

test('двое на одной заявке видят друг друга через два процесса, а друг о друге узнают сразу', async () => {
  const card = await registered();
  const first = openTab(registrar, card);
  const other = openTab(dispatcher, card);
  const events = await listen(server, registrar);
  expect(await first.say('viewing')).toEqual([]);
  expect(await other.say('viewing')).toEqual([[await nameOf(registrar), 'viewing']]);
  expect((await events.until('presence')).map(({ data }) => data)).toEqual([{ applicationId: card.id }]);
  expect(await first.say('viewing')).toEqual([[await nameOf(dispatcher), 'viewing']]);
  await other.say('deciding');
  await events.until('presence', 2);
  expect(await first.say('viewing')).toEqual([[await nameOf(dispatcher), 'deciding']]);
  // Repeating tells nobody anything; what comes third is that the other one has gone.
  await other.say('deciding');
  expect(await other.leave()).toBe(204);
  expect(await events.until('presence', 3)).toHaveLength(3);
  expect(await first.say('viewing')).toEqual([]);
});

test('две вкладки одного человека – один человек, с тем, что важнее; сам себя он не видит', async () => {
  const card = await registered();
  const [reading, editing] = [openTab(registrar, card), openTab(registrar, card)];
  await editing.say('editing');
  expect(await reading.say('viewing')).toEqual([]);
  const other = openTab(dispatcher, card);
  expect(await other.say('viewing')).toEqual([[await nameOf(registrar), 'editing']]);
  await editing.leave();
  expect(await other.say('viewing')).toEqual([[await nameOf(registrar), 'viewing']]);
});

test('умершая вкладка пропадает сама, и от неё ничего не остаётся', async () => {
  const card = await registered();
  await openTab(registrar, card).say('editing');
  const other = openTab(dispatcher, card);
  expect(await other.say('viewing')).toHaveLength(1);
  second.clock.advance(PRESENCE_LIFE);
  server.clock.advance(PRESENCE_LIFE);
  expect(await other.say('viewing')).toEqual([]);
  const history = await registrar.get(`/api/applications/${card.id}/history`);
  await openTab(registrar, card).say('viewing');
  expect((await registrar.get(`/api/applications/${card.id}/history`)).body).toEqual(history.body);
  const rows = await server.database.asOwner((trx) => trx('presence').where({ application_id: card.id }));
  expect(rows).toHaveLength(2);
});

test('кто заявки не видит, тот не узнаёт ни о ней, ни о людях на ней', async () => {
  const draft = await createApplication(registrar);
  await openTab(registrar, draft).say('editing');
  const foreign = await server.login('registrar2');
  const events = await listen(server, foreign);
  for (const [client, status] of [
    [foreign, 404],
    [dispatcher, 404],
    [await server.login('admin'), 404],
  ] as const) {
    const answer = await client.send('PUT', `/api/applications/${draft.id}/presence`, {
      body: JSON.stringify({ tab: randomUUID(), doing: 'viewing' }),
      headers: { 'Content-Type': 'application/json' },
    });
    expect([answer.status, JSON.stringify(answer.body).includes(await nameOf(registrar))]).toEqual([status, false]);
  }
  // Both may see this one; what is heard of the other would have come before.
  const card = await registered();
  const seen = await listen(server, monitor);
  await openTab(monitor, card).say('viewing');
  await openTab(dispatcher, card).say('viewing');
  await seen.until('presence');
  expect(events.heard).toEqual([]);
});

test('вкладки одного человека не заполняют базу', async () => {
  const card = await registered();
  const tabs = Array.from({ length: 52 }, () => openTab(monitor, card));
  for (const tab of tabs) await tab.say('viewing');
  const { id } = (await monitor.get('/api/me')).body.user;
  expect(await server.database.asOwner((trx) => trx('presence').where({ user_id: id }))).toHaveLength(50);
  // A tab that is counted stays so.
  await tabs[0]?.say('editing');
  expect(await openTab(dispatcher, card).say('viewing')).toEqual([[await nameOf(monitor), 'editing']]);
});
