import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ApplicationCard, OutgoingView, RequestView } from '../../core/src/api.gen.ts';
import { act, createApplication, expected, personNumber } from '../support/factories.ts';
import type { Client } from '../support/http-client.ts';
import { startServer, type TestServer } from '../support/server.ts';

/** The desk of whoever looks after the exchange, over a server that sends nothing by itself: what is seen stays as it is. */
let server: TestServer;
let clerk: Client;
let admin: Client;
let card: ApplicationCard;
beforeAll(async () => {
  server = await startServer({ works: false });
  [clerk, admin] = [await server.login('super'), await server.login('admin')];
  card = await act(clerk, await createApplication(clerk, { applicant: personNumber(1) }), ['register', {}]);
});
afterAll(() => server.close());

async function send(): Promise<RequestView> {
  const question = { provider: 'zem', subject: 'Тема', comment: 'Текст' };
  const body = { entry: 'regional', key: randomUUID(), question, send: true };
  return expected(await clerk.post(`/api/applications/${card.id}/requests`, body), 201);
}

const outgoing = async (): Promise<OutgoingView[]> => expected(await admin.get('/api/admin/outgoing?limit=100')).items;
const read = async ({ id }: RequestView): Promise<RequestView> => expected(await clerk.get(`/api/requests/${id}`));

/** What a try that met an error leaves of an entry. */
async function putOff({ id }: RequestView): Promise<void> {
  await server.database.execute(
    `update outbox set tries = 3, last_error = 'Поставщик ответил ошибкой 500', due_at = now() + interval '1 day'
     where owner_id = $1`,
    [id],
  );
}

test('в пути видно попытки, ошибку и следующую попытку; её можно приблизить', async () => {
  const request = await send();
  await putOff(request);
  // An administrator is asked by the number of a case or of a request, not by the words of an error.
  const said = async (text: string) =>
    expected(await admin.get(`/api/admin/outgoing?text=${encodeURIComponent(text)}`)).items;
  const own = { application: card.number, request: request.number };
  expect(await said(String(card.number))).toEqual([expect.objectContaining(own)]);
  expect(await said(`${card.number} ${request.number}`)).toHaveLength(1);
  expect(await said('АРХ-2000-000000')).toEqual([]);
  const [entry] = await outgoing();
  expect(entry).toMatchObject({
    ...{ title: 'Запрос к другому ведомству', connection: 'Р-сведения', tries: 3, busy: false, stoppable: true },
    error: 'Поставщик ответил ошибкой 500',
  });
  expect(Date.parse(entry?.dueAt ?? '')).toBeGreaterThan(Date.now() + 3_600_000);
  expect((await admin.post(`/api/admin/outgoing/${entry?.id}/hurry`)).status).toBe(204);
  expect(Date.parse((await outgoing())[0]?.dueAt ?? '')).toBeLessThanOrEqual(Date.now());
  expect((await admin.post(`/api/admin/outgoing/${entry?.id}/stop`, { reason: 'Больше не нужно' })).status).toBe(204);
});

test('остановленное ждёт человека: запрос говорит об этом своему исполнителю, и его можно отправить снова', async () => {
  const request = await send();
  const [entry] = await outgoing();
  expect((await admin.post(`/api/admin/outgoing/${entry?.id}/stop`, { reason: '     ' })).status).toBe(400);
  const reason = 'Поставщик сменил адрес';
  expect((await admin.post(`/api/admin/outgoing/${entry?.id}/stop`, { reason })).status).toBe(204);
  expect(await outgoing()).toEqual([]);
  expect(await read(request)).toMatchObject({ status: 'failed', resultText: `Остановлено: ${reason}` });
  const again = await admin.post(`/api/admin/outgoing/${entry?.id}/stop`, { reason });
  expect([again.status, again.body.code]).toEqual([404, 'notFound']);
  const { items: history } = expected(await clerk.get(`/api/applications/${card.id}/history?limit=100`));
  expect(history.at(-1)).toMatchObject({ type: 'requestFailed', comment: `Остановлено: ${reason}` });
  const stopped = expected(await admin.get('/api/admin/stopped')).items;
  const own = stopped.find((one: { id: string }) => one.id === entry?.id);
  expect(own.error).toBe(`Остановлено: ${reason}`);
  expect((await admin.post(`/api/admin/stopped/${own.id}/retry`)).status).toBe(204);
  expect((await read(request)).status).toBe('queued');
});

