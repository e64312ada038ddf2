import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { ApplicationCard, StaffNoticeList } from '../../core/src/api.gen.ts';
import { publishService, publishText, publishWorkflow } from '../support/clock-definitions.ts';
import { act, decidingApplication, expected, grantInput, readCard } from '../support/factories.ts';
import { type Client, demoPassword } from '../support/http-client.ts';
import { startServer, type TestServer } from '../support/server.ts';

const day = 24 * 60 * 60 * 1000;
const logins = ['registrar', 'dispatcher', 'executor', 'executor2', 'approver', 'monitor'] as const;

let server: TestServer;
let people: Record<(typeof logins)[number], Client>;

beforeAll(async () => {
  server = await startServer();
  await publishWorkflow(server, 'clocked', (workflow) => ({
    ...workflow,
    states: [...workflow.states, { code: 'lapsed', title: 'Срок истёк', phase: 'inProgress' }],
    actions: [
      ...workflow.actions,
      {
        ...{ code: 'lapse', title: 'Срок истёк: передать руководителю', from: ['deciding'], to: 'lapsed' },
        ...{ functions: [], onDeadline: true, effects: [{ effect: 'notify', message: 'Срок по заявке истёк' }] },
      },
      {
        ...{ code: 'takeOver', title: 'Взять в работу', from: ['lapsed'], to: 'deciding' },
        ...{ functions: ['approver', 'executor'], effects: [] },
      },
    ],
  }));
  await publishService(server, { code: 'watchedPlan', term: { days: 5, unit: 'working' } });
  await publishService(server, { code: 'clockedPlan', workflow: 'clocked', term: { days: 5, unit: 'working' } });
  await signIn();
});
afterAll(() => server.close());

/** Remembered, so that days may pass. */
async function signIn(): Promise<void> {
  const clients = await Promise.all(
    logins.map(async (login) => {
      const client = server.client();
      expected(await client.post('/api/session', { login, password: demoPassword, remember: true }), 204);
      return [login, client] as const;
    }),
  );
  people = Object.fromEntries(clients) as typeof people;
}

async function begin(service: string): Promise<ApplicationCard> {
  const executorId = expected(await people.executor.get('/api/me')).user.id;
  return decidingApplication({ ...people, executorId }, { service });
}

/** To noon of a day in Moscow, and the job that looks at the last days; it comes by itself every ten minutes. */
async function goTo(date: string | null, later = 0): Promise<void> {
  const noon = new Date(`${date}T12:00:00+03:00`).getTime() + later * day;
  server.clock.advance(noon - server.clock.now().getTime());
  if ((await people.monitor.get('/api/me')).status === 401) await signIn();
  await watch();
}

async function watch(): Promise<void> {
  const { rows } = await server.database.asOwner((trx) =>
    trx.raw("select count(*)::int as count from pgboss.job where name = 'deadline-watch' and state = 'completed'"),
  );
  await server.database.asOwner((trx) => server.deps.jobs.enqueue(trx, { name: 'deadline-watch', data: {} }));
  await vi.waitFor(
    async () => {
      const after = await server.database.execute(
        "select count(*)::int as count from pgboss.job where name = 'deadline-watch' and state = 'completed'",
      );
      expect((after.rows as { count: number }[])[0]?.count).toBeGreaterThan(rows[0].count);
    },
    { timeout: 30_000, interval: 50 },
  );
}

async function noticesOf(client: Client, card: ApplicationCard): Promise<string[]> {
  const { items }: StaffNoticeList = expected(await client.get('/api/me/notices?limit=100'));
  const ofCard = items.filter(({ application }) => application?.id === card.id);
  return ofCard.filter(({ kind }) => kind.startsWith('deadline')).map(({ text }) => text);
}

async function historyOf(card: ApplicationCard): Promise<{ title: string; actor: unknown }[]> {
  return expected(await people.monitor.get(`/api/applications/${card.id}/history`)).items;
}

const dayText = (date: string | null) => (date ?? '').split('-').reverse().join('.');

test('о сроке говорят исполнителю за два рабочих дня, а когда он истёк – ещё диспетчеру и утверждающему, по разу', async () => {
  const card = await begin('watchedPlan');
  await watch();
  expect(await noticesOf(people.executor, card)).toEqual([]);
  await goTo(await warnDay(card));
  await watch();
  const near = `Заявка № ${card.number}: последний день срока — ${dayText(card.dueDate)}`;
  expect(await noticesOf(people.executor, card)).toEqual([near]);
  expect(await noticesOf(people.dispatcher, card)).toEqual([]);

  await goTo(card.dueDate);
  expect(await noticesOf(people.dispatcher, card)).toEqual([]);
  await goTo(card.dueDate, 1);
  await watch();
  const passed = `Заявка № ${card.number}: срок истёк ${dayText(card.dueDate)}`;
  expect(await noticesOf(people.executor, card)).toEqual([passed, near]);
  expect(await noticesOf(people.dispatcher, card)).toEqual([passed]);
  expect(await noticesOf(people.approver, card)).toEqual([passed]);
  expect(await noticesOf(people.executor2, card)).toEqual([]);
  const history = await historyOf(card);
  expect(history.slice(-2)).toMatchObject([
    { title: `Срок подходит к концу: ${dayText(card.dueDate)}`, actor: null },
    { title: `Срок истёк: ${dayText(card.dueDate)}`, actor: null },
  ]);
  expect((await readCard(people.executor, card.id)).version).toBe(card.version);
});

