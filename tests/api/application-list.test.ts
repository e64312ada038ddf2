import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ApplicationRow } from '../../core/src/api.gen.ts';
import { act, createApplication, expected, person, personNumber, plotAnswers } from '../support/factories.ts';
import type { Client } from '../support/http-client.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
const people: Record<'registrar' | 'dispatcher' | 'executor' | 'monitor' | 'super', Client> = {} as never;
const total = 23;

beforeAll(async () => {
  server = await startServer();
  for (const login of ['registrar', 'dispatcher', 'executor', 'monitor', 'super'] as const)
    people[login] = await server.login(login);
  const executorId = expected(await people.executor.get('/api/me')).user.id;
  for (let at = 0; at < total; at += 1) {
    // Few names among many rows: ties, which only the id can order.
    const surname = ['Ёлкина', 'Берёзкина', '100%'][at % 3] ?? '';
    const answers = plotAnswers({
      landAddress: { text: `ул. ${at % 4}-я Луговая`, postalCode: '432001', region: 'Область' },
    });
    const draft = await createApplication(people.registrar, { applicant: personNumber(at, { surname }), answers });
    if (at % 2 === 0) continue;
    const registered = await act(people.registrar, draft, ['register', {}]);
    if (at % 3 === 0) await act(people.dispatcher, registered, ['assign', { input: { employee: executorId } }]);
  }
});
afterAll(() => server.close());

const list = async (client: Client, query: Record<string, string> = {}) =>
  expected(await client.get(`/api/applications?${new URLSearchParams(query)}`));

interface Page {
  items: ApplicationRow[];
  previous: string | null;
  next: string | null;
}

async function allPages(client: Client, query: Record<string, string>): Promise<ApplicationRow[]> {
  const rows: ApplicationRow[] = [];
  let after: string | null = null;
  do {
    const page: Page = await list(client, { ...query, ...(after === null ? {} : { after }) });
    rows.push(...page.items);
    after = page.next;
  } while (after !== null);
  return rows;
}

/** What stands before a page, read backwards and given in the list's own order. */
async function allBefore(client: Client, query: Record<string, string>, page: Page): Promise<ApplicationRow[]> {
  const rows: ApplicationRow[] = [];
  for (let before = page.previous; before !== null; ) {
    const earlier: Page = await list(client, { ...query, before });
    rows.unshift(...earlier.items);
    before = earlier.previous;
  }
  return rows;
}

const idsOf = (rows: readonly ApplicationRow[]) => rows.map(({ id }) => id);

