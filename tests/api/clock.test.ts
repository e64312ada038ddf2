import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ApplicationCard } from '../../core/src/api.gen.ts';
import type { TransitionPayload } from '../../core/src/application/facts.ts';
import { replay } from '../../core/src/application/replay.ts';
import { addWorkingDays, calendarOf } from '../../core/src/rules.ts';
import { publishService, publishWorkflow } from '../support/clock-definitions.ts';
import { act, decidingApplication, expected, readCard } from '../support/factories.ts';
import type { Client } from '../support/http-client.ts';
import { startServer, type TestServer } from '../support/server.ts';

const day = 24 * 60 * 60 * 1000;

let server: TestServer;
let people: Record<'registrar' | 'dispatcher' | 'executor', Client>;

beforeAll(async () => {
  server = await startServer();
  await publishWorkflow(server, 'clocked');
  const term = { days: 10, unit: 'working', extension: { days: 5, times: 2 } };
  await publishService(server, { code: 'clockedPlan', workflow: 'clocked', term });
  await signIn();
});
afterAll(() => server.close());

/** Anew after the clock has moved: a session does not live for months. */
async function signIn(): Promise<void> {
  const [registrar, dispatcher, executor] = await Promise.all(
    ['registrar', 'dispatcher', 'executor'].map((login) => server.login(login)),
  );
  if (!registrar || !dispatcher || !executor) throw new Error('not signed in');
  people = { registrar, dispatcher, executor };
}

async function begin(service = 'clockedPlan'): Promise<ApplicationCard> {
  const executorId = expected(await people.executor.get('/api/me')).user.id;
  return decidingApplication({ ...people, executorId }, { service });
}

function shifted(date: string | null, days: number): string {
  const calendar = calendarOf(server.deps.definitions.list('calendar').map((one) => one.content));
  const found = addWorkingDays(date ?? '', days, calendar);
  if (!found.ok) throw new Error(found.message);
  return found.date;
}

async function passDays(days: number): Promise<void> {
  server.clock.advance(days * day);
  await signIn();
}

async function journalOf(id: string): Promise<Record<string, unknown>[]> {
  const { rows } = await server.database.execute(
    `select event.type, payload.text from application_event event
     join application_event_payload payload on payload.event_id = event.id where event.application_id = $1 order by seq`,
    [id],
  );
  return (rows as { type: string; text: string }[]).map(({ type, text }) => ({ type, ...JSON.parse(text) }));
}

async function expectReplayed(id: string): Promise<void> {
  const { rows } = await server.database.execute(
    `select state, paused_at, extensions, extended_days as "extendedDays" from application where id = $1`,
    [id],
  );
  const [row] = rows as { state: string; paused_at: Date | null; extensions: number; extendedDays: number }[];
  const { content } = server.deps.definitions.latest('workflow', 'clocked');
  const steps = (await journalOf(id)).filter((one) => 'steps' in one) as unknown as TransitionPayload[];
  const { state, clock } = replay(content, steps);
  expect({ state, ...clock }).toEqual({
    state: row?.state,
    status: row?.paused_at == null ? 'running' : 'paused',
    extensions: row?.extensions,
    extendedDays: row?.extendedDays,
  });
}

test('срок стоит, пока заявка у заявителя, и сдвигается на рабочие дни паузы', async () => {
  const before = await begin();
  expect(before.term).toMatchObject({ unit: 'working', dueDate: before.dueDate, remaining: 10, pausedSince: null });

  const paused = await act(people.executor, before, ['sendBack', { comment: 'Нет схемы участка' }]);
  expect(paused.term).toMatchObject({ pauseReason: 'Нет схемы участка', remaining: 10 });
  expect(paused.term?.trace.join(' ')).toContain('Срок приостановлен с');
  await passDays(60);
  const waiting = await readCard(people.executor, before.id);
  expect(waiting).toMatchObject({ overdue: false, term: { remaining: 10, pausedSince: paused.term?.pausedSince } });
  const { items } = expected(await people.executor.get('/api/applications?sort=dueDate'));
  expect(items.find((one: { id: string }) => one.id === before.id)).toMatchObject({ overdue: false, paused: true });

  const resumed = await act(people.executor, waiting, ['takeBack', {}]);
  expect(resumed.term).toMatchObject({ remaining: 10, pausedSince: null, dueDate: resumed.dueDate });
  expect(resumed.dueDate).toBe(waiting.term?.dueDate);
  expect(resumed.dueDate && before.dueDate && resumed.dueDate > before.dueDate).toBe(true);
  const journal = await journalOf(before.id);
  expect(journal.at(-2)).toMatchObject({ type: 'action:sendBack', term: { dueDate: before.dueDate } });
  expect(journal.at(-1)).toMatchObject({ type: 'action:takeBack', term: { dueDate: resumed.dueDate } });
  await expectReplayed(before.id);
});

