import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { ApplicationCard, RequestList } from '../../core/src/api.gen.ts';
import { createTreeApplication, treeAnswers } from '../support/city.ts';
import { publishService } from '../support/clock-definitions.ts';
import { act, createApplication, expected, personNumber } from '../support/factories.ts';
import type { Client } from '../support/http-client.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

const listOf = async (client: Client, { id }: ApplicationCard): Promise<RequestList> =>
  expected(await client.get(`/api/applications/${id}/requests`));
const entries = ({ kinds }: RequestList) => kinds.map(({ entry, open }) => `${entry} ${open}`);
const create = (client: Client, { id }: ApplicationCard, entry: string) =>
  client.post(`/api/applications/${id}/requests`, { entry, key: randomUUID(), send: true });

test('по варианту услуги спрашивают только то, что он перечисляет', async () => {
  const clerk = await server.login('super');
  const { variants } = server.deps.definitions.latest('service', 'landPlotPlan').content;
  const [person, ...others] = variants?.rows ?? [];
  const requests = ['one', 'two'].map((code) => ({ code, type: 'regionalRequest' }));
  await publishService(server, {
    ...{ code: 'perVariant', requests },
    variants: { ...variants, rows: [{ ...person, requests: ['two'] }, ...others] },
  });
  const draft = await createApplication(clerk, { service: 'perVariant', applicant: personNumber(1) });
  const card = await act(clerk, draft, ['register', {}]);
  expect(entries(await listOf(clerk, card))).toEqual(['two true']);
  const refused = await create(clerk, card, 'one');
  expect([refused.status, refused.body.code]).toEqual([409, 'actionClosed']);
  expect(refused.body.detail).toContain('обратился лично');
  expect((await clerk.get(`/api/applications/${card.id}/request-forms/one`)).status).toBe(409);
  expect((await clerk.get(`/api/applications/${card.id}/request-forms/nowhere`)).status).toBe(404);
});

test('запрос без формы уходит из заявки сам собой заполненным, и спрошенное ведомство его видит', async () => {
  const [registrar, executor] = [await server.login('city.registrar'), await server.login('city.executor')];
  const registered = await act(registrar, await createTreeApplication(registrar), ['register', {}]);
  const card = await act(executor, registered, ['assignToMe', {}]);
  expect(entries(await listOf(executor, card))).toEqual([
    'landHolder true',
    'cityPlanning false',
    'egrul false',
    'expertise false',
  ]);
  const { place } = treeAnswers() as { place: { text: string } };
  const sent = expected(await create(executor, card, 'landHolder'), 201);
  expect(sent.question).toMatchObject({ provider: 'zem', comment: place.text });
  const asked = await server.login('super2');
  await vi.waitFor(
    async () => {
      const { items } = expected(await asked.get('/api/incoming-requests'));
      expect(items.map((one: { subject: string }) => one.subject)).toContain(sent.question.subject);
    },
    { timeout: 30_000, interval: 50 },
  );
  const closed = await create(executor, card, 'cityPlanning');
  expect([closed.status, closed.body.code]).toEqual([409, 'actionClosed']);
});

test('у значения из заявки видно, откуда оно; вписанное сотрудником – его', async () => {
  const clerk = await server.login('super');
  const prefill = [
    { to: 'provider', convert: { as: 'const', value: 'zem' } },
    { to: 'subject', from: 'answers.cadastralNumber' },
    { to: 'comment', from: 'applicant.name' },
  ];
  await publishService(server, { code: 'filled', requests: [{ code: 'filled', type: 'regionalRequest', prefill }] });
  const draft = await createApplication(clerk, { service: 'filled', applicant: personNumber(2) });
  const { id } = await act(clerk, draft, ['register', {}]);
  const question = { comment: 'Своими словами' };
  const made = await clerk.post(`/api/applications/${id}/requests`, { entry: 'filled', key: randomUUID(), question });
  const view = expected(made, 201);
  expect(view.origins).toEqual({ '/provider': [], '/subject': ['answers.cadastralNumber'] });
  const changed = { ...view.question, subject: 'Другая тема' };
  const edited = await clerk.patch(`/api/requests/${view.id}`, { version: view.version, question: changed });
  expect(expected(edited).origins).toEqual({ '/provider': [] });
});
