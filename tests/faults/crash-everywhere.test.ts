import { randomUUID } from 'node:crypto';
import type { Emulator, JsonObject, Plugin } from '@reglament/sdk';
import { plugin as portalPlugin } from '@reglament-test/portal';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { createConnection } from '../../core/src/connection/commands.ts';
import { publishService } from '../support/clock-definitions.ts';
import {
  act,
  createApplication,
  expected,
  grantInput,
  newApplication,
  personNumber,
  plotAnswers,
  readCard,
  upload,
} from '../support/factories.ts';
import type { Client } from '../support/http-client.ts';
import { filed } from '../support/portal.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { size, tell } from './chance.ts';
import { askingCases, joinRegistry, openProvider, plugins } from './registry.ts';
import { longRun, openWalker, type Walker } from './walk.ts';
import { expectNothingBroken } from './wholeness.ts';

const all = [...plugins, portalPlugin as unknown as Plugin];

let provider: Emulator;
let server: TestServer;
let clerk: Client;
let walker: Walker;
beforeAll(async () => {
  provider = await openProvider();
  server = await startServer({ plugins: all, works: false, quiet: true });
  clerk = await server.login('super');
  walker = openWalker(server, all);
  await joinRegistry(server, provider, (await walker.open(provider)).url);
});
afterEach(() => walker?.bury());
afterAll(async () => {
  await server?.close();
  await walker?.close();
});

test(
  'приём и регистрация: процесс кончается на каждом слове, человек повторяет, заявка одна и целая',
  longRun,
  async () => {
    const keys: string[] = [];
    const ended = await walker.endEverywhere<{ key: string; number: number }>({
      lay: async (number) => {
        const key = randomUUID();
        keys.push(key);
        return { key, number };
      },
      go: async (at, { key, number }) => {
        const person = at.client(clerk);
        const draft = newApplication({ applicant: personNumber(2_000 + number), key });
        const { id } = expected(await person.post('/api/applications', draft), 201);
        const { items } = expected(await person.get(`/api/applications/${id}/files`));
        if (items.length === 0) await upload(person, id, { name: 'записка.txt', purpose: 'attachment' });
        const card = await readCard(person, id);
        if (card.state === 'draft') await act(person, card, ['register', {}]);
      },
    });
    const { rows } = await server.database.execute(
      `select count(*)::int as cases, count(distinct number)::int as numbers,
       (select count(*)::int from application_event e where e.application_id = any (array_agg(a.id))) as events,
       max(substring(number from '[0-9]+$'))::int - min(substring(number from '[0-9]+$'))::int + 1 as span
     from application a where creation_key = any ($1)`,
      [keys],
    );
    tell('ended while registering', { points: ended, ...(rows[0] as object) });
    expect(ended).toBeGreaterThan(10);
    expect(rows).toEqual([{ cases: keys.length, numbers: keys.length, events: keys.length * 3, span: keys.length }]);
    await expectNothingBroken(server);
  },
);

test('решение с документами: процесс кончается на каждом слове, решение одно, документы целы', longRun, async () => {
  const ids: string[] = [];
  const ended = await walker.endEverywhere<string>({
    lay: async (number) => {
      const draft = await createApplication(clerk, { applicant: personNumber(3_000 + number) });
      ids.push((await act(clerk, draft, ['register', {}])).id);
      return draft.id;
    },
    go: async (at, id) => {
      const person = at.client(clerk);
      const card = await readCard(person, id);
      if (card.state === 'deciding') await act(person, card, ['grant', { input: grantInput }]);
      const decided = await readCard(person, id);
      if (decided.state === 'granted') await act(person, decided, ['close', {}]);
    },
  });
  const { rows } = await server.database.execute(
    `select a.state, (select count(*)::int from decision d where d.application_id = a.id) as decisions,
       (select count(*)::int from file f where f.application_id = a.id and f.purpose = 'result') as papers,
       count(*)::int as cases
     from application a where a.id = any ($1) group by 1, 2, 3`,
    [ids],
  );
  tell('ended while deciding', { points: ended, rows });
  expect(ended).toBeGreaterThan(8);
  expect(rows).toEqual([{ state: 'closed', decisions: 1, papers: 2, cases: ids.length }]);
  await expectNothingBroken(server);
});

