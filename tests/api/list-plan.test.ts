import { afterAll, beforeAll, expect, test } from 'vitest';
import { undiscarded } from '../../core/src/access/queries.ts';
import { orderOf, parseSort, reversed } from '../../core/src/application/list/order.ts';
import { listPage, pieceQuery } from '../../core/src/application/list/page/queries.ts';
import { type ListFilter, matching } from '../../core/src/application/list/queries.ts';
import { type Start, stretchesOf } from '../../core/src/application/list/stretches.ts';
import { createApplication, expected } from '../support/factories.ts';
import { startServer, type TestServer } from '../support/server.ts';

/** What PostgreSQL does for each order that a list offers: it walks an index, whatever the size of the table. */
let server: TestServer;
let bodies: readonly string[];
const ROWS = 8_000;

beforeAll(async () => {
  server = await startServer();
  const registrar = await server.login('registrar');
  const model = await createApplication(registrar);
  await server.database.asOwner(async (trx) => {
    await trx.raw(
      `insert into application (organisation_id, number, service_code, service_version_id, workflow_version_id, state, phase,
         creator_id, registered_at, due_date, source, list_applicant, list_address, list_submitted_by, list_duty)
       select organisation_id, 'АРХ-' || lpad(i::text, 6, '0'), 'service' || i % 40, service_version_id, workflow_version_id,
         'granted', 'granted', creator_id, now() - i * interval '1 hour', current_date - i % 900,
         case when i % 100 = 0 then 'mfc' else 'employee' end, 'Заявитель ' || i * 7919 % 5000, 'ул. Луговая, д. ' || i * 104729 % 5000,
         'Посетитель ' || i * 6151 % 5000, case when i % 100 = 0 then 'unpaid' end
       from application, generate_series(1, ?::int) i where id = ?`,
      [ROWS, model.id],
    );
  });
  // Words that came in one go wait beside their index until it is cleaned.
  await server.database.execute('vacuum (analyze) application');
  const [row] = await server.database.asOwner((trx) =>
    trx('application').where({ id: model.id }).select('organisation_id as body'),
  );
  bodies = [row.body];
});
afterAll(() => server.close());

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Index Name'?: string;
  readonly 'Relation Name'?: string;
  readonly 'Rows Removed by Index Recheck'?: number;
  readonly Plans?: readonly PlanNode[];
}

function nodesOf(plan: PlanNode): readonly PlanNode[] {
  return [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];
}

interface Asking {
  readonly filter?: Partial<ListFilter>;
  readonly back?: boolean;
  readonly way?: Parameters<typeof pieceQuery>[2]['way'];
}

/** Names of the indexes that find the rows of the first piece; «Seq Scan» is a table read whole. */
async function waysOf(sort: string, asking: Asking = {}): Promise<readonly string[]> {
  const { filter = {}, back = false, way = 'walked' } = asking;
  const order = back ? reversed(orderOf(parseSort(sort))) : orderOf(parseSort(sort));
  return server.database.inBodies(bodies, async (trx) => {
    const visible = (where: Parameters<Parameters<typeof pieceQuery>[1]['visible']>[0]) =>
      void where.whereIn('application.organisation_id', [...bodies]).whereRaw(undiscarded('application'));
    const asked: ListFilter = { timeZone: 'Europe/Moscow', ...filter };
    const [stretch] = stretchesOf(order).filter(({ fixed }) =>
      fixed.every(({ by, value }) => by !== 'registered' || value === 'true'),
    );
    if (stretch === undefined) throw new Error('no piece');
    const query = pieceQuery(trx, { visible, filter: asked, bodies, order, limit: 51 }, { stretch, way, limit: 51 });
    const { sql, bindings } = query.toSQL().toNative();
    const { rows } = await trx.raw(`explain (format json) ${sql.replaceAll(/\$\d+/g, '?')}`, [...bindings]);
    return nodesOf(rows[0]['QUERY PLAN'][0].Plan).flatMap((node) => {
      if (node['Node Type'] === 'Seq Scan' && node['Relation Name'] === 'application') return ['Seq Scan'];
      const name = node['Index Name'];
      return name?.startsWith('application_') && name !== 'application_pkey' ? [name] : [];
    });
  });
}

