import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ApplicationCard, RequestView } from '../../core/src/api.gen.ts';
import { readDemo } from '../../core/src/demo/seed.ts';
import { differences, type Json } from '../../core/src/rules.ts';
import { act, expected, newApplication, plotAnswers, readCard } from '../support/factories.ts';
import type { Client } from '../support/http-client.ts';
import { askUntil } from '../support/registry.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { clientOnStand, countRows } from '../support/stand.ts';

/** A service in test mode: for its testers it is as in force, and of what they do nothing is left. */
let server: TestServer;
let admin: Client;
let tester: Client;
let clerk: Client;
let draftId: string;
let runId: string;
let before: Record<string, number>;

beforeAll(async () => {
  server = await startServer();
  admin = await server.login('admin');
  tester = await server.login('registrar');
  clerk = await server.login('dispatcher');
  await server.database.execute(
    `insert into user_role (user_id, role_id, organisation_id)
     select person.id, role.id, body.id from user_account person, role, organisation body
     where person.login = 'city.head' and role.code = 'administrator' and body.code = 'city'`,
  );
  ({ id: draftId } = expected(
    await admin.post('/api/admin/drafts', { kind: 'service', from: 'published', code: 'landPlotPlan' }),
    201,
  ));
  await retitle('Градостроительный план, как его пробуют');
});
afterAll(() => server.close());

async function retitle(title: string): Promise<void> {
  const { content, revision } = expected(await admin.get(`/api/admin/drafts/${draftId}`));
  const changes = differences(content as Json, { ...content, title } as Json);
  expected(await admin.post(`/api/admin/drafts/${draftId}/steps`, { revision, steps: [{ label: title, changes }] }));
}

const rowCounts = () => countRows(server.database);
const onStand = (client: Client): Client => clientOnStand(client, runId);

const idOf = async (client: Client): Promise<string> => expected(await client.get('/api/me')).user.id;

const stands = () => {
  if (server.deps.stands === undefined) throw new Error('an installation has stands');
  return server.deps.stands;
};

const today = () => server.clock.now().toISOString().slice(0, 10);

/** Asks the tax service's emulator, and waits for its answer. */
async function askEgrul(stand: Client, card: ApplicationCard): Promise<RequestView> {
  const { question } = expected(await stand.get(`/api/applications/${card.id}/request-forms/egrul`));
  const view = await askUntil(stand, card, { entry: 'egrul', question });
  expect(view).toMatchObject({ status: 'answered' });
  return view;
}

/** Works on as the made-up employee with this role. */
async function actAs(client: Client, role: string): Promise<string> {
  const { people } = expected(await client.get(`/api/me/test-runs/${runId}`));
  const { id } = people.find((one: { role: string }) => one.role === role);
  expected(await client.put(`/api/me/test-runs/${runId}/person`, { person: id }));
  return id;
}

test('включают для названных; остальным его нет, и черновик с ошибкой не пробуют', async () => {
  before = await rowCounts();
  const run = expected(
    await admin.post('/api/admin/test-runs', { draftId, testers: { users: [await idOf(tester)], roles: [] } }),
    201,
  );
  runId = run.id;
  expect(run).toMatchObject({
    service: 'landPlotPlan',
    ready: true,
    drafts: [{ id: draftId, revision: 1, current: 1 }],
  });
  expect(expected(await tester.get('/api/me/test-runs')).items).toMatchObject([{ id: runId }]);
  expect(expected(await clerk.get('/api/me/test-runs')).items).toEqual([]);
  expect((await onStand(clerk).get('/api/applications')).status).toBe(404);
  expect((await onStand(server.client()).get('/api/applications')).status).toBe(401);
  const twice = await admin.post('/api/admin/test-runs', { draftId, testers: { users: [], roles: [] } });
  expect([twice.status, twice.body.code]).toEqual([409, 'alreadyExists']);
});

