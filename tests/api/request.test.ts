import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { ApplicationCard, RequestView } from '../../core/src/api.gen.ts';
import { act, createApplication, expected, personNumber } from '../support/factories.ts';
import type { Client } from '../support/http-client.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let clerk: Client;
let card: ApplicationCard;
beforeAll(async () => {
  server = await startServer();
  clerk = await server.login('super');
  const draft = await createApplication(clerk, { applicant: personNumber(1) });
  card = await act(clerk, draft, ['register', {}]);
});
afterAll(() => server.close());

const question = { provider: 'zem', subject: 'Сведения об участке', comment: 'Пришлите выписку по участку.' };

async function create(body: Record<string, unknown> = {}, status = 201): Promise<RequestView> {
  const all = { entry: 'regional', key: randomUUID(), question, ...body };
  return expected(await clerk.post(`/api/applications/${card.id}/requests`, all), status);
}

const read = async (id: string): Promise<RequestView> => expected(await clerk.get(`/api/requests/${id}`));

function settled(id: string, status: string): Promise<RequestView> {
  return vi.waitFor(
    async () => {
      const view = await read(id);
      expect(view.status, JSON.stringify(view)).toBe(status);
      return view;
    },
    { timeout: 20_000, interval: 50 },
  );
}

describe('Р-запрос', () => {
  test('форма предлагает ведомства, которые подключены, кроме своего', async () => {
    const { form } = expected(await clerk.get(`/api/applications/${card.id}/request-forms/regional`));
    const providers = form.schema.properties.provider.oneOf.map((one: { const: string }) => one.const);
    expect(providers).toEqual(['zem']);
  });

  test('уходит и ждёт ответа под именем «Новый»', async () => {
    const { id, status } = await create({ send: true });
    expect(status).toBe('queued');
    const view = await settled(id, 'waiting');
    expect(view).toMatchObject({
      statusTitle: 'Новый',
      resultText: 'Запрос передан поставщику сведений',
      messageId: id,
    });
  });

  test('с тем же ключом – тот же запрос', async () => {
    const key = randomUUID();
    const first = await create({ key });
    expect((await create({ key })).id).toBe(first.id);
  });

  test('неполный не уходит, а черновиком остаётся', async () => {
    const draft = await create({ question: { provider: 'zem' } });
    expect(draft).toMatchObject({ status: 'draft', actions: ['edit', 'prepare', 'send', 'cancel'] });
    const refused = await clerk.post(`/api/requests/${draft.id}/send`, { version: draft.version });
    expect([refused.status, refused.body.code]).toEqual([422, 'invalidAnswers']);
    expect(refused.body.problems.map((one: { pointer: string }) => one.pointer)).toEqual([
      '/question/subject',
      '/question/comment',
    ]);
    expect((await read(draft.id)).status).toBe('draft');
  });

  test('виден на карточке и в истории заявки', async () => {
    const { id } = await create({ send: true });
    await settled(id, 'waiting');
    const { items, kinds } = expected(await clerk.get(`/api/applications/${card.id}/requests`));
    expect(items.map((one: { id: string }) => one.id)).toContain(id);
    expect(kinds).toEqual([expect.objectContaining({ entry: 'regional', group: 'Запросы Р-сведения', open: true })]);
    const history = expected(await clerk.get(`/api/applications/${card.id}/history`));
    expect(history.items.map((one: { title: string }) => one.title)).toContain(
      'Отправлен запрос: Запрос сведений у ведомства региона',
    );
  });

  test('изменённый тем временем не отправляется', async () => {
    const draft = await create();
    const edited = await clerk.patch(`/api/requests/${draft.id}`, { version: draft.version, question });
    expect(edited.status).toBe(200);
    const refused = await clerk.post(`/api/requests/${draft.id}/send`, { version: draft.version });
    expect([refused.status, refused.body.code]).toEqual([409, 'versionConflict']);
  });

  test('отменённый больше не отправляется', async () => {
    const draft = await create();
    const cancelled = expected(await clerk.post(`/api/requests/${draft.id}/cancel`, { version: draft.version }));
    expect(cancelled).toMatchObject({ status: 'cancelled', actions: [] });
  });
});