test.each([
  ['listedAt', 'application_listed'],
  ['registeredAt', 'application_listed'],
  ['number', 'application_organisation_id_number_key'],
  ['service', 'application_service'],
  ['state', 'application_state'],
  ['dueDate', 'application_by_due'],
  ['applicant', 'application_by_applicant'],
  ['address', 'application_by_address'],
  ['submittedBy', 'application_by_visitor'],
])('%s is walked along %s, up, down and back', async (sort, index) => {
  for (const asked of [sort, `-${sort}`]) {
    for (const back of [false, true]) {
      const ways = await waysOf(asked, { back });
      expect(ways, `${asked}, back: ${back}`).toContain(index);
      expect(ways, `${asked}, back: ${back}`).not.toContain('Seq Scan');
    }
  }
});

test.each([
  [{ service: 'service7' }, 'application_service'],
  [{ source: 'mfc' }, 'application_source'],
  [{ duty: 'unpaid' as const }, 'application_by_duty'],
  [{ number: '004321' }, 'application_words'],
  [{ address: 'Луговая, д. 4321' }, 'application_words'],
  [{ submittedBy: 'Посетитель 4321' }, 'application_words'],
  [{ applicant: 'Заявитель 4321' }, 'application_applicant_search'],
])('%o is found by %s', async (filter, index) => {
  const ways = await waysOf('-listedAt', { filter, way: 'gathered' });
  expect(ways).toContain(index);
  expect(ways).not.toContain('Seq Scan');
});

test.each(['number', '-number', 'registeredAt', '-address', 'applicant', 'state', '-dueDate'])(
  '%s: what is met among the first rows is what is found by gathering all',
  async (sort) => {
    const order = orderOf(parseSort(sort));
    const [stretch] = stretchesOf(order);
    if (stretch === undefined) throw new Error('no piece');
    const visible = (where: Parameters<Parameters<typeof pieceQuery>[1]['visible']>[0]) =>
      void where.whereIn('application.organisation_id', [...bodies]).whereNot('application.source', 'mfc');
    const page = { visible, filter: { timeZone: 'Europe/Moscow', service: 'service7' }, bodies, order, limit: 51 };
    const [tried, gathered] = await server.database.inBodies(bodies, async (trx) => [
      await pieceQuery(trx, page, { stretch, way: 'tried', limit: 51 }),
      await pieceQuery(trx, page, { stretch, way: 'gathered', limit: 51 }),
    ]);
    expect(tried).toHaveLength(51);
    expect(tried).toEqual(gathered);
    expect(await waysOf(sort, { filter: { service: 'service7' }, way: 'tried' })).not.toContain('Seq Scan');
  },
);

test('rows of several bodies stand in one order, page after page', async () => {
  const both = await server.database.asOwner(async (trx) => {
    const [other] = await trx('organisation')
      .whereNotIn('id', [...bodies])
      .select('id')
      .limit(1);
    await trx.raw(
      `insert into application (organisation_id, number, service_code, service_version_id, workflow_version_id, state, phase,
         creator_id, registered_at)
       select ?::uuid, 'АРХ-' || lpad((i * 5)::text, 6, '0'), service_code, service_version_id, workflow_version_id, 'granted',
         'granted', creator_id, now()
       from (select * from application where number is null limit 1) model, generate_series(1, 30) i`,
      [other.id],
    );
    return [...bodies, other.id as string];
  });
  await server.database.inBodies(both, async (trx) => {
    const order = orderOf(parseSort('number'));
    const found: string[] = [];
    for (let start: Start | undefined; found.length < 120; ) {
      const rows = await listPage(trx, {
        visible: (where) => void where.whereIn('application.organisation_id', both),
        ...{ filter: { timeZone: 'Europe/Moscow' }, bodies: both, order, start, limit: 17 },
      });
      found.push(...rows.map(({ number }) => number ?? ''));
      start = { place: rows.at(-1)?.place ?? [], including: false };
    }
    const numbers = await trx('application')
      .whereNotNull('number')
      .orderBy(['number', 'id'])
      .limit(found.length)
      .pluck('number');
    expect(found).toEqual(numbers);
    expect(found.filter((number, at) => number === found[at - 1]).length).toBeGreaterThan(10);
  });
});

