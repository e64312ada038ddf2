import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { act, createApplication, decidingApplication, expected, grantInput } from '../support/factories.ts';
import type { Client } from '../support/http-client.ts';
import { isSigned, openWebhookDesk, type WebhookDesk } from '../support/webhook-desk.ts';
import { startReceiver } from '../support/webhook-receiver.ts';

let desk: WebhookDesk;
beforeAll(async () => {
  desk = await openWebhookDesk();
});
afterAll(() => desk.close());

describe('событие', () => {
  test('приходит подписанным, с номером, состоянием и без персональных данных – на каждом шаге заявки', async () => {
    await desk.subscribe('/all', {
      events: ['created', 'registered', 'stateChanged', 'decided', 'closed'].map((one) => `application.${one}`),
    });
    const clerks = await Promise.all(['dispatcher', 'executor', 'approver'].map((login) => desk.server.login(login)));
    const [dispatcher, executor, approver] = clerks as [Client, Client, Client];
    const executorId = (await executor.get('/api/me')).body.user.id;
    const deciding = await decidingApplication({ registrar: desk.registrar, dispatcher, executorId });
    const prepared = await act(executor, deciding, ['grant', { input: grantInput }]);
    const published = await act(approver, prepared, ['publish', {}]);
    const closed = await act(executor, published, ['close', {}]);
    const came = await desk.arrived('/all', 9);
    expect(came.every(isSigned)).toBe(true);
    const bodies = came.map(({ body }) => JSON.parse(body));
    expect(came.map(({ headers }) => headers['x-reglament-delivery'])).toEqual(bodies.map(({ id }) => id));
    const told = bodies.map(({ type, data }) => `${type.replace('application.', '')}:${data.state}`);
    expect(told.toSorted()).toEqual(
      [
        'created:draft',
        'registered:registered',
        'stateChanged:registered',
        'stateChanged:deciding',
        'stateChanged:approvingGrant',
        'stateChanged:granted',
        'decided:granted',
        'stateChanged:closed',
        'closed:closed',
      ].toSorted(),
    );
    const last = bodies.find(({ type }) => type === 'application.closed');
    const { id, number, version } = closed;
    expect(last.data).toEqual({
      application: id,
      number,
      version,
      service: 'landPlotPlan',
      state: 'closed',
      phase: 'closed',
    });
    expect(came.map(({ body }) => body).join()).not.toMatch(/Ветрова|Алла|112-233|example\.org|Луговая|cadastral/);
  });

  test('отменённой транзакции не рождается; подписка на одну услугу других не слышит', async () => {
    const all = await desk.subscribe('/rolled-back');
    const other = await desk.subscribe('/other-service');
    await desk.server.database.execute(`update webhook set services = '{other}' where id = $1`, [other.id]);
    const { id } = await createApplication(desk.registrar);
    const failing = desk.server.database.asOwner(async (trx) => {
      await trx('application').where({ id }).update({ state: 'registered', registered_at: new Date() });
      throw new Error('отмена');
    });
    await expect(failing).rejects.toThrow('отмена');
    await desk.settled(all.id, { state: 'delivered', event: 'application.created' });
    expect(await desk.deliveries(all.id)).toHaveLength(1);
    expect(await desk.deliveries(other.id)).toEqual([]);
  });

  test('изменение без смены состояния никого не беспокоит', async () => {
    const { id } = await desk.subscribe('/quiet', { events: ['application.stateChanged', 'application.registered'] });
    const draft = await createApplication(desk.registrar);
    expected(await desk.registrar.patch(`/api/applications/${draft.id}`, { version: draft.version, answers: {} }));
    expect(await desk.deliveries(id)).toEqual([]);
  });
});

