import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DestructionAct, StaffNoticeView } from '../../core/src/api.gen.ts';
import { takeContents } from '../../core/src/destruction/contents.ts';
import { tellOver } from '../../core/src/destruction/tell.ts';
import { killJobsOf } from '../support/dead-job.ts';
import { type DestructionDesk, keptFiveYears, openDesk } from '../support/destruction-desk.ts';
import { createApplication, expected, personNumber, readCard } from '../support/factories.ts';
import type { Client } from '../support/http-client.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let desk: DestructionDesk;
beforeAll(async () => {
  server = await startServer();
  desk = await openDesk(server);
  await desk.republish(keptFiveYears);
});
afterAll(() => server?.close());

/** Texts of somebody's notices of this kind, the newest first. */
async function noticesOf(client: Client, kind: string): Promise<string[]> {
  const { items } = expected(await client.get('/api/me/notices'));
  return items.flatMap((one: StaffNoticeView) => (one.kind === kind ? [one.text] : []));
}

/** An act that was just drawn up, and what the approver was told of it. */
async function announced(draw: () => Promise<DestructionAct>): Promise<{ text: string; act: DestructionAct['act'] }> {
  const { act } = await draw();
  const [text = ''] = await noticesOf(desk.approver, 'actAwaits');
  return { text, act };
}

/** The hour that contents wait. */
async function takeAll(id: string): Promise<void> {
  server.clock.advance(60 * 60 * 1000);
  const { organisationId } = desk;
  await takeContents(server.deps, { id, organisationId }, new AbortController().signal);
  await desk.reached(id, 'done');
}

describe('сколько хранится', () => {
  test('карточка завершённой заявки говорит, по какой день; незавершённой – сколько лет', async () => {
    const open = await createApplication(desk.clerk, { applicant: personNumber(1) });
    const basis = 'Номенклатура дел, статья 5';
    expect(open.retention).toEqual({ years: 5, permanent: false, basis, keptUntil: null });
    const ended = await desk.overCase('2024-03-15');
    expect(ended.retention).toEqual({ years: 5, permanent: false, basis, keptUntil: '2029-12-31' });
    expect(ended.destroyed).toBeNull();
  });

  test('перечень услуг считает завершённые и те, чей срок истёк; свежие в список не попадают', async () => {
    const old = await desk.overCase('2015-02-03');
    await desk.overCase('2024-03-15');
    const { services } = expected(await desk.archivist.get('/api/retention'));
    const found = services.find(({ code }: { code: string }) => code === 'landPlotPlan');
    expect(found).toMatchObject({ years: 5, oldest: '2015-02-03' });
    expect(found.ended).toBeGreaterThan(found.over);
    const { items } = expected(await desk.archivist.get('/api/retention/cases?service=landPlotPlan'));
    expect(items).toHaveLength(found.over);
    expect(items[0]).toMatchObject({ id: old.id, endedOn: '2015-02-03', keptUntil: '2020-12-31', obstacle: null });
    const first = expected(await desk.archivist.get('/api/retention/cases?service=landPlotPlan&limit=1'));
    expect(first.items).toHaveLength(1);
  });

  test('услуги без срока и с постоянным хранением в акт не берут, и сказано почему', async () => {
    await desk.republish(undefined);
    expect((await desk.drawUp()).body).toMatchObject({ status: 409, detail: expect.stringContaining('не указан') });
    await desk.republish({ permanent: true, basis: 'Постоянно' });
    expect((await desk.drawUp()).body).toMatchObject({
      status: 409,
      detail: expect.stringContaining('хранятся постоянно'),
    });
    await desk.republish(keptFiveYears);
    expect((await desk.drawUp(desk.archivist, ['нет'])).body).toMatchObject({ status: 422, code: 'unknownService' });
  });
});

