import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ApplicationCard, RequestView } from '../../core/src/api.gen.ts';
import { findStored } from '../../core/src/connection/queries.ts';
import { takeDelivery } from '../../core/src/request/receive.ts';
import type { Delivery } from '../../plugins/sdk/src/index.ts';
import { expected } from '../support/factories.ts';
import type { Client } from '../support/http-client.ts';
import { askingCase, askUntil, openRegistryDesk, publishAsking, type RegistryDesk } from '../support/registry.ts';

/** An answer that was kept apart, for a person who finds out whose it is. */
let desk: RegistryDesk;
let clerk: Client;
let card: ApplicationCard;
let connectionId: string;
beforeAll(async () => {
  desk = await openRegistryDesk();
  const requests = [
    { code: 'extract', type: 'registryExtract' },
    { code: 'regional', type: 'regionalRequest' },
  ];
  await publishAsking(desk, 'asking', { requests });
  clerk = await desk.server.login('super');
  card = await askingCase(clerk, 'asking');
  const { rows } = await desk.server.database.execute(`select id from connection where code = 'registry'`);
  connectionId = (rows[0] as { id: string }).id;
});
afterAll(() => desk.close());

function waiting(): Promise<RequestView> {
  desk.emulator.play({ kind: 'silence' });
  return askUntil(clerk, card, { entry: 'extract', question: { number: '1234-56' }, status: 'waiting' });
}

/** A message that nobody here has asked for, as the engine takes one; gives its id at the desk. */
async function keptApart(content: unknown, changes: Partial<Delivery> = {}): Promise<string> {
  const stored = await findStored(desk.server.deps.database, connectionId);
  if (stored === undefined) throw new Error('the registry is connected');
  const messageId = randomUUID();
  await takeDelivery(desk.server.deps, stored, {
    messageId,
    original: Buffer.from(typeof content === 'string' ? content : JSON.stringify(content)),
    files: [],
    verdicts: [],
    outcome: { status: 'unreadable', reason: 'Неизвестно, чей это ответ' },
    ack: async () => undefined,
    ...changes,
  });
  const { items } = expected(await desk.admin.get('/api/admin/deliveries?limit=100'));
  return items.find((one: { messageId: string }) => one.messageId === messageId).id;
}

const assign = (id: string, request: number, resolution = 'Поставщик подтвердил по телефону') =>
  desk.admin.post(`/api/admin/deliveries/${id}/assign`, { request, resolution });
const read = async ({ id }: RequestView): Promise<RequestView> => expected(await clerk.get(`/api/requests/${id}`));

test('ничей ответ назначают запросу: он прочитан заново, с файлами, и в истории сказано, кто и почему', async () => {
  const request = await waiting();
  const file = { name: 'Выписка.txt', content: Buffer.from('Выписка.\n') };
  const id = await keptApart({ status: 'answered', answer: { found: true, text: 'Есть' } }, { files: [file] });
  expect((await assign(id, request.number)).status).toBe(204);
  const view = await read(request);
  expect(view).toMatchObject({ status: 'answered', answer: { found: true, text: 'Есть' } });
  expect(view.files.map(({ name, purpose }) => `${purpose} ${name}`)).toEqual(['answer Выписка.txt']);
  const content = await clerk.get(`/api/files/${view.files[0]?.id}/content`);
  expect(content.text).toBe('Выписка.\n');
  const { items } = expected(await clerk.get(`/api/applications/${card.id}/history?limit=100`));
  expect(items.at(-1)).toMatchObject({
    ...{ type: 'requestAnswered', comment: 'Поставщик подтвердил по телефону' },
    actor: { name: expect.stringContaining('Никитин') },
  });
  const { items: came } = expected(await clerk.get(`/api/requests/${request.id}/deliveries`));
  expect(came).toEqual([expect.objectContaining({ id, status: 'accepted' })]);
  expect((await assign(id, request.number)).status).toBe(404);
});

test('непрочитанное, с неверной подписью, не по форме и чужому запросу не назначается; запрос ждёт дальше', async () => {
  const request = await waiting();
  const answer = { status: 'answered', answer: { found: true } };
  const refused = async (id: string, number = request.number) => {
    const { status, body } = await assign(id, number);
    return `${status} ${body.detail}`;
  };
  expect(await refused(await keptApart('не JSON'))).toMatch(/^409 .*нельзя прочитать.*вручную/);
  const forged = await keptApart(answer, { verdicts: [{ valid: false, text: 'другой ключ' }] });
  expect(await refused(forged)).toMatch(/^409 Подпись ответа не верна: другой ключ/);
  const unfit = await keptApart({ status: 'answered', answer: { text: 1 } });
  expect(await refused(unfit)).toMatch(/^409 Ответ не соответствует своему виду/);
  const good = await keptApart(answer);
  expect(await refused(good, 999_999)).toMatch(/^404 Запроса № 999999 нет/);
  const question = { provider: 'zem', subject: 'Тема', comment: 'Текст' };
  const other = await askUntil(clerk, card, { entry: 'regional', question, status: 'waiting' });
  expect(await refused(good, other.number)).toMatch(/^409 .*через другое подключение/);
  expect((await assign(good, request.number, '    ')).status).toBe(400);
  expect(await read(request)).toMatchObject({ status: 'waiting', answer: null, files: [] });
  const cancelled = expected(await clerk.post(`/api/requests/${request.id}/cancel`, { version: request.version }));
  expect(await refused(good, cancelled.number)).toMatch(/^409 В состоянии «Отменён»/);
});
