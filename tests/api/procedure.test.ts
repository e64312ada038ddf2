import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ApplicationCard } from '../../core/src/api.gen.ts';
import type { TransitionPayload } from '../../core/src/application/facts.ts';
import { offeredProcedures } from '../../core/src/application/offered-procedures.ts';
import { replay } from '../../core/src/application/replay.ts';
import { publish } from '../../core/src/definition/commands.ts';
import { act, createApplication, decidingApplication, expected, grantInput, readCard } from '../support/factories.ts';
import type { Client } from '../support/http-client.ts';
import { pdfText } from '../support/pdf-text.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
const people: Record<'registrar' | 'dispatcher' | 'executor' | 'approver' | 'super' | 'monitor', Client> = {} as never;

beforeAll(async () => {
  server = await startServer();
  for (const login of ['registrar', 'dispatcher', 'executor', 'approver', 'super', 'monitor'] as const) {
    people[login] = await server.login(login);
  }
});
afterAll(() => server.close());

const userId = async (client: Client): Promise<string> => expected(await client.get('/api/me')).user.id;

/** Granted and closed: the end of the usual way. */
async function closedApplication(): Promise<ApplicationCard> {
  const card = await decidingApplication({ ...people, executorId: await userId(people.executor) });
  const prepared = await act(people.executor, card, ['grant', { input: grantInput }]);
  const published = await act(people.approver, prepared, ['publish', {}]);
  return act(people.executor, published, ['close', {}]);
}

/** `path`: the application and the procedure. */
async function begin(
  client: Client,
  path: readonly [id: string, code: string],
  status = 201,
): Promise<ApplicationCard> {
  const [id, code] = path;
  return expected(await client.post(`/api/applications/${id}/procedures/${code}`, {}), status);
}

interface Procedure {
  readonly parent: string;
  readonly code: string;
  readonly answers: object;
}

/** Filled in, registered and decided by the executor. */
async function decided({ parent, code, answers }: Procedure): Promise<ApplicationCard> {
  const draft = await begin(people.executor, [parent, code]);
  const { version } = expected(
    await people.executor.patch(`/api/applications/${draft.id}`, { version: draft.version, answers }),
  );
  const registered = await act(people.executor, { id: draft.id, version }, ['register', {}]);
  const input = { text: 'Проверено по делу.', message: 'Обращение {{application.number}} рассмотрено.' };
  return act(people.executor, registered, ['grant', { input }]);
}

const misprint = { wrongText: 'ул. Лугавая', rightText: 'ул. Луговая' };
const revocation = { reason: 'Участок изъят.', basisAct: 'Решение суда от 12.01.2026' };

async function textOf(client: Client, card: ApplicationCard): Promise<string> {
  const pdf = card.files.find((one) => one.mediaType === 'application/pdf');
  return pdfText((await client.get(`/api/files/${pdf?.id}/content`)).bytes);
}

test('a misprint is corrected by a procedure: own form, number, states, approval, and a link on both cards', async () => {
  const parent = await closedApplication();
  expect(parent.procedures.map(({ code, open }) => [code, open])).toEqual([
    ['misprint', true],
    ['duplicate', true],
    ['revocation', true],
    ['complaint', true],
  ]);
  const prepared = await decided({ parent: parent.id, code: 'misprint', answers: misprint });
  expect(prepared).toMatchObject({ state: 'approvingGrant', service: { code: 'misprint' } });
  expect(prepared.number).toMatch(/-ИО-0001$/);
  expect(prepared.applicant).toEqual(parent.applicant);
  expect(prepared.parent).toMatchObject({ id: parent.id, number: parent.number });
  await act(people.executor, prepared, ['publish', { status: 403 }]);
  const done = await act(people.approver, prepared, ['publish', {}]);
  expect(done).toMatchObject({ stateTitle: 'Исполнено', phase: 'granted' });
  const text = await textOf(people.approver, done);
  expect(text).toContain('ул.Луговая');
  expect(text).toContain(`№${parent.number}`);

  const after = await readCard(people.executor, parent.id);
  expect(after.linked).toMatchObject([{ id: done.id, number: done.number, stateTitle: 'Исполнено' }]);
  expect(after).toMatchObject({ state: 'closed', decision: { status: 'published' } });
  const { items } = expected(await people.executor.get(`/api/applications/${parent.id}/history`));
  expect(items.slice(-2).map((one: { title: string }) => one.title)).toEqual([
    'Начата процедура: Исправление опечатки',
    `Процедура завершена: Решение об исправлении опечатки, заявка № ${done.number}`,
  ]);
});

test('procedures come from the service in force, whatever version the case began on; a revocation needs the own workflow', async () => {
  const parent = await closedApplication();
  const { content } = server.deps.definitions.latest('service', 'landPlotPlan');
  const publishWith = (procedures: readonly string[] | undefined) => {
    const text = JSON.stringify({ ...content, procedures });
    return publish(server.deps, { kind: 'service', code: 'landPlotPlan', text, author: 'admin', comment: 'Процедуры' });
  };
  await publishWith(undefined);
  expect((await readCard(people.executor, parent.id)).procedures).toEqual([]);
  await begin(people.executor, [parent.id, 'misprint'], 404);
  const later = await closedApplication();
  await publishWith(content.procedures);
  for (const one of [parent, later]) {
    const codes = (await readCard(people.executor, one.id)).procedures.map(({ code }) => code);
    expect(codes).toEqual(content.procedures);
  }
  await begin(people.executor, [later.id, 'misprint']);
  const workflow = server.deps.definitions.latest('workflow', 'kazan').content;
  const unable = { serviceCode: 'landPlotPlan', pinned: { service: {}, workflow } };
  expect(offeredProcedures(server.deps.definitions, unable)).toEqual(['misprint', 'duplicate', 'complaint']);
});

