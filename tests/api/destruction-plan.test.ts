import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Transaction } from '../../core/src/db.ts';
import type { BodyAsked } from '../../core/src/destruction/asked.ts';
import { places } from '../../core/src/destruction/erase/places.ts';
import { statementOf } from '../../core/src/destruction/erase/rows.ts';
import { incomingPlaces } from '../../core/src/destruction/incoming/places.ts';
import { countRequests, listOverRequests } from '../../core/src/destruction/incoming/queries.ts';
import { countKept, listOver } from '../../core/src/destruction/queries.ts';
import { INCOMING, type RetentionTerm } from '../../core/src/destruction/term.ts';
import { createApplication } from '../support/factories.ts';
import { startServer, type TestServer } from '../support/server.ts';

/** However many cases there are, and however many were destroyed: what is over is found by its index. */
const ROWS = 12_000;
const services = Array.from({ length: 12 }, (_one, index) => `service${index}`);
let server: TestServer;
let asked: BodyAsked;
beforeAll(async () => {
  server = await startServer({ works: false });
  const model = await createApplication(await server.login('registrar'));
  await insertCases(model.id);
  await insertRequests(model.id);
  await server.database.execute('vacuum (analyze) application, incoming_request, outbox');
  const [row] = await server.database.asOwner((trx) =>
    trx('application').where({ id: model.id }).select('organisation_id as body'),
  );
  const term = (service: string): RetentionTerm => ({
    service,
    title: service,
    years: 5,
    permanent: false,
    basis: 'Статья',
  });
  const terms = { terms: services.map(term), incoming: term(INCOMING) };
  asked = { organisationId: row.body, timeZone: 'Europe/Moscow', today: '2026-06-01', ...terms };
});
afterAll(() => server?.close());

/** Over eleven years; two of three of the oldest are destroyed already. */
async function insertCases(modelId: string): Promise<void> {
  await server.database.execute(
    `insert into application (organisation_id, number, service_code, service_version_id, workflow_version_id, state, phase,
       creator_id, registered_at, updated_at, source, list_applicant, destroyed_at)
     select organisation_id, 'АРХ-' || lpad(i::text, 7, '0'), 'service' || i % 12, service_version_id, workflow_version_id,
       'granted', 'granted', creator_id, now() - i % 4000 * interval '1 day', now() - i % 4000 * interval '1 day', 'employee',
       'Заявитель ' || i, case when i % 4000 > 2500 and i % 3 > 0 then now() end
     from application, generate_series(1, $2::int) i where id = $1`,
    [modelId, ROWS],
  );
}

/** The same of requests of other bodies, each with its answer sent. */
async function insertRequests(modelId: string): Promise<void> {
  await server.database.execute(
    `insert into incoming_request (organisation_id, connection_id, message_id, reference, asker_code, asker_title, asker_number, subject,
       question, question_form, answer_form, status, received_at, answered_at, destroyed_at)
     select a.organisation_id, c.id, i::text, '{}', 'zem', 'Комитет', i::text, 'Тема', '{}', '{}', '{}', 'answered',
       now() - i % 4000 * interval '1 day', now() - i % 4000 * interval '1 day', case when i % 4000 > 2500 and i % 3 > 0 then now() end
     from application a join connection c on c.organisation_id = a.organisation_id and c.plugin = 'regional',
       generate_series(1, $2::int) i where a.id = $1`,
    [modelId, ROWS],
  );
  await server.database.execute(
    `insert into outbox (organisation_id, topic, lane, owner_id, due_at, done_at)
     select organisation_id, 'reply', connection_id, id, now(), now() from incoming_request`,
  );
}

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Index Name'?: string;
  readonly 'Relation Name'?: string;
  readonly Plans?: readonly PlanNode[];
}

