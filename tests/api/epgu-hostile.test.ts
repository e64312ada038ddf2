import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { usualLimits } from '../../core/src/connection/breaker.ts';
import { outboxChannel } from '../../core/src/outbox/rows.ts';
import type { OrderMessage } from '../../plugins/epgu/wire/order.ts';
import { writeOrder } from '../../plugins/epgu/wire/order-xml.ts';
import { treeAnswers } from '../support/city.ts';
import { handsAt, inState } from '../support/epgu-hands.ts';
import { filed } from '../support/epgu-orders.ts';
import { type EpguDesk, openPortalSide } from '../support/epgu-side.ts';
import { act, expected, readCard } from '../support/factories.ts';
import { type FaultyWire, openFaultyWire } from '../support/faulty-wire.ts';
import type { Client } from '../support/http-client.ts';
import { quick, soon } from '../support/portal.ts';
import { seeOriginals } from '../support/portal-originals.ts';
import { startServer } from '../support/server.ts';
import { smevPlugins } from '../support/smev3-side.ts';

let desk: EpguDesk;
let wire: FaultyWire;
let registrar: Client;
let executor: Client;
beforeAll(async () => {
  const server = await startServer({ plugins: smevPlugins, tuning: quick });
  desk = await openPortalSide(server, {
    through: async ({ config }) => {
      wire = await openFaultyWire(config.url);
      return wire.url;
    },
  });
  registrar = await desk.server.login('city.registrar');
  executor = await desk.server.login('city.executor');
});
afterAll(async () => {
  await desk?.close();
  await wire?.close();
});

const { arrived, deliveries, nothingWaits, toldCodes } = handsAt(() => desk);

async function inWork() {
  const message = filed();
  await desk.send(message);
  const card = await arrived(executor, message.orderId, inState('Новая'));
  return { card: await act(executor, card, ['assignToMe', {}]), orderId: message.orderId };
}

describe('повторы и порядок', () => {
  test('та же заявка под другим именем сообщения – та же заявка', async () => {
    const message = filed();
    await desk.send(message);
    await desk.send(message);
    await soon(async () =>
      expect((await deliveries(message.orderId)).map(({ status }) => status)).toEqual(['accepted', 'late']),
    );
  });

  test('узел отдаёт сообщение трижды и ещё раз после подтверждения: одна заявка, одно состояние', async () => {
    const message = filed();
    desk.node.play({ kind: 'repeat', times: 3 }, { kind: 'answer' });
    await desk.node.file?.({ xml: writeOrder(desk.service, message), unchecked: true });
    const card = await arrived(executor, message.orderId, inState('Новая'));
    await nothingWaits();
    expect(await deliveries(message.orderId)).toEqual([{ status: 'accepted', reason: null }]);
    const { items } = expected(await executor.get(`/api/applications/${card.id}/publications`));
    expect(items).toHaveLength(1);
  });

  test('вопрос, исправление и отзыв – каждое трижды и вперемешку: каждое действует один раз', async () => {
    const message = filed();
    const { orderId } = message;
    const thrice = async (one: OrderMessage) => {
      desk.node.play({ kind: 'repeat', times: 3 }, { kind: 'answer' });
      await desk.node.file?.({ xml: writeOrder(desk.service, one), unchecked: true });
    };
    await thrice(message);
    const working = await act(executor, await arrived(executor, orderId, inState('Новая')), ['assignToMe', {}]);
    const back = await act(executor, working, ['sendBack', { comment: 'Укажите породу' }]);
    const plants = [{ species: 'Клён', count: 2, condition: 'Сухая' }];
    await thrice({ kind: 'text', orderId, text: 'Какую породу?' });
    await thrice({ kind: 'correction', orderId, answers: { plants }, documents: [] });
    await thrice({ kind: 'cancel', orderId, reason: 'Передумала' });
    await nothingWaits();
    expect(await deliveries(orderId)).toEqual(Array(4).fill({ status: 'accepted', reason: null }));
    const { items } = expected(await executor.get(`/api/applications/${back.id}/history`));
    const types: string[] = items.map(({ type }: { type: string }) => type);
    const told = types.filter((type) => /^(?:portal|corrected)/.test(type));
    expect(told.toSorted()).toEqual(['corrected', 'portalCancel', 'portalText']);
    expect((await readCard(executor, back.id)).answers).toEqual(treeAnswers({ plants }));
  });

  test('исправление до заявления отложено, запоздалое – в истории, порталу отвечено', async () => {
    const { card, orderId } = await inWork();
    await desk.send({ kind: 'correction', orderId, answers: { reason: 'other' }, documents: [] });
    await soon(async () => expect(await toldCodes(orderId)).toContain('answer 6'));
    expect((await readCard(executor, card.id)).answers).toEqual(treeAnswers());
    expect((await deliveries(orderId)).map(({ status }) => status)).toEqual(['accepted', 'late']);
    await seeOriginals({ clerk: executor, registrar }, { id: card.id, orderId });
  });
});