test('пауза и возобновление в один день ничего не меняют', async () => {
  const before = await begin();
  const paused = await act(people.executor, before, ['sendBack', {}]);
  expect(paused.term?.pauseReason).toBe('На доработке');
  expect(await act(people.executor, paused, ['takeBack', {}])).toMatchObject({ dueDate: before.dueDate });
});

test('срок продлевают с причиной и не сверх того, что позволяет услуга', async () => {
  const before = await begin();
  const extend = (card: ApplicationCard, days: number, status = 200) =>
    act(people.executor, card, ['extend', { input: { days, reason: 'Нужна экспертиза' }, status }]);

  const once = await extend(before, 3);
  expect(once.dueDate).toBe(shifted(before.dueDate, 3));
  expect(once).toMatchObject({ state: 'deciding', term: { remaining: 13 } });
  expect(once.term?.trace.join(' ')).toContain('срок продлён на 3 рабочих дня: Нужна экспертиза.');
  const refused = (await extend(once, 3, 422)) as unknown as { problems: object[] };
  expect(refused.problems).toMatchObject([
    { pointer: '/input/days', message: 'Продлить можно не больше чем на 2 рабочих дня' },
  ]);
  const twice = await extend(once, 2);
  expect(twice.dueDate).toBe(shifted(before.dueDate, 5));
  expect(twice.actions.find(({ code }) => code === 'extend')).toMatchObject({
    open: false,
    reason: { text: 'Срок уже продлён столько раз, сколько можно' },
  });
  const { items } = expected(await people.executor.get(`/api/applications/${before.id}/history`));
  expect(items.at(-1)).toMatchObject({ title: 'Срок продлён', term: twice.term?.trace });
  await expectReplayed(before.id);
});

test('срок пересчитывают и по действию: без новой записи, с расчётом в журнале', async () => {
  const before = await begin();
  await server.database.execute('update application set due_date = $2 where id = $1', [before.id, '2000-01-10']);
  const after = await act(people.executor, before, ['recompute', {}]);
  expect(after).toMatchObject({ dueDate: before.dueDate, state: 'deciding' });
  expect((await journalOf(before.id)).at(-1)).toMatchObject({ term: { dueDate: before.dueDate } });
  const entries = await server.database.execute('select kind from clock_entry where application_id = $1', [before.id]);
  expect(entries.rows).toEqual([{ kind: 'started' }]);
  await expectReplayed(before.id);
});

test('где регламент продления не предусматривает, сказано почему нельзя', async () => {
  const card = await readCard(people.executor, (await begin('landPlotPlan')).id);
  expect(card.actions.find(({ code }) => code === 'extend')).toMatchObject({
    open: false,
    reason: { code: 'clock', text: 'Регламент этой услуги не предусматривает продления срока' },
  });
});

test('час, с которого заявка считается поступившей на следующий день, берётся по часам органа', async () => {
  const toNine = new Date(server.clock.now());
  toNine.setUTCHours(24 + 6, 30, 0, 0);
  server.clock.advance(toNine.getTime() - server.clock.now().getTime());
  await signIn();
  await publishService(server, { code: 'earlyPlan', term: { days: 5, unit: 'working', cutOffHour: 10 } });
  await publishService(server, { code: 'latePlan', term: { days: 5, unit: 'working', cutOffHour: 9 } });
  const early = await begin('earlyPlan');
  const late = await begin('latePlan');
  expect(early.term?.trace[0]).not.toContain('считается поступившей');
  expect(late.term?.trace[0]).toContain('в 9:00 или позже и считается поступившей');
  expect(late.dueDate && early.dueDate && late.dueDate >= early.dueDate).toBe(true);
});

test('срок, который тянется в год без календаря, так и говорит', async () => {
  await publishService(server, { code: 'longPlan', term: { days: 3000, unit: 'working' } });
  const card = await begin('longPlan');
  expect(card).toMatchObject({ dueDate: null, overdue: false, term: { dueDate: null, remaining: null } });
  expect(card.term?.problem).toMatch(/^Нет производственного календаря на 20\d\d год/);
});

test('записи часов не изменить и не удалить; причину можно уничтожить по закону', async () => {
  const { id } = await act(people.executor, await begin(), ['sendBack', { comment: 'Личное' }]);
  const change = (statement: string) => server.database.asOwner((trx) => trx.raw(statement, [id]));
  await expect(change('update clock_entry set at = now() where application_id = ?')).rejects.toMatchObject({
    code: 'RG001',
  });
  await expect(change('delete from clock_entry where application_id = ?')).rejects.toMatchObject({ code: 'RG001' });
  await change('update clock_entry set reason = null where application_id = ?');
  expect((await readCard(people.executor, id)).term).toMatchObject({ pauseReason: null, remaining: 10 });
});
