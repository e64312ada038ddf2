import { afterAll, beforeAll, expect, test } from 'vitest';
import { act, createApplication, expected, grantInput, upload } from '../support/factories.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

test('документы, на которых стоит опубликованное решение, не меняются; другие файлы приложить можно', async () => {
  const person = await server.login('super');
  const draft = await createApplication(person);
  const paper = { name: 'заявление.txt', purpose: 'document', document: 'applicationForm' };
  const { id } = await upload(person, draft.id, paper);
  const deciding = await act(person, draft, ['register', {}]);
  const published = await act(person, deciding, ['grant', { input: grantInput }]);
  expect(published.decision?.status).toBe('published');

  const removal = await person.delete(`/api/applications/${draft.id}/files/${id}`);
  expect([removal.status, removal.body.code]).toEqual([409, 'actionClosed']);
  expect(removal.body.detail).toContain('до публикации решения');
  const headers = { 'Content-Type': 'application/octet-stream' };
  const late = `/api/applications/${draft.id}/files?${new URLSearchParams({ ...paper, name: 'ещё.txt' })}`;
  expect((await person.send('POST', late, { body: 'Текст.', headers })).status).toBe(409);

  await upload(person, draft.id, { name: 'отметка о вручении.txt', purpose: 'attachment' });
  const { files } = expected(await person.get(`/api/applications/${draft.id}`));
  expect(files.map((file: { name: string }) => file.name)).toEqual(
    expect.arrayContaining(['заявление.txt', 'отметка о вручении.txt']),
  );
});