describe('подделки', () => {
  test.each([
    ['подпись отправителя не та', { kind: 'special', name: 'wrongSenderSignature' }],
    ['содержание подменили', { kind: 'special', name: 'wrongSenderSignature', with: { how: 'digest' } }],
    ['подпись СМЭВ не та', { kind: 'special', name: 'wrongSmevSignature' }],
    ['подписи СМЭВ нет', { kind: 'special', name: 'noSmevSignature' }],
  ] as const)('%s: заявки нет, сообщение отложено и больше не приходит', async (_, scenario) => {
    const message = filed();
    desk.node.play(scenario, { kind: 'answer' });
    await desk.node.file?.({ xml: writeOrder(desk.service, message), unchecked: true });
    await soon(async () => {
      const [forged] = await deliveries(message.orderId);
      expect(forged).toMatchObject({
        status: 'quarantine',
        reason: expect.stringMatching(/^Подпись (?:СМЭВ|системы отправителя|сообщения) не верна/),
      });
    });
    const { rows } = await desk.server.database.execute('select from application where external_id = $1', [
      message.orderId,
    ]);
    expect(rows).toEqual([]);
    await nothingWaits();
  });

  test('отзыв с верной подписью, но от другой системы: заявка прежняя, отложено, и сказано, кто прислал', async () => {
    const message = filed();
    await desk.node.file?.({ xml: writeOrder(desk.service, message), unchecked: true });
    const { id, version } = await arrived(executor, message.orderId, inState('Новая'));
    const cancel: OrderMessage = { kind: 'cancel', orderId: message.orderId, reason: 'Чужой отзыв' };
    const sender = { mnemonic: 'STRANGER', title: 'Другая система' };
    await desk.node.file?.({ xml: writeOrder(desk.service, cancel), unchecked: true, sender });
    await soon(async () =>
      expect(await deliveries('Чужой отзыв')).toEqual([
        { status: 'quarantine', reason: expect.stringMatching(/пишет система «STRANGER», а подала его «PGU01»/) },
      ]),
    );
    expect(await readCard(executor, id)).toMatchObject({ version });
    await desk.node.file?.({ xml: writeOrder(desk.service, cancel).replace('Чужой', 'Свой'), unchecked: true });
    await soon(async () => expect(await deliveries('Свой отзыв')).toMatchObject([{ status: 'accepted' }]));
  });
});

/** The last one: two hours go by, and whoever was signed in is no more. */
test('узла нет два часа: сказанное заявителю ждёт, подключение закрыто, потом всё уходит по порядку и по разу', async () => {
  const { card, orderId } = await inWork();
  await soon(async () => expect(await toldCodes(orderId)).toEqual(['interim 1', 'interim 6']));
  const rowOf = async (sql: string) =>
    (await desk.server.database.execute(sql, [desk.connectionId])).rows[0] as Record<string, unknown>;
  const isClosed = async () =>
    (await rowOf('select breaker_opened_at is not null as closed from connection where id = $1')).closed;
  const left = () =>
    rowOf(`select count(*) filter (where p.delivered_at is null)::int as waiting, count(o.failed_at)::int as failed
      from publication p join application a on a.id = p.application_id left join outbox o on o.owner_id = p.id
      where a.portal_connection_id = $1`);
  wire.refuse();
  const said = Array.from({ length: 4 }, (_, index) => `Сообщение ${index + 1}.`);
  for (const text of said)
    expected(await executor.post(`/api/applications/${card.id}/correspondence`, { key: randomUUID(), text }), 201);
  await soon(async () => expect(await isClosed()).toBe(true));
  for (let step = 0; step < 12; step += 1) {
    desk.server.clock.advance(10 * 60_000);
    await desk.server.database.execute('select pg_notify($1, $2)', [outboxChannel, 'publication']);
    await soon(async () => expect(await isClosed()).toBe(true));
  }
  expect(await left()).toEqual({ waiting: said.length, failed: 0 });
  wire.mend();
  await soon(async () => {
    if (await isClosed()) desk.server.clock.advance(usualLimits.longest + 10_000);
    const told = (await desk.shown(orderId)).slice(2).map(({ text }) => said.find((one) => text.includes(one)));
    expect(told).toEqual(said);
  });
  await soon(async () => expect(await left()).toEqual({ waiting: 0, failed: 0 }));
});