test('тестировщик проходит услугу до результата за вымышленных сотрудников; номер – тестовый', async () => {
  const stand = onStand(tester);
  expect(expected(await stand.get('/api/services/landPlotPlan')).title).toBe('Градостроительный план, как его пробуют');
  const draft = expected(await stand.post('/api/applications', newApplication()), 201);
  const registered = await act(stand, draft, ['register', {}]);
  expect(registered.number).toMatch(/^ТЕСТ-.+-000001$/);
  const executor = await actAs(tester, 'Исполнитель');
  await actAs(tester, 'Диспетчер');
  const assigned = await act(stand, await readCard(stand, draft.id), ['assign', { input: { employee: executor } }]);
  expect(assigned.state).toBe('deciding');
});

test('запрос отвечает эмулятор; события и файлы – того же стенда', async () => {
  const stand = onStand(tester);
  await actAs(tester, 'Исполнитель с суперправами');
  const { applicants } = await readDemo(server.deps.config.definitionsDir);
  const draft = expected(
    await stand.post('/api/applications', newApplication({ applicant: applicants.brickworks })),
    201,
  );
  const card = await act(stand, draft, ['register', {}]);
  expect(card.number).toMatch(/-000002$/);
  const view = await askEgrul(stand, card);
  const [file] = view.files;
  expect((await stand.get(`/api/files/${file?.id}/content`)).text).toContain('ЕГРЮЛ');
  expect((await tester.get(`/api/files/${file?.id}/content`)).status).toBe(404);
  const events = await stand.get('/api/events');
  expect([events.status, events.headers.get('Content-Type')]).toEqual([200, expect.stringContaining('event-stream')]);
});

test('заявки тестировщика становятся проверками: путь, запрос и ответы – как они были', async () => {
  const { run, items } = expected(await admin.get(`/api/admin/drafts/${draftId}/test-cases`));
  expect(run).toBe(runId);
  expect(items).toMatchObject([{ stateTitle: 'Принятие решения' }, { stateTitle: 'Принятие решения' }]);
  const [second, first] = await Promise.all(
    items.map(async ({ id: applicationId }: { id: string }) => {
      const { trial, left } = expected(await admin.post(`/api/admin/drafts/${draftId}/trial`, { applicationId, run }));
      expect(left).toEqual([]);
      const { steps } = expected(await admin.post(`/api/admin/drafts/${draftId}/walk`, { trial }));
      for (const step of steps) expect(step).toMatchObject({ refused: null, unmet: [] });
      return trial;
    }),
  );
  expect(first).toMatchObject({ applicant: 'person', answers: plotAnswers() });
  const deeds = ({ steps }: typeof first) =>
    steps.map(({ as, action, ask }: { as: string; action?: string; ask?: string[] }) => `${as} ${action ?? ask}`);
  expect(deeds(first)).toEqual(['registrar register', 'dispatcher assign']);
  expect(deeds(second)).toEqual(['superExecutor register', 'superExecutor egrul']);
});

test('закрытый стенд открывается сам, у второго процесса – тоже, и только один ведёт очередь', async () => {
  await stands().close();
  const stand = onStand(tester);
  const { items } = expected(await stand.get('/api/applications'));
  const second = await startServer({ works: false, database: { ...server.database, drop: async () => undefined } });
  try {
    const again = await second.login('registrar');
    await actAs(again, 'Исполнитель с суперправами');
    const other = onStand(again);
    expect(expected(await other.get('/api/applications')).items).toHaveLength(items.length);
    await askEgrul(other, await readCard(stand, items[0].id));
  } finally {
    await second.close();
  }
});