describe('акт', () => {
  test('составляет один, утверждает другой; исключённая заявка остаётся с причиной', async () => {
    const [kept, gone] = [await desk.overCase(), await desk.overCase()];
    const key = randomUUID();
    const drawn: DestructionAct = expected(
      await desk.archivist.post('/api/destruction-acts', { key, services: ['landPlotPlan'] }),
      201,
    );
    const again = expected(
      await desk.archivist.post('/api/destruction-acts', { key, services: ['landPlotPlan'] }),
      201,
    );
    expect(again.act.number).toBe(drawn.act.number);
    expect(drawn).toMatchObject({ approval: 'Акт утверждает руководитель: у вас нет такого права', withdrawal: null });
    const { id } = drawn.act;
    expect((await desk.drawUp()).body).toMatchObject({ status: 409, code: 'stateConflict' });
    const exclusion = `/api/destruction-acts/${id}/rows/${kept.id}/exclusion`;
    const excluded = expected(await desk.archivist.post(exclusion, { reason: 'Судебный спор' }));
    expect((await desk.archivist.post(exclusion, { reason: 'Судебный спор' })).status).toBe(404);
    expect((await desk.approve(drawn)).body).toMatchObject({ status: 409, code: 'versionConflict' });
    expect((await desk.approve(excluded, desk.archivist)).status).toBe(403);
    expected(await desk.approve(excluded));
    await desk.reached(id, 'contents');
    const rows = await desk.rowsOf(id);
    expect(rows.find(({ application }) => application === kept.id)).toMatchObject({
      status: 'excluded',
      reason: 'Судебный спор',
    });
    expect(rows.find(({ application }) => application === gone.id)).toMatchObject({ status: 'done' });
    expect((await readCard(desk.clerk, kept.id)).applicant).not.toBeNull();
    const withdrawal = { version: (await desk.view(id)).version, reason: 'Передумали' };
    expect((await desk.archivist.post(`/api/destruction-acts/${id}/withdrawal`, withdrawal)).body).toMatchObject({
      status: 409,
    });
  });

  test('кто утверждает, не утверждает своего; отозванный акт ничего не уничтожает и освобождает заявки', async () => {
    const card = await desk.overCase();
    const own: DestructionAct = expected(await desk.drawUp(desk.approver), 201);
    const words = 'Акт составили вы: утвердить его должен другой сотрудник';
    expect(own.approval).toBe(words);
    expect((await desk.approve(own)).body).toMatchObject({ status: 409, detail: words });
    const withdrawal = { version: own.version, reason: 'Составлен по ошибке' };
    const withdrawn = expected(await desk.archivist.post(`/api/destruction-acts/${own.act.id}/withdrawal`, withdrawal));
    expect(withdrawn).toMatchObject({ act: { status: 'withdrawn' }, withdrawn: { reason: 'Составлен по ошибке' } });
    expect((await desk.approve(withdrawn)).body).toMatchObject({ status: 409, detail: 'Акт отозван' });
    expect((await readCard(desk.clerk, card.id)).applicant).not.toBeNull();
    expect(await desk.destroyed()).toMatchObject({ act: { counts: { kept: 0 } } });
    expect((await readCard(desk.clerk, card.id)).destroyed).not.toBeNull();
  });

  test('об акте узнаёт, кто его утвердит, а об отзыве и конце – кто составил; об истёкших сроках – раз в год', async () => {
    await desk.overCase();
    const { text, act } = await announced(async () => expected(await desk.drawUp(), 201));
    expect(text).toBe(`Акт об уничтожении № ${act.number} ждёт утверждения, заявок: 1`);
    const { id } = act;
    const { version } = await desk.view(id);
    expected(await desk.approver.post(`/api/destruction-acts/${id}/withdrawal`, { version, reason: 'Рано' }));
    expect(await noticesOf(desk.archivist, 'actWithdrawn')).toEqual([`Акт об уничтожении № ${act.number} отозван`]);
    expect(await noticesOf(desk.archivist, 'actAwaits')).toEqual([]);
    const done = await desk.destroyed();
    await takeAll(done.act.id);
    const told = [`Акт об уничтожении № ${done.act.number} исполнен`];
    expect((await noticesOf(desk.archivist, 'actDone')).slice(0, 1)).toEqual(told);
    expect((await noticesOf(desk.approver, 'actDone')).slice(0, 1)).toEqual(told);
    const left = await desk.overCase();
    for (const _look of ['первый взгляд', 'второй']) await tellOver(server.deps);
    const over = await noticesOf(desk.archivist, 'termsOver');
    expect(over).toEqual([expect.stringMatching(/^Истёк срок хранения заявок: \d+\. /)]);
    expect(await noticesOf(desk.approver, 'termsOver')).toEqual([]);
    await desk.endedOn(left, '2024-01-01');
  });

  test('заявка, у которой открыта процедура, не уничтожается, и названа причина', async () => {
    const parent = await desk.overCase();
    const started = await desk.clerk.post(`/api/applications/${parent.id}/procedures/misprint`, { key: randomUUID() });
    const { id } = expected(started, 201);
    const { items } = expected(await desk.archivist.get('/api/retention/cases?service=landPlotPlan&limit=200'));
    const found = items.find((one: { id: string }) => one.id === parent.id);
    expect(found.obstacle).toBe('Связанная заявка ещё не завершена');
    const other = await desk.overCase();
    const drawn: DestructionAct = expected(await desk.drawUp(), 201);
    expect((await desk.rowsOf(drawn.act.id)).map(({ application }) => application)).toEqual([other.id]);
    // What begins after the act was drawn up stops it as well.
    await server.database.execute('update application set parent_id = $2 where id = $1', [id, other.id]);
    expected(await desk.approve(drawn));
    await desk.reached(drawn.act.id, 'done');
    expect(await desk.rowsOf(drawn.act.id)).toMatchObject([
      { status: 'kept', obstacle: 'Связанная заявка ещё не завершена' },
    ]);
    expect((await readCard(desk.clerk, other.id)).applicant).not.toBeNull();
    await desk.endedOn({ id }, '2024-01-01');
    await desk.endedOn(other, '2024-01-01');
    await desk.endedOn(parent, '2024-01-01');
  });

  test('исполнение умерло: сказано, что остановилось; повтор доделывает, лишний повтор ничего не меняет', async () => {
    const card = await desk.overCase();
    const drawn: DestructionAct = expected(await desk.drawUp(), 201);
    const path = `/api/destruction-acts/${drawn.act.id}/retry`;
    expect(expected(await desk.archivist.post(path))).toMatchObject({ act: { status: 'prepared' }, stopped: false });
    await server.deps.jobs.stop();
    expect(expected(await desk.approve(drawn))).toMatchObject({ trouble: null, stopped: false });
    await killJobsOf(server, drawn.act.id);
    const trouble = expect.stringContaining('Повторите');
    expect(await desk.view(drawn.act.id)).toMatchObject({ act: { status: 'running' }, trouble, stopped: true });
    const retried = await Promise.all([1, 2].map(() => desk.archivist.post(path)));
    for (const answer of retried) expect(expected(answer)).toMatchObject({ trouble: null, stopped: false });
    await desk.reached(drawn.act.id, 'contents', 'done');
    expect((await readCard(desk.clerk, card.id)).destroyed).not.toBeNull();
    expect(await server.deps.jobs.parked({ limit: 9 })).toEqual([]);
  });
});