async function warnDay(card: ApplicationCard): Promise<string> {
  const { rows } = await server.database.execute('select warn_on::text as day from application where id = $1', [
    card.id,
  ]);
  return (rows as { day: string }[])[0]?.day ?? '';
}

test('уведомления читают только свои; прочитанное не считается новым', async () => {
  const [mine]: StaffNoticeList['items'] = expected(await people.executor.get('/api/me/notices?limit=1')).items;
  if (mine === undefined) throw new Error('no notice to read');
  expect((await people.executor2.post(`/api/me/notices/${mine.id}/read`)).status).toBe(404);
  const before: StaffNoticeList = expected(await people.executor.get('/api/me/notices?status=new'));
  expect(before.items.map(({ id }) => id)).toContain(mine.id);
  const after: StaffNoticeList = expected(await people.executor.post(`/api/me/notices/${mine.id}/read`));
  expect(after.unread).toBe(before.unread - 1);
  expect(expected(await people.executor.post(`/api/me/notices/${mine.id}/read`)).unread).toBe(after.unread);
  expect(expected(await people.executor.post('/api/me/notices/read'))).toMatchObject({ unread: 0 });
  expect(expected(await people.executor.get('/api/me/notices?status=new'))).toEqual({
    items: [],
    next: null,
    unread: 0,
  });
  expect(expected(await people.dispatcher.get('/api/me/notices')).unread).toBeGreaterThan(0);
});

test('страницы уведомлений идут одна за другой без повторов', async () => {
  const whole: StaffNoticeList = expected(await people.executor.get('/api/me/notices?limit=100'));
  const ids: string[] = [];
  for (let after = ''; ; ) {
    const page: StaffNoticeList = expected(await people.executor.get(`/api/me/notices?limit=1${after}`));
    ids.push(...page.items.map(({ id }) => id));
    if (page.next === null) break;
    after = `&after=${page.next}`;
  }
  expect(ids).toEqual(whole.items.map(({ id }) => id));
  expect(ids.length).toBeGreaterThan(1);
});

test('о приостановленной и о решённой не говорят', async () => {
  const paused = await act(people.executor, await begin('clockedPlan'), ['sendBack', {}]);
  const prepared = await act(people.executor, await begin('watchedPlan'), ['grant', { input: grantInput }]);
  const granted = await act(people.approver, prepared, ['publish', {}]);
  await goTo(granted.dueDate, 30);
  expect(await noticesOf(people.executor, paused)).toEqual([]);
  expect(await noticesOf(people.executor, granted)).toEqual([]);
  expect(await readCard(people.executor, granted.id)).toMatchObject({ overdue: false, term: { remaining: null } });
});

test('действие процесса по истечении срока выполняет система, один раз на срок', async () => {
  const card = await begin('clockedPlan');
  await goTo(card.dueDate, 1);
  const lapsed = await readCard(people.executor, card.id);
  expect(lapsed).toMatchObject({ state: 'lapsed', stateTitle: 'Срок истёк' });
  expect(lapsed.actions.map(({ code }) => code)).not.toContain('lapse');
  const history = await historyOf(card);
  expect(history.at(-1)).toMatchObject({ title: 'Срок истёк: передать руководителю', actor: null });
  const { rows } = await server.database.execute('select text from notice where application_id = $1', [card.id]);
  expect(rows).toEqual([{ text: 'Срок по заявке истёк' }]);

  const taken = await act(people.executor, lapsed, ['takeOver', {}]);
  await watch();
  expect(await readCard(people.executor, card.id)).toMatchObject({ state: 'deciding', version: taken.version });
  expect(
    (await people.executor.post(`/api/applications/${card.id}/actions/lapse`, { version: taken.version })).status,
  ).toBe(404);
});

test('новый календарь пересчитывает сроки открытых заявок и говорит об этом в журнале', async () => {
  const open = await begin('watchedPlan');
  const paused = await act(people.executor, await begin('clockedPlan'), ['sendBack', {}]);
  const calendar = yearOf(open.dueDate);
  const { content } = server.deps.definitions.latest('calendar', calendar);
  // The last day becomes a day off, so the term ends on the next working day.
  await publishText(server, 'calendar', { ...content, holidays: [...content.holidays, open.dueDate ?? ''].sort() });
  const moved = await vi.waitFor(
    async () => {
      const card = await readCard(people.executor, open.id);
      expect(card.dueDate).not.toBe(open.dueDate);
      return card;
    },
    { timeout: 30_000, interval: 100 },
  );
  expect(moved.dueDate && open.dueDate && moved.dueDate > open.dueDate).toBe(true);
  expect(moved).toMatchObject({ version: open.version, term: { dueDate: moved.dueDate } });
  const history = await historyOf(open);
  expect(history.at(-1)).toMatchObject({
    title: `Срок пересчитан: ${dayText(open.dueDate)} → ${dayText(moved.dueDate)}`,
    remarks: [`Опубликован производственный календарь на ${calendar.slice(2)} год`],
    actor: null,
    term: moved.term?.trace,
  });
  expect((await historyOf(paused)).at(-1)).toMatchObject({ title: 'На доработку' });
  await vi.waitFor(
    async () => {
      const left = await server.database.execute(
        `select v.id from definition_version v left join calendar_recount r on r.version_id = v.id
         where v.kind = 'calendar' and r.version_id is null`,
      );
      expect(left.rows).toEqual([]);
    },
    { timeout: 30_000, interval: 100 },
  );
});

const yearOf = (date: string | null) => `ru${(date ?? '').slice(0, 4)}`;