/** Which ways lead to a table: names of indexes, «Seq Scan» for a table read whole. */
async function waysOf(ask: (trx: Transaction) => Promise<unknown>, table = 'application'): Promise<string[]> {
  return server.database.inBodies([asked.organisationId], async (trx) => {
    const plans: PlanNode[] = [];
    // Of so few rows reading them all may be cheaper: asked is whether an index serves at all.
    await trx.raw('set local enable_seqscan = off');
    const explaining = {
      raw: async (sql: string, bindings: never) => {
        const { rows } = await trx.raw(`explain (format json) ${sql}`, bindings);
        plans.push(rows[0]['QUERY PLAN'][0].Plan);
        return { rows: [] };
      },
    };
    await ask(explaining as unknown as Transaction);
    const nodes = (plan: PlanNode): PlanNode[] => [plan, ...(plan.Plans ?? []).flatMap(nodes)];
    const scans = plans
      .flatMap(nodes)
      .filter((one) => one['Node Type'].includes('Scan') && !/CTE|Bitmap Heap/.test(one['Node Type']));
    const ways = scans
      .filter((one) => one['Relation Name'] === table)
      .map((one) => one['Index Name'] ?? one['Node Type']);
    return [...new Set(ways)].toSorted();
  });
}

test('сколько хранится и скольких срок истёк, считает свой индекс', async () => {
  expect(await waysOf((trx) => countKept(trx, asked))).toEqual(['application_kept']);
});

test('список тех, чей срок истёк, и любая его страница идут по нему же', async () => {
  const page = { ...asked, service: 'service3', limit: 51 };
  const [first] = await server.database.inBodies([asked.organisationId], (trx) =>
    listOver(trx, { ...page, after: undefined }),
  );
  const own = ['application_kept', 'application_parent', 'application_pkey'];
  for (const after of [undefined, first?.id]) {
    const ways = await waysOf((trx) => listOver(trx, { ...page, after }));
    expect(ways).toContain('application_kept');
    expect(own).toEqual(expect.arrayContaining(ways));
  }
});

test('то же – о запросах других ведомств; отправлен ли ответ, узнают по ключу', async () => {
  expect(await waysOf((trx) => countRequests(trx, asked), 'incoming_request')).toEqual(['incoming_request_kept']);
  const [first] = await server.database.inBodies([asked.organisationId], (trx) =>
    listOverRequests(trx, { ...asked, after: undefined, limit: 51 }),
  );
  for (const after of [undefined, first?.id]) {
    const list = (trx: Transaction) => listOverRequests(trx, { ...asked, after, limit: 51 });
    const own = ['incoming_request_kept', 'incoming_request_pkey'];
    const ways = await waysOf(list, 'incoming_request');
    expect(ways).toContain('incoming_request_kept');
    expect(own).toEqual(expect.arrayContaining(ways));
    expect(['outbox_open', 'outbox_topic_owner_id_key']).toEqual(expect.arrayContaining(await waysOf(list, 'outbox')));
  }
});

/** Gone in days, or few beside the others: read whole, they cost nothing. */
const small = ['webhook_delivery', 'presence', 'organisation', 'connection', 'upload'];

test('стирая одну заявку или один запрос, ни одной большой таблицы не читают целиком', async () => {
  const id = '00000000-0000-7000-8000-000000000000';
  const values = { application: id, organisation: asked.organisationId, owners: [id], incoming: id, connection: id };
  const read = await server.database.asOwner(async (trx) => {
    // The tables are empty here: an index is taken only when reading whole is out of the question.
    await trx.raw('set local enable_seqscan = off');
    const found: string[] = [];
    for (const place of [...places, ...incomingPlaces]) {
      const statement = statementOf(place);
      const { rows } = await trx.raw(`explain (format json) ${statement}`, {
        ...values,
        message: id,
        reply: id,
        now: new Date(),
        act: 1,
      });
      const nodes = (plan: PlanNode): PlanNode[] => [plan, ...(plan.Plans ?? []).flatMap(nodes)];
      const whole = nodes(rows[0]['QUERY PLAN'][0].Plan).filter((one) => one['Node Type'] === 'Seq Scan');
      found.push(...whole.map((one) => `${place.table}: ${one['Relation Name']}`));
    }
    return found;
  });
  expect(read.filter((one) => !small.some((table) => one.endsWith(` ${table}`)))).toEqual([]);
});
