import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import type { ApplicationCard, RequestView } from '../../core/src/api.gen.ts';
import { act, createApplication, expected, personNumber } from '../support/factories.ts';
import type { Client } from '../support/http-client.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { detachedSignature } from '../support/signature-samples.ts';
import { sendParts } from '../support/upload-parts.ts';

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
    { timeout: 30_000, interval: 50 },
  );
}

describe('Р-запрос', () => {
  test('форма предлагает ведомства, которые подключены, кроме своего', async () => {
    const { form } = expected(await clerk.get(`/api/applications/${card.id}/request-forms/regional`));
    const providers = form.schema.properties.provider.oneOf.map((one: { const: string }) => one.const);
    expect(providers.toSorted()).toEqual(['city', 'zem']);
  });

  test('уходит и ждёт ответа под именем «Новый»', async () => {
    const { id, status } = await create({ send: true });
    // It may have gone before the answer was read.
    expect(['queued', 'waiting']).toContain(status);
    const view = await settled(id, 'waiting');
    expect(view).toMatchObject({
      statusTitle: 'Новый',
      resultText: 'Запрос передан поставщику сведений',
      messageId: id,
      factTitles: { title: 'Наименование сведений', number: 'Регистрационный номер', sentAt: 'Дата поступления' },
      lookTitle: 'Просмотреть',
    });
  });

  test('с тем же ключом – тот же запрос', async () => {
    const key = randomUUID();
    const first = await create({ key });
    expect((await create({ key })).id).toBe(first.id);
  });

  test('номера заявителя с разделителями приходят в вопрос без них; и в заявке, которая хранит их так, как их прислали', async () => {
    const organisation = {
      kind: 'organisation',
      title: 'ООО «Ромашка»',
      ogrn: '1-02-77-00132195',
      inn: '7707 083 893',
    };
    const draft = await createApplication(clerk, { applicant: organisation, notification: { way: 'inPerson' } });
    const { id } = await act(clerk, draft, ['register', {}]);
    const path = `/api/applications/${id}/request-forms/egrul`;
    const asked = { ogrn: '1027700132195', innyul: '7707083893' };
    expect(expected(await clerk.get(path)).question).toMatchObject(asked);
    await server.database.asOwner((trx) =>
      trx('application')
        .where({ id })
        .update({ applicant: JSON.stringify(organisation) }),
    );
    expect(expected(await clerk.get(path)).question).toMatchObject(asked);
  });

  test('опустошённое исчезает из ответов', async () => {
    const draft = await create({ question: { ...question, comment: ' ' } });
    expect(draft.question).toEqual({ provider: question.provider, subject: question.subject });
    const change = { version: draft.version, question: { subject: null, comment: question.comment } };
    const edited = expected(await clerk.patch(`/api/requests/${draft.id}`, change));
    expect(edited.question).toEqual({ comment: question.comment });
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
    expect(kinds).toEqual([
      expect.objectContaining({ entry: 'regional', group: 'Запросы Р-сведения', open: true }),
      expect.objectContaining({ entry: 'egrul', group: 'Межведомственные запросы', open: false }),
    ]);
    const history = expected(await clerk.get(`/api/applications/${card.id}/history`));
    expect(history.items.map((one: { title: string }) => one.title)).toContain(
      'Отправлен запрос: Запрос сведений у ведомства региона',
    );
  });

  test('при выключенном подключении не предлагается: сказано почему и кто поможет', async () => {
    const admin = await server.login('admin');
    const connections = expected(await admin.get('/api/admin/connections')).items;
    const own = connections.find((one: { plugin: string }) => one.plugin === 'regional');
    const turn = async (enabled: boolean) => {
      const { title, settings } = own;
      const { items } = expected(await admin.get('/api/admin/connections'));
      const { version } = items.find((one: { id: string }) => one.id === own.id);
      expected(await admin.put(`/api/admin/connections/${own.id}`, { title, settings, enabled, version }));
    };
    onTestFinished(() => turn(true));
    await turn(false);
    const { kinds } = expected(await clerk.get(`/api/applications/${card.id}/requests`));
    const reason = `Подключение «${own.title}» выключено: администратор включает его в подключениях ведомства`;
    expect(kinds[0]).toMatchObject({ entry: 'regional', open: false, reason });
    const body = { entry: 'regional', key: randomUUID(), question };
    const refused = await clerk.post(`/api/applications/${card.id}/requests`, body);
    expect([refused.status, refused.body.detail]).toEqual([409, `${reason}.`]);
    await turn(true);
    const again = expected(await clerk.get(`/api/applications/${card.id}/requests`));
    expect(again.kinds[0]).toMatchObject({ entry: 'regional', open: true });
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

describe('ведомство, которое спросили', () => {
  let asked: Client;
  beforeAll(async () => {
    asked = await server.login('super2');
  });

  async function arrived(number: number) {
    return vi.waitFor(
      async () => {
        const { items } = expected(await asked.get('/api/incoming-requests'));
        const found = items.find((one: { askerNumber: string }) => one.askerNumber === String(number));
        expect(found).toBeDefined();
        return found;
      },
      { timeout: 30_000, interval: 50 },
    );
  }

  test('видит запрос, но не заявку, отвечает с файлом, и ответ приходит к тому, кто спрашивал', async () => {
    const draft = await create();
    const headers = { 'Content-Type': 'application/octet-stream' };
    const body = new TextEncoder().encode('Схема участка.\n');
    const scheme = await sendParts(clerk, { name: 'схема.txt', content: body });
    const file = `/api/requests/${draft.id}/files?${new URLSearchParams({ ...scheme, description: 'Схема' })}`;
    const withFile = expected(await clerk.send('POST', file, { headers }), 201);
    expect(expected(await clerk.send('POST', file, { headers }), 201).files).toEqual(withFile.files);
    expected(await clerk.post(`/api/requests/${draft.id}/send`, { version: withFile.version }));
    const { id, version } = await arrived(draft.number);
    const view = expected(await asked.get(`/api/incoming-requests/${id}`));
    expect(view).toMatchObject({ asker: { code: 'arch' }, subject: question.subject, statusTitle: 'Новый' });
    expect(view.files).toEqual([
      expect.objectContaining({ name: 'схема.txt', description: 'Схема', side: 'question' }),
    ]);
    const [{ id: fileId }] = view.files;
    const content = await asked.get(`/api/incoming-requests/${id}/files/${fileId}/content`);
    expect(content.text).toBe('Схема участка.\n');
    expect((await asked.get(`/api/applications/${card.id}`)).status).toBe(404);

    const taken = expected(await asked.post(`/api/incoming-requests/${id}/take`, { version }));
    expect(taken.statusTitle).toBe('В работе');
    const extract = await sendParts(asked, { name: 'выписка.txt', content: body });
    const answerFile = `/api/incoming-requests/${id}/files?${new URLSearchParams(extract)}`;
    const ready = expected(await asked.send('POST', answerFile, { headers }), 201);
    expect(expected(await asked.send('POST', answerFile, { headers }), 201).files).toEqual(ready.files);
    const answer = { version: ready.version, answer: { text: 'Выписка приложена.' } };
    expect(expected(await asked.post(`/api/incoming-requests/${id}/answer`, answer)).statusTitle).toBe('Исполнено');

    const done = await settled(draft.id, 'answered');
    expect(done).toMatchObject({ statusTitle: 'Исполнено', answer: { text: 'Выписка приложена.' } });
    expect(done.files.map(({ name, purpose }) => `${purpose} ${name}`)).toEqual([
      'request схема.txt',
      'answer выписка.txt',
    ]);
    const again = await asked.post(`/api/incoming-requests/${id}/answer`, answer);
    expect(again.status).toBe(409);
  });

  test('отказывает только с объяснением, и отказ приходит его словами', async () => {
    const draft = await create({ send: true });
    const { id, version } = await arrived(draft.number);
    const silent = await asked.post(`/api/incoming-requests/${id}/answer`, { version, refuse: true });
    expect([silent.status, silent.body.problems[0].pointer]).toEqual([422, '/text']);
    const text = 'Таких сведений у комитета нет.';
    expected(await asked.post(`/api/incoming-requests/${id}/answer`, { version, refuse: true, text }));
    expect(await settled(draft.id, 'refused')).toMatchObject({ resultText: text, statusTitle: 'Отказ поставщика' });
  });

  test.each([
    ['подписью ведомства – верна', true],
    ['не по ГОСТ – непроверяема', false],
  ])('подпись запроса видна тому, кого спросили, и проверена у него: %s', async (_, own) => {
    const draft = await create();
    const prepared = expected(await clerk.post(`/api/requests/${draft.id}/prepare`, { version: draft.version }));
    expect(prepared).toMatchObject({ status: 'prepared', resultText: 'Ваш запрос успешно выполнен' });
    const headers = { 'Content-Type': 'application/octet-stream' };
    const { bytes } = await clerk.get(`/api/files/${prepared.prepared.id}/content`);
    const [{ id: arch }] = await server.database.asOwner((trx) =>
      trx('organisation').where({ code: 'arch' }).select('id'),
    );
    const signer = own ? await server.deps.connections.findSigner(arch) : undefined;
    const cms = signer ? await signer.sign(bytes, 'cms') : detachedSignature();
    const signature = { body: new Uint8Array(cms), headers };
    expected(await clerk.send('POST', `/api/files/${prepared.prepared.id}/signatures?name=a.sig`, signature), 201);
    const signed = await read(draft.id);
    expect(signed).toMatchObject({ status: 'signed', statusTitle: 'Подписан' });
    expected(await clerk.post(`/api/requests/${draft.id}/send`, { version: signed.version }));
    const { id } = await arrived(draft.number);
    const view = expected(await asked.get(`/api/incoming-requests/${id}`));
    expect(view.signature.verdict).toMatchObject({ valid: own, status: own ? 'valid' : 'unknown' });
  });

  test('с подписью, о которой известно, что она не верна, запрос не уходит, пока её не заменят', async () => {
    const draft = await create();
    const { prepared } = expected(await clerk.post(`/api/requests/${draft.id}/prepare`, { version: draft.version }));
    const [{ id: arch }] = await server.database.asOwner((trx) =>
      trx('organisation').where({ code: 'arch' }).select('id'),
    );
    const signer = await server.deps.connections.findSigner(arch);
    const attach = async (content: Uint8Array) => {
      const cms = await signer?.sign(content, 'cms');
      const headers = { 'Content-Type': 'application/octet-stream' };
      const path = `/api/files/${prepared.id}/signatures?name=a.sig`;
      return expected(await clerk.send('POST', path, { body: new Uint8Array(cms ?? []), headers }), 201);
    };
    const { verdict } = await attach(new TextEncoder().encode('что-то другое'));
    expect(verdict.status).toBe('broken');
    const refused = await clerk.post(`/api/requests/${draft.id}/send`, { version: (await read(draft.id)).version });
    expect([refused.status, refused.body.code]).toEqual([409, 'stateConflict']);
    expect(refused.body.detail).toContain('не верна');
    await attach((await clerk.get(`/api/files/${prepared.id}/content`)).bytes);
    expected(await clerk.post(`/api/requests/${draft.id}/send`, { version: (await read(draft.id)).version }));
    await arrived(draft.number);
  });

  test('ответ без текста не уходит, чужой запрос не виден', async () => {
    const draft = await create({ send: true });
    const { id, version } = await arrived(draft.number);
    const empty = await asked.post(`/api/incoming-requests/${id}/answer`, { version, answer: {} });
    expect([empty.status, empty.body.problems[0].pointer]).toEqual([422, '/answer/text']);
    expect((await clerk.get(`/api/incoming-requests/${id}`)).status).toBe(404);
  });
});