test(
  'запрос: процесс кончается на каждом слове отправки и приёма, на той стороне и у нас всё по разу',
  longRun,
  async () => {
    const [card] = await askingCases(clerk, 1);
    const already = provider.effects.length;
    const keys: string[] = [];
    const idle = `select r.id from request r join outbox o on o.owner_id = r.id join connection c on c.id = r.connection_id
    where r.creation_key = $1 and r.status = 'answered' and o.done_at is not null and c.poll_lease_until is null`;
    const ended = await walker.endEverywhere<string>({
      works: 'everything',
      stride: size(8, 1),
      lay: async () => {
        keys.push(randomUUID());
        return keys.at(-1) ?? '';
      },
      go: async (at, key) => {
        const asked = { entry: 'extract', key, question: { number: '1234-56' }, send: true };
        expected(await at.client(clerk).post(`/api/applications/${card?.id}/requests`, asked), 201);
        const settled = async () => {
          if (at.life.isOver()) return;
          expect((await server.database.execute(idle, [key])).rows).toHaveLength(1);
          expect(provider.waiting()).toBe(0);
        };
        await vi.waitFor(settled, { timeout: 60_000, interval: 10 });
      },
    });
    const { rows } = await server.database.execute(
      `select r.status, (select count(*)::int from file f where f.request_id = r.id) as files,
       (select count(*)::int from application_event e join application_event_payload p on p.event_id = e.id
          where p.text::jsonb ->> 'request' = r.id::text and e.type = 'requestAnswered') as answers, count(*)::int as requests
     from request r where r.creation_key = any ($1) group by 1, 2, 3`,
      [keys],
    );
    const effects = provider.effects.slice(already).map(({ id }) => id);
    tell('ended while exchanging', { points: ended, rows, effects: effects.length });
    expect(ended).toBeGreaterThan(size(10, 100));
    expect(rows).toEqual([{ status: 'answered', files: 1, answers: 1, requests: keys.length }]);
    expect(new Set(effects).size).toBe(keys.length);
    expect(effects).toHaveLength(keys.length);
    await expectNothingBroken(server);
  },
);

/** Connects «arch» to a portal, with a service that tells it every state. */
async function joinPortal(): Promise<Emulator> {
  const { emulator, url } = await walker.open((await all.at(-1)?.emulator?.({ now: server.clock.now })) as Emulator);
  const phases = ['received', 'inProgress', 'awaitingApproval', 'granted', 'refused', 'closed', 'withdrawn'];
  const statuses = { registered: { code: 'принято' } };
  const told = Object.fromEntries(phases.map((phase) => [phase, { code: phase }]));
  await publishService(server, { code: 'portalPlan', portal: { statuses, phases: told } });
  const { rows } = await server.database.execute(`select id from organisation where code = 'arch'`);
  const settings = { ...(emulator.config as JsonObject), url, source: 'epgu' };
  const draft = { plugin: portalPlugin.id, code: 'portal', title: 'Портал', settings, enabled: true };
  await createConnection(server.deps, (rows as { id: string }[])[0]?.id ?? '', draft);
  return emulator;
}

test(
  'заявка с портала: процесс кончается на каждом слове приёма и ответа порталу, заявка одна, портал узнал один раз',
  longRun,
  async () => {
    const portal = await joinPortal();
    const names: string[] = [];
    const idle = `select a.id from application a join publication p on p.application_id = a.id
    join outbox o on o.owner_id = p.id join connection c on c.id = p.connection_id
    where a.external_id = $1 and a.number is not null and o.done_at is not null and c.poll_lease_until is null`;
    const ended = await walker.endEverywhere<string>({
      works: 'everything',
      stride: size(20, 1),
      lay: async () => {
        const message = filed({ service: 'portalPlan', answers: plotAnswers() as JsonObject });
        await portal.file?.(message);
        names.push(message.externalId);
        return message.externalId;
      },
      go: async (at, name) => {
        const settled = async () => {
          if (at.life.isOver()) return;
          expect((await server.database.execute(idle, [name])).rows).toHaveLength(1);
          expect(portal.waiting()).toBe(0);
        };
        await vi.waitFor(settled, { timeout: 60_000, interval: 10 });
      },
    });
    const { rows } = await server.database.execute(
      `select count(*)::int as cases, count(distinct number)::int as numbers,
       (select count(*)::int from publication p where p.application_id = any (array_agg(a.id))) as told
     from application a where external_id = any ($1)`,
      [names],
    );
    tell('ended while taking from a portal', { points: ended, ...(rows[0] as object) });
    expect(ended).toBeGreaterThan(size(3, 40));
    expect(rows).toEqual([{ cases: names.length, numbers: names.length, told: names.length }]);
    expect(portal.effects).toHaveLength(names.length);
    await expectNothingBroken(server);
  },
);