test('другим не видно: списки, счётчики, поиск, отчёты, реестр заявителей, журнал, события, получатели', async () => {
  const whole = await server.login('monitor');
  for (const path of [
    '/api/applications',
    '/api/applications/counts',
    '/api/applications?applicant=Ветрова',
    `/api/reports/registrations?from=${today()}&to=${today()}`,
    `/api/reports/statistics?from=${today()}&to=${today()}`,
  ]) {
    const there = await onStand(tester).get(path);
    const here = await whole.get(path);
    expect([path, here.status, here.text.includes('ТЕСТ-')]).toEqual([path, 200, false]);
    if (path.startsWith('/api/applications')) expect([path, there.status]).toEqual([path, 200]);
  }
  expect(expected(await onStand(tester).get('/api/applications')).items).toHaveLength(1);
  const found = expected(await tester.post('/api/applicants/lookup', { identifier: '112-233-445 95' }));
  expect(found.items).toEqual([]);
  // Not a row in any table: neither of numbers nor of events, jobs, deliveries or statistics.
  const { test_run, test_run_tester, ...rest } = await rowCounts();
  expect([test_run, test_run_tester]).toEqual([1, 2]);
  expect(rest).toEqual({ ...before, test_run: undefined, test_run_tester: undefined });
});

test('настоящих подключений нет: ни настроек, ни адресов, ни прав их завести', async () => {
  const { deps } = await stands().open(runId);
  const { rows } = await deps.database.asOwner((trx) =>
    trx.raw('select id, plugin, code, settings::text as settings from connection order by plugin'),
  );
  expect(rows.map(({ plugin }: { plugin: string }) => plugin)).toEqual(
    server.deps.connections.plugins
      .filter(({ scope, emulator, portal, harmless }) => scope !== 'installation' && (emulator || portal || harmless))
      .map(({ id }) => id)
      .toSorted(),
  );
  for (const { settings } of rows) expect(settings).not.toMatch(/https?:\/\/(?!127\.0\.0\.1)/);
  const refused = await onStand(tester).post('/api/admin/connections', {
    ...{ plugin: 'http-api', code: 'real', title: 'Настоящий', enabled: true },
    settings: { url: 'https://provider.example.ru' },
  });
  expect(refused.status).toBe(403);
  // Even when a row of a real one gets there, the way out is shut.
  const real = rows.find(({ plugin }: { plugin: string }) => plugin === 'http-api');
  await deps.database.asOwner((trx) =>
    trx('connection')
      .where({ id: real.id })
      .update({
        settings: JSON.stringify({ url: 'https://93.184.216.34', auth: 'none' }),
        ...{ emulated: false, version: 99 },
      }),
  );
  const { connections } = deps;
  const outcome = connections.use(real.id, ({ connection }) =>
    connection.check === undefined ? Promise.resolve(undefined) : connection.check(AbortSignal.timeout(5_000)),
  );
  expect(await outcome).toMatchObject({
    ok: false,
    text: expect.stringContaining('в тестовом режиме ничего не уходит'),
  });
});

test('черновик правят дальше: обновлённый действует для новых заявок, начатые остаются на своём', async () => {
  await retitle('Второй заход');
  const { items } = expected(await admin.get('/api/admin/test-runs'));
  expect(items[0].drafts).toEqual([{ id: draftId, revision: 1, current: 2 }]);
  const fresh = expected(await admin.post(`/api/admin/test-runs/${runId}/refresh`));
  expect(fresh.drafts).toEqual([{ id: draftId, revision: 2, current: 2 }]);
  expect(expected(await onStand(tester).get('/api/services/landPlotPlan')).title).toBe('Второй заход');
  const { title } = server.deps.definitions.latest('service', 'landPlotPlan').content;
  expect(title).not.toBe('Второй заход');
});