test('a duplicate gives the published papers once more, the very same bytes, without approval', async () => {
  const parent = await closedApplication();
  const done = await decided({ parent: parent.id, code: 'duplicate', answers: { reason: 'lost' } });
  expect(done).toMatchObject({ phase: 'granted', stateTitle: 'Исполнено' });
  const results = parent.files.filter(({ purpose }) => purpose === 'result');
  const copies = done.files.filter(({ name }) => name.startsWith('Дубликат'));
  expect(copies.map(({ name }) => name)).toEqual(results.map(({ name }) => `Дубликат. ${name}`));
  const bytes = async (file: { id: string } | undefined) =>
    (await people.executor.get(`/api/files/${file?.id}/content`)).bytes;
  expect(await bytes(copies[0])).toEqual(await bytes(results[0]));
});

test('a decision is revoked by a decision of its own, approved by another; nothing else leaves a final state', async () => {
  const parent = await closedApplication();
  expect(parent.actions.some(({ code }) => code === 'revoke')).toBe(false);
  const forced = await people.approver.post(`/api/applications/${parent.id}/actions/revoke`, {
    version: parent.version,
  });
  expect(forced.status).toBe(404);

  const prepared = await decided({ parent: parent.id, code: 'revocation', answers: revocation });
  expect((await readCard(people.executor, parent.id)).decision?.status).toBe('published');
  const done = await act(people.approver, prepared, ['publish', {}]);
  expect(await textOf(people.approver, done)).toContain('Участокизъят.');

  const revoked = await readCard(people.executor, parent.id);
  expect(revoked).toMatchObject({
    state: 'revoked',
    stateTitle: 'Решение отменено',
    phase: 'closed',
    decision: { status: 'revoked', revoked: { id: done.id, number: done.number } },
  });
  expect(revoked.files.map(({ id }) => id)).toEqual(parent.files.map(({ id }) => id));
  const why = revoked.procedures.map(({ open, reason }) => [open, reason?.text]);
  expect(why).toEqual(Array(4).fill([false, 'Решение по заявке отменено']));
  const { items } = expected(await people.executor.get(`/api/applications/${parent.id}/history`));
  expect(items.at(-1)).toMatchObject({ title: 'Решение отменено', to: 'Решение отменено' });
  await journalTells(parent.id, { state: 'revoked', decision: { kind: 'grant', status: 'revoked' } });
  await begin(people.executor, [parent.id, 'misprint'], 409);
});

async function journalTells(id: string, facts: object): Promise<void> {
  const payloads = await server.database.asOwner(async (trx) => {
    const { rows } = await trx.raw(
      `select p.text from application_event e join application_event_payload p on p.event_id = e.id
       where e.application_id = ? and (e.type = 'created' or e.type like 'action:%') order by e.seq`,
      [id],
    );
    return rows.map((row: { text: string }): TransitionPayload => JSON.parse(row.text));
  });
  const { content } = server.deps.definitions.latest('workflow', 'doverie');
  expect(replay(content, payloads)).toMatchObject(facts);
}

test('two revocations of one decision: the second finds nothing to revoke and changes nothing', async () => {
  const parent = await closedApplication();
  const first = await decided({ parent: parent.id, code: 'revocation', answers: revocation });
  const second = await begin(people.executor, [parent.id, 'revocation'], 409);
  expect(second).toMatchObject({ code: 'actionClosed', detail: expect.stringContaining(String(first.number)) });
  await server.database.asOwner((trx) =>
    trx('decision').where({ application_id: parent.id }).update({ status: 'revoked' }),
  );
  const late = await act(people.approver, first, ['publish', { status: 409 }]);
  expect(late).toMatchObject({ code: 'stateConflict' });
  expect((await readCard(people.approver, first.id)).state).toBe('approvingGrant');
});

test('a procedure begins only where there is a published decision, and by who may; never by itself', async () => {
  const draft = await createApplication(people.registrar);
  await begin(people.registrar, [draft.id, 'misprint'], 409);
  const parent = await closedApplication();
  await begin(people.monitor, [parent.id, 'misprint'], 403);
  await begin(people.approver, [parent.id, 'misprint'], 403);
  await begin(people.executor, [parent.id, 'nowhere'], 404);
  await begin(people.executor, [parent.id, 'landPlotPlan'], 404);
  const alone = await people.super.post('/api/applications', { service: 'misprint' });
  expect([alone.status, alone.body.code]).toEqual([409, 'stateConflict']);
  const { items } = expected(await people.executor.get('/api/services'));
  const offered = items.filter((one: { canCreate: boolean }) => one.canCreate);
  expect(offered.map((one: { code: string }) => one.code)).not.toContain('misprint');
  const key = '3b1f9d0a-3f0e-4a53-9d77-2f7f3d8f0c11';
  const path = `/api/applications/${parent.id}/procedures/misprint`;
  const once = expected(await people.executor.post(path, { key }), 201);
  expect(expected(await people.executor.post(path, { key }), 201).id).toBe(once.id);
  const ended = await act(people.executor, once, ['cancel', { comment: 'Начата по ошибке' }]);
  expect(ended.stateTitle).toBe('Прекращено');
  await begin(people.executor, [parent.id, 'misprint']);
});

test('the list of a card names no procedure that the person may not see', async () => {
  const parent = await closedApplication();
  const draft = await begin(people.executor, [parent.id, 'misprint']);
  expect((await readCard(people.monitor, parent.id)).linked.map(({ id }) => id)).toEqual([draft.id]);
  // Approvers see no drafts.
  expect((await readCard(people.approver, parent.id)).linked).toEqual([]);
});
