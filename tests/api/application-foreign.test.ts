import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ApplicationCard } from '../../core/src/api.gen.ts';
import {
  act,
  createApplication,
  expected,
  grantInput,
  newApplication,
  person,
  personNumber,
  plotAnswers,
  upload,
} from '../support/factories.ts';
import type { Answer, Client } from '../support/http-client.ts';
import { startServer, type TestServer } from '../support/server.ts';

/** S3: one body's people meet ids of another's everywhere; all foreign rows carry this word, and no answer ever does. */
const canary = 'Канарейкина';
let server: TestServer;
let registrar: Client;
let dispatcher: Client;
let superExecutor: Client;
let foreignSuper: Client;
const foreign: { card: ApplicationCard; userId: string; fileId: string; resultId: string; noticeId: string } =
  {} as never;

beforeAll(async () => {
  server = await startServer();
  registrar = await server.login('registrar');
  dispatcher = await server.login('dispatcher');
  superExecutor = await server.login('super');
  foreignSuper = await server.login('super2');
  const marked = {
    applicant: personNumber(1, { surname: canary, registrationAddress: canary }),
    submittedBy: { kind: 'person', surname: canary, name: canary },
    notification: { way: 'letter', address: canary },
    answers: plotAnswers({ landAddress: { text: canary, postalCode: '432001', region: canary }, otherInfo: canary }),
  };
  const draft = await createApplication(foreignSuper, marked);
  const file = await upload(foreignSuper, draft.id, { name: `${canary}.txt`, purpose: 'attachment' });
  const registered = await act(foreignSuper, draft, ['register', {}]);
  const input = { text: canary, message: canary };
  const card = await act(foreignSuper, registered, ['grant', { input }]);
  const notices = expected(await foreignSuper.get('/api/notices'));
  Object.assign(foreign, {
    card,
    userId: card.creator?.id,
    fileId: file.id,
    resultId: card.files.find((one) => one.purpose === 'result')?.id,
    noticeId: notices.items[0].id,
  });
  expect(JSON.stringify(card)).toContain(canary);
});
afterAll(() => server.close());

function silent(answer: Answer): Answer {
  expect(answer.text).not.toContain(canary);
  expect(answer.text).not.toContain(foreign.card.number);
  return answer;
}

describe('a foreign id in the path', () => {
  test.each<[string, string, unknown?]>([
    ['GET', ''],
    ['PATCH', '', { version: 1, answers: {} }],
    ['POST', '/actions/register', { version: 1 }],
    ['POST', '/actions/close', { version: 4 }],
    ['GET', '/history'],
    ['GET', '/candidates/assign'],
    ['GET', '/decision'],
    ['POST', '/decision/preview', {}],
    ['GET', '/files'],
    ['GET', '/receipt'],
    ['PUT', '/received-documents', { version: 4, items: [] }],
  ])('%s /api/applications/:id%s is not there', async (method, path, body) => {
    const options =
      body === undefined ? {} : { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } };
    const answer = silent(await superExecutor.send(method, `/api/applications/${foreign.card.id}${path}`, options));
    const absent = await superExecutor.send(
      method,
      `/api/applications/00000000-0000-4000-8000-000000000000${path}`,
      options,
    );
    expect([answer.status, answer.body.code]).toEqual([404, 'notFound']);
    // Not told from one that never was.
    expect({ ...answer.body, requestId: '' }).toEqual({ ...absent.body, requestId: '' });
  });

  test('files, notices and applicants', async () => {
    const paths: [string, string][] = [
      ['GET', `/api/files/${foreign.fileId}/content`],
      ['GET', `/api/files/${foreign.resultId}/content`],
      ['DELETE', `/api/applications/${foreign.card.id}/files/${foreign.fileId}`],
      ['POST', `/api/notices/${foreign.noticeId}/done`],
      ['GET', `/api/applicants/${foreign.card.applicantId}`],
    ];
    for (const [method, path] of paths) expect(silent(await superExecutor.send(method, path)).status, path).toBe(404);
  });

  test('a file of a foreign application through an application of one’s own', async () => {
    const own = await createApplication(superExecutor);
    const path = `/api/applications/${own.id}/files/${foreign.fileId}`;
    expect(silent(await superExecutor.delete(path)).status).toBe(404);
    expect((await foreignSuper.get(`/api/files/${foreign.fileId}/content`)).status).toBe(200);
  });
});

describe('a foreign id in the body', () => {
  test('of an employee', async () => {
    const registered = await act(registrar, await createApplication(registrar), ['register', {}]);
    const path = `/api/applications/${registered.id}/actions/assign`;
    const answer = silent(
      await dispatcher.post(path, { version: registered.version, input: { employee: foreign.userId } }),
    );
    expect(answer.status).toBe(404);
  });

  test('of a file', async () => {
    const deciding = await act(superExecutor, await createApplication(superExecutor), ['register', {}]);
    const path = `/api/applications/${deciding.id}/actions/grant`;
    for (const id of [foreign.fileId, '00000000-0000-4000-8000-000000000000']) {
      const answer = silent(
        await superExecutor.post(path, { version: deciding.version, input: { ...grantInput, files: [id] } }),
      );
      expect(answer.status).toBe(404);
    }
    const own = await upload(superExecutor, deciding.id, { name: 'записка.txt', purpose: 'attachment' });
    const answer = await superExecutor.post(path, {
      version: deciding.version,
      input: { ...grantInput, files: [own.id] },
    });
    expect([answer.status, answer.body.problems[0].field]).toEqual([422, 'files']);
  });
});

describe('a foreign id or word in the query', () => {
  test('finds nothing', async () => {
    const monitor = await server.login('monitor');
    expect(silent(await monitor.get(`/api/applications?executor=${foreign.userId}`)).status).toBe(404);
    const queries = [
      '',
      `applicant=${canary}`,
      `number=${foreign.card.number}`,
      'state=granted',
      'sort=applicant',
      'limit=100',
    ];
    for (const query of queries) {
      const { items } = silent(await monitor.get(`/api/applications?${query}`)).body;
      expect(items.map((row: { id: string }) => row.id)).not.toContain(foreign.card.id);
    }
    const counts = silent(await monitor.get(`/api/applications/counts?applicant=${canary}`)).body;
    expect(counts.items.every((one: { count: number }) => one.count === 0)).toBe(true);
    for (const path of ['/api/notices', '/api/notices?status=done', '/api/applicants?surname=Канар']) {
      silent(await superExecutor.get(path));
    }
  });

  test('a cursor taken from the other body’s list opens nothing', async () => {
    await createApplication(foreignSuper, { applicant: person({ surname: canary }) });
    const page = expected(await foreignSuper.get('/api/applications?limit=1'));
    expect(page.next).not.toBeNull();
    silent(await registrar.get(`/api/applications?limit=100&after=${page.next}`));
  });
});

test('a word of one’s own body is found: the silence above is not for want of data', async () => {
  await createApplication(registrar, newApplication({ applicant: personNumber(7, { surname: canary }) }));
  expect((await registrar.get(`/api/applications?applicant=${canary}`)).text).toContain(canary);
});