test('часы переводят вперёд: сроки там истекают, здесь – нет; и у второго процесса, и у открытого заново', async () => {
  const stand = onStand(tester);
  const overdue = async () =>
    expected(await stand.get('/api/applications')).items.map((one: { overdue: boolean }) => one.overdue);
  expect(await overdue()).not.toContain(true);
  const path = `/api/me/test-runs/${runId}/clock`;
  expect((await clerk.post(path, { days: 1 })).status).toBe(404);
  const moved = expected(await tester.post(path, { days: 60 }));
  expect(Date.parse(moved.now) - server.clock.now().getTime()).toBeGreaterThan(59 * 86_400_000);
  expect(await overdue()).toContain(true);
  const second = await startServer({ works: false, database: { ...server.database, drop: async () => undefined } });
  try {
    const { now } = expected(await (await second.login('registrar')).get(`/api/me/test-runs/${runId}`));
    expect(Date.parse(now) - second.clock.now().getTime()).toBeGreaterThan(59 * 86_400_000);
  } finally {
    await second.close();
  }
  for (const days of [366, 366]) expected(await tester.post(path, { days }));
  expect(await tester.post(path, { days: 366 })).toMatchObject({ status: 409, body: { code: 'stateConflict' } });
});

test('кого убрали, тот больше не войдёт; вошёл по роли – войдёт, пока роль есть', async () => {
  const roles = expected(await admin.get('/api/admin/test-runs')).roles as { id: string; name: string }[];
  const { id: role } = roles.find(({ name }) => name === 'Диспетчер') ?? { id: '' };
  const path = `/api/admin/test-runs/${runId}/testers`;
  expected(await admin.put(path, { users: [], roles: [role] }));
  expect((await onStand(tester).get('/api/applications')).status).toBe(404);
  expect((await tester.get(`/api/me/test-runs/${runId}`)).status).toBe(404);
  expect((await onStand(clerk).get('/api/applications')).status).toBe(200);
  const stranger = await admin.put(path, { users: ['00000000-0000-4000-8000-000000000000'], roles: [] });
  expect(stranger.status).toBe(404);
  // One's own account is the installation's there too.
  expected(await onStand(clerk).delete('/api/session'), 204);
  expect((await clerk.get('/api/me')).status).toBe(401);
});

test('завершение называет, что исчезнет, и не оставляет ничего: ни строки, ни базы, ни файла', async () => {
  const counts = expected(await admin.get(`/api/admin/test-runs/${runId}/contents`));
  expect(counts).toMatchObject({ applications: 2, applicants: 2, requests: 2 });
  const other = await server.login('city.head');
  expect((await other.delete(`/api/admin/test-runs/${runId}`)).status).toBe(404);
  expected(await admin.delete(`/api/admin/test-runs/${runId}`), 204);
  // But for the draft itself, which was edited meanwhile.
  expect(await rowCounts()).toEqual({ ...before, definition_draft_step: 2 });
  const { rows } = await server.database.execute('select datname from pg_database where datname = $1', [
    `reglament_stand_${runId.replaceAll('-', '')}`,
  ]);
  expect(rows).toEqual([]);
  const { files, dataDir } = server.deps.config;
  if (files.kind === 'folder') expect(await readdir(join(files.folder, 'stands'))).toEqual([]);
  expect(await readdir(join(dataDir, 'stands'))).toEqual([]);
  expect((await onStand(tester).get('/api/applications')).status).toBe(404);
  expect((await admin.delete(`/api/admin/test-runs/${runId}`)).status).toBe(404);
  const { items } = expected(await admin.get('/api/admin/journal/administration'));
  expect(items.slice(0, 3).map(({ type }: { type: string }) => type)).toEqual([
    'test.ended',
    'test.testers',
    'test.started',
  ]);
});

test('не получилось включить – не осталось ничего', async () => {
  const { content, revision } = expected(await admin.get(`/api/admin/drafts/${draftId}`));
  const changes = differences(content as Json, { ...content, workflow: 'noSuchWorkflow' } as Json);
  expected(await admin.post(`/api/admin/drafts/${draftId}/steps`, { revision, steps: [{ label: 'Ошибка', changes }] }));
  const counts = await rowCounts();
  const refused = await admin.post('/api/admin/test-runs', { draftId, testers: { users: [], roles: [] } });
  expect([refused.status, refused.body.code]).toEqual([422, 'invalidDefinition']);
  expect(await rowCounts()).toEqual(counts);
});
