import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { appendEvent } from '../../core/src/journal/rows.ts';
import { insertApplications } from '../support/database-rows.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let mine: string;
let foreign: string;

beforeAll(async () => {
  server = await startServer();
  mine = await withJournal('arch');
  foreign = await withJournal('zem');
});
afterAll(() => server.close());

const at = new Date('2026-11-20T09:30:00.000Z');

async function withJournal(body: string): Promise<string> {
  const { organisationId, userId, versionId } = await server.database.asOwner(async (trx) => {
    const organisation = await trx('organisation').where({ code: body }).first('id');
    const user = await trx('user_account').where({ login: 'registrar' }).first('id');
    const version = await trx('definition_version').where({ kind: 'workflow', code: 'doverie' }).first('id');
    return { organisationId: organisation.id, userId: user.id, versionId: version.id };
  });
  const [applicationId = ''] = await insertApplications(server.database, { organisationId, userId, versionId }, 1);
  const event = { applicationId, organisationId, actorId: userId, at };
  await server.database.inBodies([organisationId], async (trx) => {
    await appendEvent(trx, { ...event, type: 'created', payload: { note: `канарейка ${body}` } });
    await appendEvent(trx, { ...event, type: 'edited', payload: { area: 12 } });
  });
  return applicationId;
}

describe('GET /api/admin/journal', () => {
  test('показывает администратору журнал заявки его органа, и просмотр остаётся на записи', async () => {
    const admin = await server.login('admin');
    const answer = await admin.get(`/api/admin/journal?application=${mine}`);
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      applicationId: mine,
      events: [
        { seq: 1, type: 'created', at: at.toISOString(), payload: { note: 'канарейка arch' }, destroyedAt: null },
        {
          seq: 2,
          type: 'edited',
          actor: { name: 'Соколова Марина Викторовна' },
          chainHash: expect.stringMatching(/^[0-9a-f]{64}$/),
        },
      ],
    });
    await server.deps.accessLog.flush();
    const views = await server.database.asOwner((trx) =>
      trx('access_log').where({ subject_id: mine, action: 'journal' }),
    );
    expect(views).toHaveLength(1);
    expect(views[0].request_id).toBe(answer.headers.get('X-Request-Id'));
  });

  test('отдаётся по страницам', async () => {
    const admin = await server.login('admin');
    const first = await admin.get(`/api/admin/journal?application=${mine}&limit=1`);
    expect(first.body).toMatchObject({ events: [{ seq: 1 }], next: 1 });
    const last = await admin.get(`/api/admin/journal?application=${mine}&limit=1&after=1`);
    expect(last.body).toMatchObject({ events: [{ seq: 2 }], next: null });
  });

  test('журнала чужого органа не существует', async () => {
    const admin = await server.login('admin');
    const answer = await admin.get(`/api/admin/journal?application=${foreign}`);
    expect(answer.status).toBe(404);
    expect(answer.text).not.toContain('канарейка');
    const nothing = await admin.get(`/api/admin/journal?application=${randomUUID()}`);
    expect({ ...answer.body, requestId: '' }).toEqual({ ...nothing.body, requestId: '' });
  });

  test.each(['', '?application=1', "?application=' or 1=1", `?application=${'0'.repeat(36)}`])(
    'на «%s» – понятный отказ',
    async (query) => {
      const answer = await (await server.login('admin')).get(`/api/admin/journal${query}`);
      expect(answer).toMatchObject({ status: 400, body: { code: 'invalidQuery' } });
    },
  );

  test('без разрешения не показывается', async () => {
    const answer = await (await server.login('registrar')).get(`/api/admin/journal?application=${mine}`);
    expect(answer).toMatchObject({ status: 403, body: { code: 'forbidden' } });
  });
});