describe('order and pages', () => {
  test.each([
    '',
    'listedAt',
    '-createdAt',
    'number',
    '-number',
    '-dueDate,number',
    'applicant,-createdAt',
    'address,applicant,state',
    'registeredAt,-applicant',
    '-service,source,state,applicant',
    'submittedBy',
  ])('every row once and in one order, whatever the page size: %s', async (sort) => {
    const query: Record<string, string> = sort === '' ? {} : { sort };
    const whole = await list(people.monitor, { ...query, limit: '100' });
    expect(whole.next).toBeNull();
    const ids = whole.items.map((row: ApplicationRow) => row.id);
    expect(new Set(ids).size).toBe(total);
    const paged = await allPages(people.monitor, { ...query, limit: '4' });
    expect(idsOf(paged)).toEqual(ids);
    const fromMiddle: Page = await list(people.monitor, { ...query, limit: '5', at: ids[13] ?? '' });
    expect(idsOf(fromMiddle.items)).toEqual(ids.slice(13, 18));
    expect(idsOf(await allBefore(people.monitor, { ...query, limit: '4' }, fromMiddle))).toEqual(ids.slice(0, 13));
    const second: Page = await list(people.monitor, { ...query, limit: '4', after: fromMiddle.next ?? '' });
    expect(idsOf(second.items)).toEqual(ids.slice(18, 22));
  });

  test.each(['number', '-number', 'address', '-dueDate', 'applicant'])('drafts stand last: %s', async (sort) => {
    const { items } = await list(people.monitor, { sort, limit: '100' });
    const numbered = items.map((row: ApplicationRow) => row.number !== null);
    expect(numbered).toEqual(numbered.toSorted().reverse());
  });

  test('within one state the newest come first; downwards all is turned round', async () => {
    const up = idsOf((await list(people.monitor, { sort: 'state', limit: '100' })).items);
    expect(idsOf((await list(people.monitor, { sort: '-state', limit: '100' })).items)).toEqual(up.toReversed());
  });

  test('a page that was read back goes on forward where the former page began', async () => {
    const query = { sort: '-number', limit: '6' };
    const first: Page = await list(people.monitor, query);
    expect(first.previous).toBeNull();
    const second: Page = await list(people.monitor, { ...query, after: first.next ?? '' });
    const back: Page = await list(people.monitor, { ...query, before: second.previous ?? '' });
    expect(back).toMatchObject({ previous: null });
    expect(idsOf(back.items)).toEqual(idsOf(first.items));
    expect(idsOf((await list(people.monitor, { ...query, after: back.next ?? '' })).items)).toEqual(
      idsOf(second.items),
    );
  });

  test('a case that moved away leaves its place: the list goes on from there, both ways', async () => {
    const query = { sort: 'applicant', limit: '7' };
    const whole = idsOf((await list(people.monitor, { sort: 'applicant', limit: '100' })).items);
    const first: Page = await list(people.monitor, query);
    const edge = first.items[6]?.id ?? '';
    const name = (text: string) =>
      server.database.asOwner((trx) => trx('application').where({ id: edge }).update({ list_applicant: text }));
    const [{ applicant: own }] = first.items.slice(6) as [ApplicationRow];
    await name('ЯЯЯ');
    try {
      const rest = await allPages(people.monitor, { ...query, after: first.next ?? '' });
      expect(idsOf(rest).filter((id) => id !== edge)).toEqual(whole.slice(7));
      // Its link leads to where it stands now.
      expect((await list(people.monitor, { ...query, at: edge })).items[0]).toMatchObject({
        id: edge,
        applicant: 'ЯЯЯ',
      });
    } finally {
      await name(own);
    }
  });

  test('a place that the conditions do not find is where the list goes on', async () => {
    const { items } = await list(people.monitor, { limit: '100' });
    const at = items.findIndex((row: ApplicationRow, nth: number) => nth > 3 && row.state !== 'draft');
    const drafts = items.slice(at).filter((row: ApplicationRow) => row.state === 'draft');
    const page: Page = await list(people.monitor, { state: 'draft', at: items[at].id, limit: '100' });
    expect(idsOf(page.items)).toEqual(idsOf(drafts));
    // Of another's case nothing is told: the list begins at its beginning.
    const hidden = items.find((row: ApplicationRow) => row.state === 'draft');
    const executors: Page = await list(people.executor, { at: hidden.id });
    expect(executors).toEqual(await list(people.executor));
  });

  test('the usual order has the newest first, by registration or else by creation', async () => {
    const { items } = await list(people.monitor);
    const moments = items.map((row: ApplicationRow) => row.registeredAt ?? row.createdAt);
    expect(moments).toEqual(moments.toSorted().reverse());
  });

  test('a row that comes in between pages neither repeats nor hides another', async () => {
    const first = await list(people.monitor, { limit: '5' });
    const extra = await createApplication(people.super);
    const rest = await allPages(people.monitor, { limit: '5', after: first.next });
    const ids = [...first.items, ...rest].map((row: ApplicationRow) => row.id);
    expect(ids).not.toContain(extra.id);
    expect(new Set(ids).size).toBe(total);
  });

  test('the whole is counted only when asked for, whatever the page', async () => {
    expect(await list(people.monitor)).not.toHaveProperty('total');
    const page = await list(people.monitor, { state: 'draft', limit: '2', count: 'true' });
    const whole = await list(people.monitor, { state: 'draft', limit: '100' });
    expect(page.items).toHaveLength(2);
    expect(page.total).toEqual({ count: whole.items.length, more: false });
  });

  test.each([
    [{ sort: 'answers' }, 400],
    [{ sort: 'number', after: 'garbage' }, 400],
    [{ sort: 'number', before: 'garbage' }, 400],
    [{ at: 'garbage' }, 400],
    [{ at: '00000000-0000-4000-8000-000000000000', after: 'x' }, 400],
    [{ limit: '101' }, 400],
    [{ limit: '0' }, 400],
    [{ tab: 'noSuchTab' }, 400],
    [{ from: 'вчера' }, 400],
    [{ invented: '1' }, 400],
    [{ executor: '00000000-0000-4000-8000-000000000000' }, 404],
  ] as const)('a wrong query is refused: %o', async (query, status) => {
    expect((await people.monitor.get(`/api/applications?${new URLSearchParams(query)}`)).status).toBe(status);
  });
});

