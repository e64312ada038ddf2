import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { deleteDeliveriesBefore, updateAnswer } from '../../core/src/webhook/rows.ts';
import { createApplication, expected } from '../support/factories.ts';
import { startServer } from '../support/server.ts';
import { openWebhookDesk, signatureKey, type WebhookDesk } from '../support/webhook-desk.ts';

let desk: WebhookDesk;
beforeAll(async () => {
  desk = await openWebhookDesk();
});
afterAll(() => desk.close());

describe('подписка', () => {
  test('ключ не показывается нигде и в базе зашифрован', async () => {
    const { id } = await desk.subscribe('/secret');
    const answers = [
      await desk.admin.get('/api/admin/webhooks'),
      await desk.admin.patch(`/api/admin/webhooks/${id}`, { title: 'Иначе' }),
    ];
    expect(answers.map(({ text }) => text).join()).not.toContain(signatureKey);
    const { rows } = await desk.server.database.execute('select secret from webhook where id = $1', [id]);
    const [{ secret }] = rows as [{ secret: Buffer }];
    expect(secret.includes(Buffer.from(signatureKey))).toBe(false);
    expect(JSON.stringify(desk.server.log)).not.toContain(signatureKey);
  });

  test('отключённая молчит и то, что было в пути, не отправляет; смена адреса и ключа действует на ждущее', async () => {
    const { id } = await desk.subscribe('/error');
    await createApplication(desk.registrar);
    await desk.settled(id, { state: 'waiting', tries: 1 });
    const path = `/api/admin/webhooks/${id}`;
    expected(await desk.admin.patch(path, { url: `${desk.receiver.url}/moved` }));
    desk.server.clock.advance(60_000);
    await desk.settled(id, { state: 'delivered', tries: 2 });
    expected(await desk.admin.patch(path, { url: `${desk.receiver.url}/error` }));
    await createApplication(desk.registrar);
    await desk.settled(id, { state: 'waiting', tries: 1 });
    expected(await desk.admin.patch(path, { enabled: false }));
    await createApplication(desk.registrar);
    desk.server.clock.advance(60_000);
    await desk.settled(id, { state: 'failed', error: 'Подписка отключена.' });
    expect(await desk.deliveries(id)).toHaveLength(2);
  });

  test('ping – одна попытка, исход среди доставок', async () => {
    const [good, bad] = [await desk.subscribe('/ping'), await desk.subscribe('/error')];
    for (const { id } of [good, bad]) expected(await desk.admin.post(`/api/admin/webhooks/${id}/ping`), 201);
    await desk.settled(good.id, { event: 'ping', state: 'delivered', application: null });
    await desk.settled(bad.id, { event: 'ping', state: 'failed', tries: 1 });
    expect(desk.receiver.at('/ping')[0]?.headers['x-reglament-event']).toBe('ping');
  });

  test.each([
    ['без ключа', { secret: undefined }, 'invalidBody'],
    ['с коротким ключом', { secret: 'short' }, 'invalidBody'],
    ['без событий', { events: [] }, 'invalidBody'],
    ['с неизвестным событием', { events: ['application.eaten'] }, 'invalidBody'],
    ['на внутренний адрес', { url: 'https://10.0.0.1/hook' }, 'invalidBody'],
    ['без шифрования', { url: 'http://portal.example.ru/hook' }, 'invalidBody'],
    ['с неизвестной услугой', { services: ['nothing'] }, 'unknownService'],
  ])('%s – отказ', async (_name, changes, code) => {
    const wish = {
      title: 'Портал',
      url: `${desk.receiver.url}/x`,
      events: ['application.created'],
      secret: signatureKey,
      ...changes,
    };
    const answer = await desk.admin.post('/api/admin/webhooks', wish);
    expect(answer.body.code).toBe(code);
    expect(answer.body.detail).toMatch(/[а-я]/);
  });

  test('страницы – по ключу; чужого ведомства нет ни для чего', async () => {
    const [first, second] = [await desk.subscribe('/one'), await desk.subscribe('/two')];
    const page = (await desk.admin.get('/api/admin/webhooks?limit=1')).body;
    expect(page.items.map(({ id }: { id: string }) => id)).toEqual([second.id]);
    const rest = (await desk.admin.get(`/api/admin/webhooks?limit=1&after=${page.next}`)).body;
    expect(rest.items.map(({ id }: { id: string }) => id)).toEqual([first.id]);
    await desk.server.database.execute(
      `update webhook set organisation_id = (select id from organisation where code = 'zem')
      where id = $1`,
      [first.id],
    );
    const path = `/api/admin/webhooks/${first.id}`;
    const answers = [
      await desk.admin.patch(path, { title: 'Чужое' }),
      await desk.admin.delete(path),
      await desk.admin.post(`${path}/ping`),
      await desk.admin.get(`${path}/deliveries`),
      await desk.admin.post(`${path}/deliveries/${first.id}/resend`),
    ];
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404]);
    await createApplication(desk.registrar);
    await desk.settled(second.id, { state: 'delivered' });
    expect(desk.receiver.at('/one')).toEqual([]);
    await desk.server.database.execute('delete from webhook where id = $1', [first.id]);
  });

  test('удалённая забирает с собой и ждущее', async () => {
    const { id } = await desk.subscribe('/error');
    await createApplication(desk.registrar);
    await desk.settled(id, { state: 'waiting', tries: 1 });
    expect((await desk.admin.delete(`/api/admin/webhooks/${id}`)).status).toBe(204);
    const { rows } = await desk.server.database.execute('select id from outbox where lane = $1', [id]);
    expect(rows).toEqual([]);
  });

  test('удалённая ждёт того, кто её доставку как раз записывает: друг друга они не ждут', async () => {
    const { database } = desk.server;
    const { id } = await desk.subscribe('/error');
    await createApplication(desk.registrar);
    const delivery = await desk.settled(id, { state: 'waiting', tries: 1 });
    const gone = await database.asOwner(async (trx) => {
      await trx('outbox').where({ owner_id: delivery.id }).forUpdate().first('id');
      const removing = desk.admin.delete(`/api/admin/webhooks/${id}`);
      const { rows: here } = await trx.raw('select pg_backend_pid() as pid');
      await expect.poll(async () => (await database.execute(waitingFor, [here[0].pid])).rows.length).toBe(1);
      await updateAnswer(trx, delivery.id, 500);
      return { removing };
    });
    expect((await gone.removing).status).toBe(204);
    expect(await database.execute('select from webhook_delivery where webhook_id = $1', [id])).toMatchObject({
      rows: [],
    });
  });
});

