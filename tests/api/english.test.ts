import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApplication } from '../support/factories.ts';
import type { Client } from '../support/http-client.ts';
import { startServer, type TestServer } from '../support/server.ts';

const english = { headers: { 'Accept-Language': 'en' } };
const russian = /[А-Яа-яЁё]/;

let server: TestServer;
let registrar: Client;
beforeAll(async () => {
  server = await startServer();
  registrar = await server.login('registrar');
});
afterAll(() => server.close());

describe('кто читает по-английски', () => {
  test('отказ: и название, и что делать, и что не так в поле', async () => {
    const path = '/api/applications/6f1d3c52-2b0e-4e55-9f0c-0d5c5a3a7b11';
    const lost = await registrar.get(path, english);
    expect(lost.body).toMatchObject({ code: 'notFound', title: 'Not found' });
    expect(lost.body.detail).toBe('The record is not found or not available to you.');
    const wrong = await registrar.post('/api/applications', { service: 5 }, english);
    expect(wrong.body.problems).toEqual([
      expect.objectContaining({ field: 'service', message: 'The value must be a text' }),
    ]);
    expect((await registrar.get(path)).body.title).toBe('Не найдено');
    expect((await registrar.get(path, { headers: { 'Accept-Language': 'en, ru;q=0.5' } })).body.title).toBe(
      'Не найдено',
    );
  });

  test('заявка: почему нельзя и почему такая дата – по-английски, а что написали люди – как написали', async () => {
    const { id } = await createApplication(registrar);
    const read = async (part = '', how = english) => (await registrar.get(`/api/applications/${id}${part}`, how)).body;
    const draft = await read();
    const reasons = draft.actions.filter(({ open }: { open: boolean }) => !open);
    expect(reasons.length).toBeGreaterThan(2);
    for (const { title, reason } of reasons) expect(`${title}: ${reason.text}`).not.toMatch(russian);
    expect(draft.applicant.surname).toMatch(russian);
    const { version } = draft;
    const done = await registrar.post(`/api/applications/${id}/actions/register`, { version }, english);
    expect(done.status).toBe(200);
    const { term, closed, stateTitle, number } = await read();
    expect(stateTitle).toBe('Registered');
    expect(number).toMatch(russian);
    expect(term.trace.length).toBeGreaterThan(2);
    for (const line of [...term.trace, ...Object.values(closed)]) if (line !== null) expect(line).not.toMatch(russian);
    const { items } = await read('/history');
    expect(items.map(({ title }: { title: string }) => title)).toEqual(
      expect.arrayContaining(['Application created', 'Registered']),
    );
    expect((await read('/history', { headers: { 'Accept-Language': 'ru' } })).items[0].title).toMatch(russian);
  });
});
