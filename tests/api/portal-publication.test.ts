import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ApplicationCard } from '../../core/src/api.gen.ts';
import { usualLimits } from '../../core/src/connection/breaker.ts';
import { repeatEntry } from '../../core/src/outbox/rows.ts';
import type { JsonObject } from '../../plugins/sdk/src/index.ts';
import { publishService } from '../support/clock-definitions.ts';
import { act, createApplication, expected, plotAnswers } from '../support/factories.ts';
import type { Client } from '../support/http-client.ts';
import { arrived, filed, openPortalDesk, type PortalDesk, publications, soon } from '../support/portal.ts';

const status = (code: string) => ({ code });
const portal = {
  statuses: { registered: { code: '1', comment: 'Заявление принято под № {{application.number}}' } },
  phases: {
    ...{ received: status('1'), inProgress: status('2'), awaitingApproval: status('2'), withdrawn: status('9') },
    ...{ granted: status('3'), refused: status('4'), closed: status('5') },
  },
};

let desk: PortalDesk;
let registrar: Client;
let dispatcher: Client;
let executorId: string;
beforeAll(async () => {
  desk = await openPortalDesk('arch');
  await publishService(desk.server, { code: 'portalPlan', portal });
  registrar = await desk.server.login('registrar');
  dispatcher = await desk.server.login('dispatcher');
  executorId = (await (await desk.server.login('executor')).get('/api/me')).body.user.id;
});
afterAll(() => desk.close());

const inState = (title: string) => (card: ApplicationCard) => expect(card.stateTitle).toBe(title);

async function registered(): Promise<{ card: ApplicationCard; externalId: string }> {
  const message = filed({ service: 'portalPlan', answers: plotAnswers() as JsonObject });
  await desk.file(message);
  const card = await arrived(desk, registrar, [message.externalId, inState('Зарегистрировано')]);
  return { card, externalId: message.externalId };
}

const codes = (externalId: string) => desk.shown(externalId).map(({ code }) => code);

test('порталу называют его код состояния и пояснение услуги; отказ заявителя выполняет сам процесс', async () => {
  const { card, externalId } = await registered();
  await soon(() => expect(codes(externalId)).toEqual(['1']));
  expect(desk.shown(externalId)[0]).toMatchObject({
    text: `Заявление принято под № ${card.number}`,
    application: { externalId, number: card.number, service: 'portalPlan' },
  });
  await desk.file({ kind: 'cancel', externalId, reason: 'Передумала' });
  await arrived(desk, registrar, [externalId, (now) => expect(now.phase).toBe('withdrawn')]);
  await soon(() => expect(codes(externalId)).toEqual(['1', '9']));
});

test('портал лежит: подключение закрывается, сообщение ждёт и уходит один раз, когда портал вернулся', async () => {
  const { card, externalId } = await registered();
  await soon(() => expect(codes(externalId)).toEqual(['1']));
  await desk.goDown();
  await act(dispatcher, card, ['assign', { input: { employee: executorId } }]);
  const openedAt = async () => {
    const { rows } = await desk.server.database.execute(
      'select breaker_opened_at as at from connection where id = $1',
      [desk.connectionId],
    );
    return (rows[0] as { at: Date | null }).at;
  };
  await soon(async () => expect(await openedAt()).not.toBeNull());
  expect((await publications(registrar, card)).map((one) => one.status)).toEqual(['delivered', 'waiting']);
  await desk.comeBack();
  await soon(async () => {
    // A try that began while the portal was down may end after the clock was moved, and put the next one off again.
    if ((await openedAt()) !== null) desk.server.clock.advance(usualLimits.longest + 10_000);
    expect(codes(externalId)).toEqual(['2']);
  });
  await soon(async () => expect((await publications(registrar, card)).at(-1)?.status).toBe('delivered'));
  await soon(async () => expect(await openedAt()).toBeNull());
});

test('старое сообщение, отправленное вручную ещё раз, не идёт после нового', async () => {
  const { card, externalId } = await registered();
  await soon(() => expect(codes(externalId)).toEqual(['1']));
  desk.portal.play({ kind: 'refuse', reason: 'не сейчас' }, { kind: 'answer' });
  await act(dispatcher, card, ['assign', { input: { employee: executorId } }]);
  await soon(async () => expect((await publications(registrar, card)).at(-1)?.status).toBe('failed'));
  await desk.file({ kind: 'cancel', externalId, reason: 'Передумала' });
  await soon(() => expect(codes(externalId)).toEqual(['1', '9']));
  const refused = (await publications(registrar, card)).find((one) => one.status === 'failed');
  const entry = { topic: 'publication', ownerId: refused?.id ?? '' };
  const repeated = await desk.server.deps.database.asOwner((trx) => repeatEntry(trx, entry, desk.server.deps.clock()));
  expect(repeated).toBe(true);
  await soon(async () => {
    const one = (await publications(registrar, card)).find(({ id }) => id === refused?.id);
    expect(one).toMatchObject({ status: 'failed', deliveryText: 'Не передано: порталу уже сообщено более новое' });
  });
  expect(codes(externalId)).toEqual(['1', '9']);
});

test('переписка: что сказано заявителю, как дошло и что он написал – одним списком, сначала новое', async () => {
  const { card, externalId } = await registered();
  await soon(() => expect(codes(externalId)).toEqual(['1']));
  await desk.file({ kind: 'text', externalId, text: 'Когда будет готово?' });
  const read = async () =>
    expected(await registrar.get(`/api/applications/${card.id}/correspondence`)).items as Record<string, unknown>[];
  await soon(async () => expect((await read()).map(({ kind }) => kind)).toEqual(['portalText', 'status']));
  expect(await read()).toEqual([
    expect.objectContaining({ direction: 'in', way: 'portal', text: 'Когда будет готово?', status: 'received' }),
    expect.objectContaining({ direction: 'out', title: 'Зарегистрировано', status: 'delivered' }),
  ]);
  const byHand = await createApplication(registrar);
  const withdrawn = await act(registrar, await act(registrar, byHand, ['register', {}]), [
    'withdraw',
    { comment: 'Передумала' },
  ]);
  const { items } = expected(await registrar.get(`/api/applications/${withdrawn.id}/correspondence`));
  expect(items).toEqual([expect.objectContaining({ direction: 'out', way: 'email', status: 'todo', note: null })]);
});
