import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { act, createApplication, expected, personNumber } from '../support/factories.ts';
import type { Client } from '../support/http-client.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { size, tell } from './chance.ts';
import type { Victim } from './victim.ts';
import { longRun, openWalker, type Walker } from './walk.ts';
import { expectNothingBroken } from './wholeness.ts';

/** What a person asks for and comes back to later: a list taken out, one action over many applications. */
let server: TestServer;
let walker: Walker;
let monitor: Client;
let registrar: Client;
let dispatcher: Client;
let employee: string;
beforeAll(async () => {
  server = await startServer({ plugins: [], works: false, quiet: true });
  const [first, second, third, executor] = await Promise.all(
    ['monitor', 'registrar', 'dispatcher', 'executor'].map((login) => server.login(login)),
  );
  if (!(first && second && third && executor)) throw new Error('four have signed in');
  [monitor, registrar, dispatcher] = [first, second, third];
  employee = expected(await executor.get('/api/me')).user.id;
  walker = openWalker(server, []);
});
afterEach(() => walker?.bury());
afterAll(async () => {
  await walker?.close();
  await server?.close();
});

const rowsOf = async (query: string, ...bindings: unknown[]) =>
  (await server.database.execute(query, bindings)).rows as Record<string, unknown>[];

/** One row, once there is nothing left to do; or its process is over. */
async function settled({ life }: Victim, [query, ...bindings]: readonly [string, ...unknown[]]): Promise<void> {
  const look = async () => life.isOver() || (await rowsOf(query, ...bindings)).length === 1;
  await vi.waitUntil(look, { timeout: 60_000, interval: 10 });
}

const noJobIsUnderWay = `not exists (select from pgboss.job j where j.data ->> 'id' = r.id::text and j.state < 'completed')`;

/** More than one page of them, each with its journal. */
async function fillList(count: number): Promise<void> {
  const { id } = await createApplication(registrar, { applicant: personNumber(1) });
  const [body] = await rowsOf('select organisation_id as id from application where id = $1', id);
  await server.database.inBodies([String(body?.id)], async (trx) => {
    const { rows: columns } = await trx.raw(
      `select string_agg(quote_ident(column_name), ', ') as list from information_schema.columns
       where table_name = 'application' and is_generated = 'NEVER' and column_name not in ('id', 'creation_key', 'list_address')`,
    );
    await trx.raw(
      `insert into application (list_address, ${columns[0].list})
       select 'Полевая улица, ' || n, ${columns[0].list} from application, generate_series(1, ?::int) n where id = ?`,
      [count, id],
    );
    await trx.raw(
      `select append_event(id, 'created', creator_id, now(), '{}') from application where list_address like 'Полевая%'`,
    );
  });
}

const street = { tab: 'all', filters: { address: 'Полевая' }, sort: 'address', columns: ['address'] };

test(
  'выгрузка: процесс кончается на каждом слове, она одна, каждая строка в ней один раз, и запись о ней одна',
  longRun,
  async () => {
    await fillList(1_100);
    const ended = await walker.endEverywhere<ReadonlySet<string>>({
      works: 'jobs',
      stride: size(11, 1),
      lay: async () => new Set((await rowsOf('select id::text from list_export')).map(({ id }) => String(id))),
      go: async (at, before) => {
        const person = at.client(monitor);
        const fresh = async () =>
          expected(await person.get('/api/me/exports')).items.find(({ id }: { id: string }) => !before.has(id));
        if ((await fresh()) === undefined) {
          expected(await person.post('/api/me/exports', { format: 'csv', content: street }), 201);
        }
        const over = `select from list_export r where r.id = $1 and r.finished_at is not null and ${noJobIsUnderWay}`;
        await settled(at, [over, (await fresh()).id]);
      },
    });
    const made = await rowsOf(
      `select e.status, e.found, e.rows_done as rows, p.count as parts, p.size = e.size as whole, p.content,
         (select count(*)::int from access_log v where v.subject_kind = 'export' and v.action = 'export'
            and v.subject_id = e.id || ' csv: 1100') as records, count(*)::int as exports
       from list_export e cross join lateral (select count(*)::int as count, sum(length(content)) as size,
         sha256(string_agg(content, '' order by position)) as content from list_export_part where export_id = e.id) p
       group by 1, 2, 3, 4, 5, 6, 7`,
    );
    tell('ended while taking a list out', { points: ended, exports: made[0]?.exports });
    expect(ended).toBeGreaterThan(size(1, 20));
    const whole = { status: 'done', found: 1_100, rows: 1_100, parts: 2, whole: true, records: 1 };
    expect(made).toEqual([{ ...whole, content: expect.anything(), exports: ended + 1 }]);
    const { items } = expected(await monitor.get('/api/me/exports'));
    const { text } = await monitor.get(`/api/me/exports/${items[0].id}/content`);
    expect(new Set(text.split('\r\n').filter((line) => line.includes('Полевая'))).size).toBe(1_100);
    await expectNothingBroken(server);
  },
);

test(
  'действие над многими: процесс кончается на каждом слове проверки и выполнения, каждая заявка назначена один раз',
  longRun,
  async () => {
    const runs: string[] = [];
    const ids: string[] = [];
    const ended = await walker.endEverywhere<{ key: string; rows: { id: string; version: number }[] }>({
      works: 'jobs',
      stride: size(24, 1),
      lay: async (number) => {
        const rows: { id: string; version: number }[] = [];
        for (const at of [0, 1, 2]) {
          const draft = await createApplication(registrar, { applicant: personNumber(10 + number * 3 + at) });
          const { id, version } = await act(registrar, draft, ['register', {}]);
          rows.push({ id, version });
        }
        ids.push(...rows.map(({ id }) => id));
        runs.push(randomUUID());
        return { key: runs.at(-1) ?? '', rows };
      },
      go: async (at, { key, rows }) => {
        const person = at.client(dispatcher);
        const wanted = { key, rows, action: 'assign', input: { employee } };
        expected(await person.post('/api/me/bulk-runs', wanted), 201);
        const reached = `select from bulk_run r where r.id = $1 and r.status = any ($2) and ${noJobIsUnderWay}`;
        await settled(at, [reached, key, ['checked', 'running', 'done']]);
        expected(await person.post(`/api/me/bulk-runs/${key}/start`));
        await settled(at, [reached, key, ['done']]);
      },
    });
    const done = await rowsOf(
      `select r.status, b.status as row, a.state, a.executor_id = $2 as assigned, a.version - b.version as changes,
         (select count(*)::int from application_event e where e.application_id = a.id and e.type = 'action:assign') as events,
         (select count(*)::int from staff_notice n where n.application_id = a.id and n.user_id = $2) as notices,
         count(*)::int as applications
       from bulk_run r join bulk_row b on b.run_id = r.id join application a on a.id = b.application_id
       where r.id = any ($1) group by 1, 2, 3, 4, 5, 6, 7`,
      runs,
      employee,
    );
    tell('ended while acting on many', { points: ended, done });
    expect(ended).toBeGreaterThan(size(2, 30));
    const once = { status: 'done', row: 'done', state: 'deciding', assigned: true, changes: 1, events: 1, notices: 1 };
    expect(done).toEqual([{ ...once, applications: ids.length }]);
    const run = expected(await dispatcher.get(`/api/me/bulk-runs/${runs.at(-1)}`));
    expect(run).toMatchObject({ status: 'done', counts: { done: 3, waiting: 0, ready: 0, refused: 0 } });
    await expectNothingBroken(server);
  },
);
