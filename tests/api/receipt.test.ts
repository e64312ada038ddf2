import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newDraft } from '../support/draft.ts';
import type { Client } from '../support/http-client.ts';
import { pdfText } from '../support/pdf-text.ts';
import { newSnils } from '../support/people.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let registrar: Client;
beforeAll(async () => {
  server = await startServer();
  registrar = await server.login('registrar');
});
afterAll(() => server.close());

const passport = { document: 'identityDocument', title: 'Копия паспорта', form: 'copy', sheets: 2 };
const deed = { title: 'Договор купли-продажи', form: 'original', sheets: 7, copies: 2 };

describe('принятые бумаги', () => {
  test('перечень заменяется целиком, поднимает версию и остаётся в журнале', async () => {
    const { id, version } = await newDraft(registrar);
    const path = `/api/applications/${id}/received-documents`;
    const answer = await registrar.put(path, { version, items: [passport, deed] });
    expect(answer.status, answer.text).toBe(200);
    expect(answer.body).toEqual({
      version: version + 1,
      items: [
        { ...passport, copies: 1, returnedAt: null, returnedTo: null },
        { ...deed, document: null, returnedAt: null, returnedTo: null },
      ],
    });
    const returnedAt = '2025-03-12T09:00:00.000Z';
    const second = await registrar.put(path, { version: version + 1, items: [{ ...deed, returnedAt }] });
    expect(second.body.items).toEqual([{ ...deed, document: null, returnedAt, returnedTo: null }]);
    const card = (await registrar.get(`/api/applications/${id}`)).body;
    expect(card.receivedDocuments).toEqual(second.body.items);
    const types = await server.database.asOwner(async (trx) =>
      trx('application_event').where({ application_id: id }).orderBy('seq').pluck('type'),
    );
    expect(types).toEqual(['created', 'receivedDocumentsChanged', 'receivedDocumentsChanged']);
  });

  test('по старой версии – отказ, перечень цел', async () => {
    const { id, version } = await newDraft(registrar);
    const path = `/api/applications/${id}/received-documents`;
    await registrar.put(path, { version, items: [passport] });
    const late = await registrar.put(path, { version, items: [] });
    expect(late.status).toBe(409);
    expect(late.body).toMatchObject({ code: 'versionConflict', current: { version: version + 1 } });
    expect((await registrar.get(`/api/applications/${id}`)).body.receivedDocuments).toHaveLength(1);
  });

  test.each([
    ['чужой код документа', { ...passport, document: 'unknown' }, '/items/0/document'],
    ['пустое наименование', { ...deed, title: '  ' }, '/items/0/title'],
    ['возврат копии', { ...passport, returnedAt: '2025-03-12T09:00:00.000Z' }, '/items/0/returnedAt'],
    ['ноль листов', { ...deed, sheets: 0 }, '/items/0/sheets'],
    ['лишнее поле', { ...deed, id: 'x' }, '/items/0/id'],
  ])('%s: названо место', async (_what, item, pointer) => {
    const { id, version } = await newDraft(registrar);
    const answer = await registrar.put(`/api/applications/${id}/received-documents`, { version, items: [item] });
    expect(answer.status).toBe(400);
    expect(answer.body.problems.map((one: { pointer: string }) => one.pointer)).toEqual([pointer]);
  });

  test('другому ведомству заявки нет', async () => {
    const { id, version } = await newDraft(registrar);
    const stranger = await server.login('registrar2');
    const answer = await stranger.put(`/api/applications/${id}/received-documents`, { version, items: [] });
    expect(answer.status).toBe(404);
    expect((await stranger.get(`/api/applications/${id}/receipt`)).status).toBe(404);
  });
});

describe('подлинники', () => {
  const items = [passport, deed, { title: 'Доверенность', form: 'original', sheets: 1 }];

  async function taken() {
    const { id, version } = await newDraft(registrar);
    const path = `/api/applications/${id}/received-documents`;
    const listed = await registrar.put(path, { version, items });
    return { id, path, version: listed.body.version };
  }

  test('возвращены: какие, кому и когда; остальные ещё у нас, и реестр их находит', async () => {
    const { id, path, version } = await taken();
    const held = async () => {
      const { body } = await registrar.get('/api/applications?handover=originals&limit=100');
      return body.items.some((row: { id: string }) => row.id === id);
    };
    expect(await held()).toBe(true);
    const answer = await registrar.post(`${path}/returns`, { version, positions: [1], to: ' Носова Вера ' });
    expect(answer.status, answer.text).toBe(200);
    expect(answer.body.items.map((one: { returnedTo: string }) => one.returnedTo)).toEqual([null, 'Носова Вера', null]);
    expect(answer.body.items[1].returnedAt).toEqual(expect.any(String));
    expect(await held()).toBe(true);
    const rest = { version: answer.body.version, positions: [2], to: 'Носова Вера' };
    expect((await registrar.post(`${path}/returns`, rest)).status).toBe(200);
    expect(await held()).toBe(false);
    const { items: history } = (await registrar.get(`/api/applications/${id}/history`)).body;
    expect(history.at(-2)).toMatchObject({
      title: 'Возвращены подлинники: Договор купли-продажи',
      remarks: ['Кому: Носова Вера'],
    });
  });

  test.each([
    ['копию', [0], 409],
    ['чего в перечне нет', [7], 409],
    ['ничего', [], 400],
  ])('не возвращают %s', async (_what, positions, status) => {
    const { path, version } = await taken();
    const answer = await registrar.post(`${path}/returns`, { version, positions, to: 'Носова Вера' });
    expect(answer.status).toBe(status);
    const nameless = await registrar.post(`${path}/returns`, { version, positions: [1], to: '  ' });
    expect([nameless.status, nameless.body.problems[0].pointer]).toEqual([400, '/to']);
  });
});

describe('расписка', () => {
  test('называет орган, заявителя, каждую бумагу, итоги и того, кто принял', async () => {
    const applicant = { kind: 'person', surname: 'Ёлкина', name: 'Анна', snils: newSnils() };
    const submittedBy = { kind: 'person', surname: 'Носова', name: 'Вера' };
    const { id, version } = await newDraft(registrar, { applicant, submittedBy });
    await registrar.put(`/api/applications/${id}/received-documents`, { version, items: [passport, deed] });
    const answer = await registrar.get(`/api/applications/${id}/receipt`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('Content-Type')).toBe('application/pdf');
    expect(answer.headers.get('Content-Security-Policy')).toMatch(/^sandbox/);
    const text = pdfText(answer.bytes).replaceAll('-', '');
    for (const part of [
      'УПРАВЛЕНИЕАРХИТЕКТУРЫ',
      'РАСПИСКА',
      'Заявитель:ЁлкинаАнна',
      'Документыпредставил(а):НосоваВера',
      '1Копияпаспортакопия12—',
      '2Договоркуплипродажиподлинник27—',
      'Всегопринятодокументов:2,листов:16.',
      'СоколоваМаринаВикторовна',
    ]) {
      expect(text).toContain(part);
    }
  });

  test('без бумаг не выдаётся и говорит, что сделать', async () => {
    const { id } = await newDraft(registrar);
    const answer = await registrar.get(`/api/applications/${id}/receipt`);
    expect(answer.status).toBe(409);
    expect(answer.body.detail).toContain('Внесите их в перечень');
  });
});