test('того, что идёт по порядку, не останавливают; чужое не видно', async () => {
  const { rows } = await server.database.execute(
    `insert into outbox (organisation_id, topic, lane, owner_id, due_at)
     select id, 'publication', 'lane', gen_random_uuid(), now() from organisation where code in ('arch', 'zem')
     returning id, organisation_id`,
  );
  const seen = (await outgoing()).filter(({ title }) => title === 'Сообщение в личный кабинет заявителя');
  expect(seen).toHaveLength(1);
  const refused = await admin.post(`/api/admin/outgoing/${seen[0]?.id}/stop`, { reason: 'Не нужно' });
  expect([refused.status, refused.body.code]).toEqual([409, 'stateConflict']);
  const foreign = (rows as { id: string }[]).find(({ id }) => id !== seen[0]?.id);
  expect((await admin.post(`/api/admin/outgoing/${foreign?.id}/hurry`)).status).toBe(404);
});

test('у подключения видно, сколько ждёт и как долго ждут ответа: медиана и девять из десяти', async () => {
  const seconds = [60, 120, 600];
  for (const waited of seconds) {
    const { id } = await send();
    await server.database.execute(
      `update request set status = 'answered', sent_at = now() - make_interval(secs => $2), answered_at = now() where id = $1`,
      [id, waited],
    );
  }
  const waiting = await send();
  await server.database.execute(`update request set status = 'waiting', sent_at = now() where id = $1`, [waiting.id]);
  const { items } = expected(await admin.get('/api/admin/providers'));
  expect(items.filter((one: { title: string }) => one.title === 'Р-сведения')).toEqual([
    expect.objectContaining({
      ...{ title: 'Р-сведения', enabled: true, incident: null, waiting: 1, answered: 3 },
      ...{ medianSeconds: 120, slowSeconds: 504, oldestSentAt: expect.any(String) },
    }),
  ]);
  // Of the body's other connections nothing was asked.
  const others = items.filter((one: { title: string }) => one.title !== 'Р-сведения');
  for (const other of others) expect(other).toMatchObject({ waiting: 0, answered: 0, medianSeconds: null });
});

describe('отбор', () => {
  /** Two that stopped over one connection, one of them long ago, and one over none; other bodies' are never counted. */
  async function strand(): Promise<string> {
    const { rows } = await server.database.execute(
      `insert into outbox (organisation_id, topic, lane, owner_id, due_at, failed_at, last_error)
       select c.organisation_id, one.topic, case when one.topic = 'webhook' then 'nowhere' else c.id::text end,
         gen_random_uuid(), now(), one.at::timestamptz, one.error
       from connection c join organisation o on o.id = c.organisation_id cross join (values
         ('reply', '2026-03-01 23:30+03', 'Ключ 100% неверен'), ('reply', '2026-03-05 12:00+03', 'Нет ответа'),
         ('webhook', '2026-03-05 12:00+03', 'Нет ответа')) as one (topic, at, error)
       where c.plugin = 'regional' and o.code = 'arch' returning lane`,
    );
    return String((rows as { lane: string }[]).find(({ lane }) => lane !== 'nowhere')?.lane);
  }

  test('по подключению, виду, словам причины и дням ведомства; сколько нашлось – тоже', async () => {
    const connection = await strand();
    const march = 'from=2026-03-01&to=2026-03-31';
    const found = async (query: string): Promise<[number, (string | null)[]]> => {
      const { count, items } = expected(await admin.get(`/api/admin/stopped?${query}`));
      return [count, items.map((one: { error: string | null }) => one.error)];
    };
    expect(await found(march)).toEqual([3, ['Нет ответа', 'Нет ответа', 'Ключ 100% неверен']]);
    expect(await found(`${march}&limit=1`)).toEqual([3, ['Нет ответа']]);
    expect(await found(`${march}&connection=${connection}`)).toEqual([2, ['Нет ответа', 'Ключ 100% неверен']]);
    expect(await found(`${march}&topic=webhook`)).toEqual([1, ['Нет ответа']]);
    expect(await found(`${march}&text=${encodeURIComponent('ключ 100%')}`)).toEqual([1, ['Ключ 100% неверен']]);
    // A sign of patterns is a sign, not a pattern.
    expect(await found(`${march}&text=${encodeURIComponent('ключ%неверен')}`)).toEqual([0, []]);
    // Half past eleven in the evening is still the first of March where the body is.
    expect(await found('from=2026-03-01&to=2026-03-01')).toEqual([1, ['Ключ 100% неверен']]);
    expect(await found('from=2026-03-02&to=2026-03-04')).toEqual([0, []]);
  });

  test('в пути и среди входящих – тем же отбором; негодный день назван', async () => {
    const [way, kept] = [
      expected(await admin.get('/api/admin/outgoing?from=2020-01-01&to=2020-12-31')),
      expected(await admin.get('/api/admin/deliveries?text=nothing&from=2020-01-01')),
    ];
    expect([way.count, way.items, kept.count, kept.items]).toEqual([0, [], 0, []]);
    const refused = await admin.get('/api/admin/outgoing?from=вчера');
    expect([refused.status, refused.body.code]).toEqual([400, 'invalidQuery']);
  });
});