describe('получатель, который не принял', () => {
  test.each([
    ['/error', 500, /кодом 500/],
    ['/redirect', 302, /перенаправил \(302\)/],
    ['/hang', null, /не ответил за 1 с/],
    ['/half', null, /не ответил за 1 с/],
    ['/reset', null, /оборвано/],
    ['/garbage', null, /не HTTP/],
  ])('%s: код %s, причина названа, попытка назначена', async (path, status, error) => {
    const { id } = await desk.subscribe(path);
    await createApplication(desk.registrar);
    const waiting = await desk.settled(id, { state: 'waiting', tries: 1, status, error: expect.stringMatching(error) });
    expect(Date.parse(waiting.nextTryAt)).toBeGreaterThan(Date.parse(waiting.createdAt) + 8_000);
    expect(desk.receiver.at('/redirected')).toEqual([]);
  });

  test('молчит порт – сказано, что соединения нет', async () => {
    const closed = await startReceiver();
    await closed.close();
    const { id } = await desk.subscribe('/', { url: closed.url });
    await createApplication(desk.registrar);
    await desk.settled(id, { state: 'waiting', error: expect.stringContaining('не принимает соединения') });
  });

  test('отвечает бесконечно – ответ не читается, доставка засчитана', async () => {
    const { id } = await desk.subscribe('/endless');
    await createApplication(desk.registrar);
    await desk.settled(id, { state: 'delivered', status: 200 });
  });

  test('410 – больше не отправляется', async () => {
    const { id } = await desk.subscribe('/gone');
    await createApplication(desk.registrar);
    await desk.settled(id, { state: 'failed', tries: 1, status: 410, nextTryAt: null });
  });

  test('очнулся – получает то же самое, с тем же номером', async () => {
    const path = '/wakes';
    desk.receiver.answer(path, (response) => {
      const failed = desk.receiver.at(path).length < 3;
      response.writeHead(failed ? 503 : 200).end();
    });
    const { id } = await desk.subscribe(path);
    await createApplication(desk.registrar);
    for (const tries of [1, 2]) {
      await desk.settled(id, { state: 'waiting', tries });
      desk.server.clock.advance(60_000);
    }
    await desk.settled(id, { state: 'delivered', tries: 3, status: 200, error: null });
    const came = desk.receiver.at(path);
    expect(new Set(came.map(({ body }) => body)).size).toBe(1);
    expect(new Set(came.map(({ headers }) => headers['x-reglament-delivery'])).size).toBe(1);
    expect(came.every(isSigned)).toBe(true);
  });

  test('последняя попытка отставляет доставку до человека; он отправляет её снова', async () => {
    const path = '/mended';
    desk.receiver.answer(path, (response) => void response.writeHead(500).end());
    const { id } = await desk.subscribe(path);
    await createApplication(desk.registrar);
    const { id: delivery } = await desk.settled(id, { state: 'waiting', tries: 1 });
    const resend = `/api/admin/webhooks/${id}/deliveries/${delivery}/resend`;
    expect((await desk.admin.post(resend)).status).toBe(409);
    await desk.server.database.execute('update outbox set tries = 15 where owner_id = $1', [delivery]);
    desk.server.clock.advance(60_000);
    await desk.settled(id, { state: 'failed', tries: 16, error: 'Получатель ответил кодом 500.' });
    expect((await desk.admin.get('/api/admin/webhooks')).body.items[0]).toMatchObject({ id, waiting: 0, failed: 1 });
    desk.receiver.answer(path, (response) => void response.writeHead(200).end());
    expect((await desk.admin.post(resend)).status).toBe(204);
    await desk.settled(id, { state: 'delivered', tries: 1, error: null });
    expect((await desk.admin.post(resend)).status).toBe(204);
    await desk.arrived(path, 4);
  });

  test('мёртвый – не задерживает живого', async () => {
    const dead = await desk.subscribe('/hang');
    for (let n = 0; n < 6; n += 1) await createApplication(desk.registrar);
    const live = await desk.subscribe('/live');
    await createApplication(desk.registrar);
    await desk.settled(live.id, { state: 'delivered' });
    expect((await desk.deliveries(dead.id, '?state=waiting')).length).toBe(7);
  });
});

test('работник, у которого доставку отняли, исхода не пишет', async () => {
  const path = '/fenced';
  let stolen = false;
  desk.receiver.answer(path, (response) => {
    const steal = stolen
      ? ''
      : `update outbox set attempt = attempt + 1, lease_until = clock_timestamp() + interval '1 hour'`;
    stolen = true;
    const delivery = desk.receiver.at(path)[0]?.headers['x-reglament-delivery'];
    void desk.server.database
      .execute(steal === '' ? 'select $1::uuid' : `${steal} where owner_id = $1`, [delivery])
      .then(() => response.writeHead(200).end());
  });
  const { id } = await desk.subscribe(path);
  await createApplication(desk.registrar);
  await desk.arrived(path, 1);
  await vi.waitFor(() => expect(desk.server.log.some(({ msg }) => msg === 'lease was lost')).toBe(true), 30_000);
  expect(await desk.deliveries(id)).toMatchObject([{ state: 'waiting', status: null, error: null }]);
});
