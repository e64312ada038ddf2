import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ApplicationCard, HistoryEntry } from '../../core/src/api.gen.ts';
import type { TransitionPayload } from '../../core/src/application/facts.ts';
import { replay } from '../../core/src/application/replay.ts';
import {
  act,
  createApplication,
  decidingApplication,
  expected,
  grantInput,
  plotAnswers,
} from '../support/factories.ts';
import type { Client } from '../support/http-client.ts';
import { pdfText } from '../support/pdf-text.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
const people: Record<'registrar' | 'dispatcher' | 'executor' | 'approver' | 'monitor', Client> = {} as never;
let executorId: string;
beforeAll(async () => {
  server = await startServer();
  for (const login of ['registrar', 'dispatcher', 'executor', 'approver', 'monitor'] as const) {
    people[login] = await server.login(login);
  }
  executorId = expected(await people.executor.get('/api/me')).user.id;
});
afterAll(() => server.close());

/** The result is ready, and its applicant comes for it. */
async function readyToIssue(): Promise<ApplicationCard> {
  const card = await decidingApplication({ ...people, executorId }, { notification: { way: 'inPerson' } });
  const prepared = await act(people.executor, card, ['grant', { input: grantInput }]);
  return act(people.approver, prepared, ['publish', {}]);
}

const input = { receiver: 'applicant', document: 'Паспорт 7304 123456', confirmation: 'receipt' };
const codesOf = (items: { id: string }[]) => items.map(({ id }) => id);
const found = async (client: Client, query: string) =>
  codesOf(expected(await client.get(`/api/applications?${query}`)).items);
const noticesTodo = async () => expected(await people.executor.get('/api/notices?status=todo')).items;

test('готовый результат ждёт заявителя, выдан один раз, и после конца работы тоже', async () => {
  const published = await readyToIssue();
  expect(published).toMatchObject({ issue: null, issueDueAt: expect.any(String) });
  expect(await found(people.executor, 'handover=result')).toContain(published.id);
  const closed = await act(people.executor, published, ['close', {}]);
  const { issueDueAt } = closed;
  expect(issueDueAt).toBe(published.issueDueAt);
  expect(await noticesTodo()).toHaveLength(1);

  const issued = await act(people.registrar, closed, ['issue', { input, comment: 'Выдано два экземпляра' }]);
  expect(issued).toMatchObject({
    state: 'closed',
    issueDueAt: null,
    issue: {
      receiver: 'applicant',
      name: 'Ветрова Алла Сергеевна',
      document: 'Паспорт 7304 123456',
      confirmation: 'Подпись в расписке',
      by: { name: 'Соколова Марина Викторовна' },
    },
  });
  expect(await found(people.executor, 'handover=result')).not.toContain(published.id);
  expect(await noticesTodo()).toEqual([]);
  const again = await people.registrar.post(`/api/applications/${issued.id}/actions/issue`, {
    version: issued.version,
    input,
  });
  expect(again.status).toBe(409);
  expect(again.body).toMatchObject({ code: 'actionClosed', detail: expect.stringContaining('уже выдан') });

  const history: HistoryEntry[] = expected(await people.registrar.get(`/api/applications/${issued.id}/history`)).items;
  expect(history.at(-1)).toMatchObject({
    comment: 'Выдано два экземпляра',
    remarks: ['Заявитель: Ветрова Алла Сергеевна. Документ: Паспорт 7304 123456. Подпись в расписке.'],
  });
});

test.each([
  ['department', true],
  ['portal', false],
])('за результатом приходят, когда так сказано в заявке, как бы ни уведомляли: %s', async (resultDelivery, waits) => {
  const changes = { notification: { way: 'email' }, answers: plotAnswers({ resultDelivery }) };
  const card = await decidingApplication({ ...people, executorId }, changes);
  expect(card.issueDueAt).toBeNull();
  const prepared = await act(people.executor, card, ['grant', { input: grantInput }]);
  const published = await act(people.approver, prepared, ['publish', {}]);
  expect(published.issueDueAt === null).toBe(!waits);
  expect((await found(people.executor, 'handover=result&limit=100')).includes(published.id)).toBe(waits);
});

test('журнал один даёт те же факты; день окончания работы выдача не меняет', async () => {
  const closed = await act(people.executor, await readyToIssue(), ['close', {}]);
  const closedAt = () =>
    server.database.asOwner(async (trx) => trx('application').where({ id: closed.id }).first('closed_at'));
  const before = await closedAt();
  const issued = await act(people.executor, closed, ['issue', { input }]);
  expect(await closedAt()).toEqual(before);
  const payloads = await server.database.asOwner(async (trx) => {
    const rows = await trx('application_event as e')
      .join('application_event_payload as p', 'p.event_id', 'e.id')
      .where('e.application_id', issued.id)
      .andWhere((where) => where.where('e.type', 'created').orWhere('e.type', 'like', 'action:%'))
      .orderBy('e.seq')
      .pluck('p.text');
    return rows.map((text: string) => JSON.parse(text) as TransitionPayload);
  });
  const workflow = server.deps.definitions.latest('workflow', 'doverie').content;
  expect(replay(workflow, payloads)).toMatchObject({ state: 'closed', issued: true });
});

test('кому и по чему выдано, проверяет сервер: названо место', async () => {
  const published = await readyToIssue();
  const refused = (given: object) =>
    people.executor.post(`/api/applications/${published.id}/actions/issue`, {
      version: published.version,
      input: { ...input, ...given },
    });
  const noName = await refused({ receiver: 'other' });
  expect([noName.status, noName.body.problems[0].pointer]).toEqual([422, '/input/receiverName']);
  const nobody = await refused({ receiver: 'representative' });
  expect([nobody.status, nobody.body.problems[0].pointer]).toEqual([422, '/input/receiver']);
  const early = await refused({ issuedOn: '2020-01-10' });
  expect([early.status, early.body.problems[0].pointer]).toEqual([422, '/input/issuedOn']);
});

test('расписка называет, кто что получил и кто выдал; без выдачи её нет', async () => {
  const published = await readyToIssue();
  const path = `/api/applications/${published.id}/issue-receipt`;
  const before = await people.executor.get(path);
  expect([before.status, before.body.detail]).toEqual([409, expect.stringContaining('Отметьте выдачу')]);
  const other = { ...input, receiver: 'other', receiverName: 'Носова Вера' };
  await act(people.executor, published, ['issue', { input: other }]);
  const answer = await people.monitor.get(path);
  expect(answer.headers.get('Content-Type')).toBe('application/pdf');
  const text = pdfText(answer.bytes).replaceAll('-', '');
  for (const part of [
    'РАСПИСКА',
    'Заявитель:ВетроваАллаСергеевна',
    'Результатполучил(а):НосоваВера(другоелицо)',
    'Предъявлендокумент:Паспорт7304123456',
    'Подписьврасписке',
    'КузнецовИгорьСергеевич',
  ]) {
    expect(text).toContain(part);
  }
});

test('кого уведомляют иначе, того не ждут; выдать ему можно', async () => {
  const draft = await createApplication(people.registrar);
  expect(draft).toMatchObject({ issue: null, issueDueAt: null });
  const answers = plotAnswers({ resultDelivery: 'portal' });
  const card = await decidingApplication({ ...people, executorId }, { answers });
  const prepared = await act(people.executor, card, ['grant', { input: grantInput }]);
  const published = await act(people.approver, prepared, ['publish', {}]);
  expect(published.issueDueAt).toBeNull();
  expect(published.actions.find(({ code }) => code === 'issue')).toMatchObject({ open: true, issues: true });
});