describe('filters', () => {
  test('narrow by tab, state, name, number and executor', async () => {
    const every: ApplicationRow[] = (await list(people.monitor, { limit: '100' })).items;
    const matching = async (query: Record<string, string>) =>
      (await list(people.monitor, { ...query, limit: '100' })).items.map((row: ApplicationRow) => row.id);
    const kept = (keep: (row: ApplicationRow) => boolean) => every.filter(keep).map((row) => row.id);
    expect(await matching({ state: 'draft' })).toEqual(kept((row) => row.state === 'draft'));
    expect(await matching({ tab: 'registered' })).toEqual(kept((row) => row.phase === 'received'));
    expect(await matching({ applicant: 'ёЛК' })).toEqual(kept((row) => row.applicant.startsWith('Ёлкина')));
    // A sign of LIKE is a sign of text here.
    expect(await matching({ applicant: '0%' })).toEqual(kept((row) => row.applicant.startsWith('100%')));
    expect(await matching({ applicant: '_' })).toEqual([]);
    expect(await matching({ number: '-0000' })).toEqual(kept((row) => row.number !== null));
    expect(await matching({ executor: 'none' })).toEqual(kept((row) => row.executor === null));
    const id = every.find((row) => row.executor !== null)?.executor?.id ?? '';
    expect(await matching({ executor: id })).toEqual(kept((row) => row.executor?.id === id));
    expect(await matching({ service: 'landPlotPlan', source: 'employee' })).toEqual(kept(() => true));
    expect(await matching({ source: 'epgu' })).toEqual([]);
  });

  test('days are those of the body, both ends included', async () => {
    const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Moscow', dateStyle: 'short' }).format(
      server.clock.now(),
    );
    expect((await list(people.monitor, { from: today, to: today, limit: '100' })).items.length).toBeGreaterThanOrEqual(
      total,
    );
    expect((await list(people.monitor, { to: '2020-01-01' })).items).toEqual([]);
    expect((await list(people.monitor, { from: '2100-01-01' })).items).toEqual([]);
  });

  test('counts of the tabs equal the lists', async () => {
    const { items } = expected(await people.monitor.get('/api/applications/counts'));
    expect(items.map((one: { tab: string }) => one.tab)).toContain('drafts');
    for (const { tab, count, more } of items) {
      expect(more).toBe(false);
      expect((await list(people.monitor, { tab, limit: '100' })).items, tab).toHaveLength(count);
    }
    const narrowed = expected(await people.monitor.get('/api/applications/counts?applicant=100'));
    expect(narrowed.items[0].count).toBe((await list(people.monitor, { applicant: '100', limit: '100' })).items.length);
  });

  test('counting stops at a thousand', async () => {
    const [model] = (await list(people.registrar, { state: 'draft', limit: '1' })).items;
    await server.database.asOwner(async (trx) =>
      trx.raw(
        `insert into application (organisation_id, service_code, service_version_id, workflow_version_id, state, phase, creator_id, list_applicant)
         select organisation_id, service_code, service_version_id, workflow_version_id, state, phase, creator_id, 'Много'
         from application, generate_series(1, 1001) where id = ?`,
        [model.id],
      ),
    );
    const { items } = expected(await people.monitor.get('/api/applications/counts?applicant=Много'));
    expect(items[0]).toEqual({ tab: 'all', count: 1000, more: true });
    await server.database.asOwner(async (trx) => trx('application').where({ list_applicant: 'Много' }).delete());
  });
});

describe('who sees what', () => {
  const statesOf = async (client: Client) =>
    [...new Set((await list(client, { limit: '100' })).items.map((row: ApplicationRow) => row.state))].sort();

  test('by the functions of the workflow', async () => {
    expect(await statesOf(people.monitor)).toEqual(['deciding', 'draft', 'registered']);
    expect(await statesOf(people.dispatcher)).toEqual(['deciding', 'registered']);
    expect(await statesOf(people.executor)).toEqual(['deciding']);
    expect((await list(await server.login('admin'))).items).toEqual([]);
  });

  test('each row offers exactly what is open for this person', async () => {
    const actionsOf = async (client: Client, state: string) =>
      (await list(client, { state })).items[0].actions.map((one: { code: string }) => one.code);
    expect(await actionsOf(people.registrar, 'draft')).toEqual(['register', 'refuseAcceptance']);
    expect(await actionsOf(people.monitor, 'draft')).toEqual([]);
    expect(await actionsOf(people.dispatcher, 'registered')).toEqual(['assign']);
    expect(await actionsOf(people.executor, 'deciding')).toEqual([
      'grant',
      'refuse',
      'returnWithoutReview',
      'withdraw',
      'handOver',
    ]);
  });
});

test('candidates come with what they have to do now', async () => {
  const [row] = (await list(people.dispatcher, { state: 'registered' })).items;
  const { items } = expected(await people.dispatcher.get(`/api/applications/${row.id}/candidates/assign`));
  const busy = items.find((one: { name: string }) => one.name.startsWith('Кузнецов'));
  const assigned = (await list(people.monitor, { executor: busy.id, limit: '100' })).items.length;
  expect(busy).toMatchObject({
    load: assigned,
    assigned: false,
    position: 'Главный специалист отдела градостроительных планов',
  });
  expect(assigned).toBeGreaterThan(0);
  expect((await people.registrar.get(`/api/applications/${row.id}/candidates/assign`)).status).toBe(403);
  expect((await people.dispatcher.get(`/api/applications/${row.id}/candidates/publish`)).status).toBe(409);
});

test('looking at a card goes on record, with who and when, and a list of names does not', async () => {
  const draft = await createApplication(people.registrar, { applicant: person({ surname: 'Заметная' }) });
  expected(await people.monitor.get(`/api/applications/${draft.id}`));
  await server.deps.accessLog.flush();
  const { rows } = await server.database.execute(
    `select l.action, u.login from access_log l join user_account u on u.id = l.user_id
     where l.subject_kind = 'application' and l.subject_id = $1`,
    [draft.id],
  );
  expect(rows).toEqual([{ action: 'view', login: 'monitor' }]);
});