test('what is found by words is what there is, drafts among it', async () => {
  const monitor = await server.login('monitor');
  const found = async (query: string) =>
    expected(await monitor.get(encodeURI(`/api/applications?count=true&limit=1&${query}`))).total.count;
  expect(await found('number=004321')).toBe(1);
  expect(await found('address=Луговая, д. 4321')).toBe(1);
  const [draft] = expected(await monitor.get('/api/applications?state=draft')).items;
  expect(await found(`address=${draft.address}`)).toBeGreaterThan(0);
});

test('a list that finds few brings the counts of the tabs with it', async () => {
  const monitor = await server.login('monitor');
  const list = async (query: string) => expected(await monitor.get(encodeURI(`/api/applications?${query}`)));
  const few = 'applicant=Заявитель 100';
  const { items: counts } = expected(await monitor.get(encodeURI(`/api/applications/counts?${few}`)));
  expect(new Set(counts.map((one: { count: number }) => Math.sign(one.count)))).toEqual(new Set([0, 1]));
  for (const tab of ['all', 'mine', 'drafts', 'granted']) {
    for (const sort of ['-listedAt', 'applicant']) {
      const query = `${few}&tab=${tab}&sort=${sort}&limit=2`;
      const { tabs, ...page } = await list(`${query}&tabs=true`);
      expect(page, query).toEqual(await list(query));
      // Registered and drafts apart are two questions.
      expect(tabs, query).toEqual(sort === '-listedAt' ? counts : undefined);
    }
  }
  const { next } = await list(`${few}&limit=1`);
  expect(await list(`${few}&limit=1&tabs=true&after=${next}`)).not.toHaveProperty('tabs');
  expect(await list('limit=1&tabs=true')).not.toHaveProperty('tabs');
});

test('of a second word its first letter narrows what the index finds', async () => {
  await server.database.asOwner((trx) =>
    trx.raw(
      `insert into application (organisation_id, number, service_code, service_version_id, workflow_version_id, state, phase,
         creator_id, registered_at, list_applicant)
       select organisation_id, 'ТОП-' || i, service_code, service_version_id, workflow_version_id, 'granted', 'granted',
         creator_id, now(), 'Тополев ' || case when i % 10 = 0 then 'Тимур' else 'Игорь' end
       from (select * from application where number is null and organisation_id = ? limit 1) model, generate_series(1, 200) i`,
      [...bodies.slice(0, 1)],
    ),
  );
  await server.database.execute('vacuum (analyze) application');
  const nodes = await server.database.inBodies(bodies, async (trx) => {
    const query = trx('application')
      .where(matching({ timeZone: 'Europe/Moscow', applicant: 'тополев т' }))
      .select('id');
    const { sql, bindings } = query.toSQL().toNative();
    const explain = `explain (analyze, format json) ${sql.replaceAll(/\$\d+/g, '?')}`;
    const { rows } = await trx.raw(explain, [...bindings]);
    return nodesOf(rows[0]['QUERY PLAN'][0].Plan);
  });
  expect(nodes.map((node) => node['Index Name'])).toContain('application_applicant_search');
  // «Тополев» too has a word that begins with «т»: by itself it is found 200 times.
  expect(nodes.map((node) => node['Rows Removed by Index Recheck'] ?? 0)).toEqual(nodes.map(() => 0));
});