/** Sessions that wait for what another one holds. */
const waitingFor = 'select pid from pg_stat_activity where $1 = any (pg_blocking_pids(pid))';

test('законченное забывается через месяц вместе с записью в очереди, то, что в пути, – нет', async () => {
  const [done, waiting] = [await desk.subscribe('/kept'), await desk.subscribe('/error')];
  await createApplication(desk.registrar);
  await desk.settled(done.id, { state: 'delivered' });
  await desk.settled(waiting.id, { state: 'waiting', tries: 1 });
  const forget = (days: number) =>
    desk.server.database.asOwner((trx) =>
      deleteDeliveriesBefore(trx, new Date(desk.server.clock.now().getTime() - days * 86_400_000)),
    );
  await forget(30);
  expect([await desk.deliveries(done.id), await desk.deliveries(waiting.id)]).toMatchObject([[{}], [{}]]);
  await forget(-1);
  expect(await desk.deliveries(done.id)).toEqual([]);
  expect(await desk.deliveries(waiting.id)).toHaveLength(1);
  const { rows } = await desk.server.database.execute('select lane from outbox where lane in ($1, $2)', [
    done.id,
    waiting.id,
  ]);
  expect(rows).toEqual([{ lane: waiting.id }]);
});

test('вне демонстрации внутренний адрес закрыт и тогда, когда он уже записан или стоит за именем', async () => {
  const guarded = await startServer({ env: { WEBHOOK_TIMEOUT: '1', DEMO: '0' } });
  onTestFinished(() => guarded.close());
  const boss = await guarded.login('admin');
  const port = new URL(desk.receiver.url).port;
  const wish = {
    title: 'Портал',
    url: 'https://portal.example.ru/',
    events: ['application.created'],
    secret: signatureKey,
  };
  for (const url of [desk.receiver.url, `http://localhost:${port}/`, `https://[::1]:${port}/`]) {
    expect((await boss.post('/api/admin/webhooks', { ...wish, url })).status, url).toBe(400);
  }
  const before = desk.receiver.received.length;
  for (const url of [
    `http://127.0.0.1:${port}/ssrf`,
    `https://localhost:${port}/ssrf`,
    `http://localhost:${port}/ssrf`,
  ]) {
    const { id } = expected(await boss.post('/api/admin/webhooks', wish), 201);
    await guarded.database.execute('update webhook set url = $2 where id = $1', [id, url]);
    expected(await boss.post(`/api/admin/webhooks/${id}/ping`), 201);
    await vi.waitFor(
      async () => {
        const [ping] = (await boss.get(`/api/admin/webhooks/${id}/deliveries`)).body.items;
        expect(ping).toMatchObject({ state: 'failed', error: expect.stringMatching(/внутренний|этот же компьютер/) });
      },
      { timeout: 30_000, interval: 50 },
    );
  }
  expect(desk.receiver.received.length).toBe(before);
});
