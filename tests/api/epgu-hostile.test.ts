import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OrderMessage } from '../../plugins/epgu/wire/order.ts';
import { writeOrder } from '../../plugins/epgu/wire/order-xml.ts';
import { treeAnswers } from '../support/city.ts';
import { handsAt, inState, keeperOfExchange } from '../support/epgu-hands.ts';
import { filed } from '../support/epgu-orders.ts';
import { type EpguDesk, openPortalSide } from '../support/epgu-side.ts';
import { act, expected, readCard } from '../support/factories.ts';
import type { Client } from '../support/http-client.ts';
import { quick, soon } from '../support/portal.ts';
import { seeOriginals } from '../support/portal-originals.ts';
import { startServer } from '../support/server.ts';
import { smevPlugins } from '../support/smev3-side.ts';

let desk: EpguDesk;
let registrar: Client;
let executor: Client;
beforeAll(async () => {
  const server = await startServer({ plugins: smevPlugins, tuning: quick });
  desk = await openPortalSide(server, {});
  registrar = await desk.server.login('city.registrar');
  executor = await desk.server.login('city.executor');
});
afterAll(async () => {
  await desk?.close();
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
    const again = { ...message, submittedAt: new Date('2026-03-03T09:00:00Z') };
    await desk.node.file?.({ xml: writeOrder(desk.service, again), unchecked: true, sender });
    await soon(async () =>
      expect((await deliveries(message.orderId)).map(({ status }) => status)).toEqual([
        ...['accepted', 'quarantine', 'accepted', 'quarantine'],
      ]),
    );
  });

  test('у портала новое имя: сотрудник принимает отложенное, сказав почему; оно действует, и дальше имя известно', async () => {
    const { card, orderId } = await inWork();
    const sender = { mnemonic: 'PGU02', title: 'Портал под новым именем' };
    const say = (text: string) =>
      desk.node.file?.({ xml: writeOrder(desk.service, { kind: 'text', orderId, text }), unchecked: true, sender });
    await say('Под новым именем');
    const keeper = await keeperOfExchange(desk);
    const kept = await soon(async () => {
      const { items } = expected(await keeper.get('/api/admin/deliveries?text=PGU02'));
      expect(items).toMatchObject([{ kind: 'text', sender: 'PGU02', releasable: true, application: { id: card.id } }]);
      return items[0];
    });
    const release = (client: Client, resolution = 'Портал сменил мнемонику, письмо № 5') =>
      client.post(`/api/admin/deliveries/${kept.id}/release`, { resolution });
    expect((await release(registrar)).status).toBe(403);
    expect((await release(keeper, '     ')).status).toBe(400);
    expect((await release(keeper)).status).toBe(204);
    expect((await release(keeper)).status).toBe(404);
    const { items } = expected(await executor.get(`/api/applications/${card.id}/history?limit=100`));
    expect(items.slice(-2)).toMatchObject([
      {
        ...{ type: 'portalReleased', comment: 'Портал сменил мнемонику, письмо № 5' },
        ...{ title: 'Принято сообщение портала от другой системы: PGU02', actor: { name: expect.any(String) } },
      },
      { type: 'portalText', comment: 'Под новым именем', actor: null },
    ]);
    await say('Ещё раз');
    await soon(async () => expect(await deliveries('Ещё раз')).toEqual([{ status: 'accepted', reason: null }]));
    await desk.send({ kind: 'cancel', orderId, reason: 'Прежнее имя' });
    await soon(async () => expect(await deliveries('Прежнее имя')).toEqual([{ status: 'accepted', reason: null }]));
  });

  test('у поданной раньше отправитель не записан: первому написавшему верят, и дальше она его', async () => {
    const { card, orderId } = await inWork();
    await desk.server.database.execute(
      `update application set external_reference = external_reference - 'senders' where id = $1`,
      [card.id],
    );
    const say = (text: string, mnemonic: string) =>
      desk.node.file?.({
        ...{ xml: writeOrder(desk.service, { kind: 'text', orderId, text }), unchecked: true },
        sender: { mnemonic, title: mnemonic },
      });
    await say('Первое слово', 'FIRST');
    await soon(async () => expect(await deliveries('Первое слово')).toMatchObject([{ status: 'accepted' }]));
    await say('Второе слово', 'SECOND');
    await soon(async () => expect(await deliveries('Второе слово')).toMatchObject([{ status: 'quarantine' }]));
  });
});
