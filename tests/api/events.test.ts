import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import type { DraftPlace, DraftView } from '../../core/src/api.gen.ts';
import { together } from '../../core/src/db-batch.ts';
import { announce } from '../../core/src/events/rows.ts';
import { type EventClient, openEvents } from '../support/event-client.ts';
import { expected } from '../support/factories.ts';
import type { Client } from '../support/http-client.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { requestToAnswer } from '../support/walk-cases.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

async function listenAs(client: Client, lastEventId?: string): Promise<EventClient> {
  const events = await openEvents(server.url, client, lastEventId);
  onTestFinished(() => events.close());
  return events;
}

const idOf = async (table: string, where: object): Promise<string> => {
  const row = await server.database.asOwner((trx) => trx(table).where(where).first('id'));
  return row.id;
};

interface Made {
  readonly id: string;
  readonly organisationId: string;
}

/** An application as the policy sees it, written past the door: what is tested here is who hears of it. */
async function insertApplication(body: string, creator: string, phase = 'received'): Promise<Made> {
  const id = randomUUID();
  const organisationId = await idOf('organisation', { code: body });
  const row = {
    id,
    organisation_id: organisationId,
    service_code: 'landPlotPlan',
    service_version_id: await idOf('definition_version', { kind: 'service', code: 'landPlotPlan' }),
    workflow_version_id: await idOf('definition_version', { kind: 'workflow', code: 'doverie' }),
    state: 'registered',
    phase,
    creator_id: await idOf('user_account', { login: creator }),
  };
  await server.database.asOwner((trx) => trx('application').insert(row));
  return { id, organisationId };
}

function tell({ id, organisationId }: Made, version: number, fail = false): Promise<void> {
  return server.database.inBodies([organisationId], async (trx) => {
    await together(trx, [announce({ organisationId, applicationId: id, version, state: 'registered' })]);
    if (fail) throw new Error('отмена');
  });
}

describe('поток событий', () => {
  test('говорит об изменении тому, кто видит заявку, после фиксации транзакции', async () => {
    const events = await listenAs(await server.login('registrar'));
    const made = await insertApplication('arch', 'registrar');
    await expect(tell(made, 6, true)).rejects.toThrow('отмена');
    await tell(made, 7);
    await tell(made, 8);
    const heard = await events.until('change', 2);
    expect(heard.map(({ data }) => data)).toEqual([
      { organisationId: made.organisationId, applicationId: made.id, version: 7, state: 'registered' },
      { organisationId: made.organisationId, applicationId: made.id, version: 8, state: 'registered' },
    ]);
  });

  test('кто открыл черновик и что сохранил, слышат все, кто правит определения, и больше никто', async () => {
    const admin = await server.login('admin');
    const begin = { kind: 'service', from: 'published', code: 'treeFellingPermit' };
    const { id }: DraftPlace = expected(await admin.post('/api/admin/drafts', begin), 201);
    const editor = await listenAs(await server.login('admin'));
    const clerk = await listenAs(await server.login('registrar'));
    const { content }: DraftView = expected(await admin.get(`/api/admin/drafts/${id}`));
    const changes = [{ op: 'set', at: '/title', before: content.title, after: 'Другое' }];
    const steps = { revision: 0, steps: [{ label: 'Название', changes }] };
    expected(await admin.put(`/api/admin/drafts/${id}/presence`, {}), 204);
    expected(await admin.post(`/api/admin/drafts/${id}/steps`, steps));
    expected(await admin.delete(`/api/admin/drafts/${id}/presence`), 204);
    const heard = await editor.until('draft', 3);
    expect(heard.map(({ data: { draftId, said, revision } }) => [draftId, said, revision])).toEqual([
      [id, 'here', null],
      [id, 'saved', 1],
      [id, 'left', null],
    ]);
    const missed = await admin.get(`/api/admin/drafts/${id}/steps?after=0`);
    expect(expected(missed)).toMatchObject({ revision: 1, missed: [{ revision: 1, label: 'Название', mine: true }] });
    expect(expected(await admin.get(`/api/admin/drafts/${id}/steps?after=1`)).missed).toEqual([]);
    // What is said after all that has come to the clerk, and nothing of it has.
    await tell(await insertApplication('arch', 'registrar'), 1);
    await clerk.until('change');
    expect(clerk.raw()).not.toContain(id);
    expect((await admin.put(`/api/admin/drafts/${randomUUID()}/presence`, {})).status).toBe(404);
  });

  test('что пришёл Р-запрос и что с ним сделали, слышат те, кто отвечает за ведомство, и больше никто', async () => {
    const colleague = await server.login('super2');
    const inbox = await listenAs(colleague);
    const others = [await listenAs(await server.login('registrar2')), await listenAs(await server.login('super'))];
    await requestToAnswer(server, 'Сведения об участке');
    const [came] = await inbox.until('incoming');
    const id: string = came?.data.incomingRequestId;
    const { version } = expected(await colleague.get(`/api/incoming-requests/${id}`));
    expected(await colleague.post(`/api/incoming-requests/${id}/take`, { version }));
    expect((await inbox.until('incoming', 2)).map(({ data }) => data)).toEqual([
      { incomingRequestId: id },
      { incomingRequestId: id },
    ]);
    const seen = await insertApplication('zem', 'registrar2');
    await tell(seen, 1);
    await others[0]?.until('change');
    for (const other of others) expect(other.raw()).not.toContain(id);
  });

  test('молчит о чужих органах и о том, чего сотрудник не видит: ни номера, ни буквы', async () => {
    const registrar2 = await listenAs(await server.login('registrar2'));
    const executor = await listenAs(await server.login('executor'));
    const dispatcher = await listenAs(await server.login('dispatcher'));
    const foreign = await insertApplication('arch', 'registrar');
    const draft = await insertApplication('arch', 'registrar', 'draft');
    const own = await insertApplication('zem', 'registrar2');
    await tell(foreign, 1);
    await tell(draft, 1);
    await tell(own, 1);
    // events go out in the order they came in, so what was not heard before this one never will be
    await registrar2.until('change');
    expect(registrar2.heard.map(({ data }) => data.applicationId)).toEqual([own.id]);
    for (const id of [foreign.id, draft.id, foreign.organisationId]) expect(registrar2.raw()).not.toContain(id);
    expect((await dispatcher.until('change')).map(({ data }) => data.applicationId)).toEqual([foreign.id]);
    // a dispatcher does not see drafts, an executor sees only what is assigned to them
    expect(dispatcher.raw()).not.toContain(draft.id);
    expect(executor.heard).toEqual([]);
  });

  test('после обрыва велит перечитать показанное, даже если до него ничего не пришло', async () => {
    const client = await server.login('registrar');
    const fresh = await listenAs(client);
    await vi.waitFor(() => expect(fresh.raw()).toMatch(/^id: .*\n/), 30_000);
    const [, last = ''] = /^id: (.*)\n/.exec(fresh.raw()) ?? [];
    const back = await listenAs(client, last);
    await back.until('resync');
    expect(fresh.heard).toEqual([]);
  });

  test('переживает обрыв соединения с базой и велит перечитать', async () => {
    const events = await listenAs(await server.login('registrar'));
    await server.database.execute(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'reglament listener' and datname = current_database()",
    );
    await events.until('resync');
    const made = await insertApplication('arch', 'registrar');
    await tell(made, 3);
    expect((await events.until('change'))[0]?.data.applicationId).toBe(made.id);
  });

  test('отдаётся как поток, который не хранят и не задерживают', async () => {
    const client = await server.login('registrar');
    const cookie = [...client.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const abort = new AbortController();
    const response = await fetch(`${server.url}/api/events`, { headers: { Cookie: cookie }, signal: abort.signal });
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    abort.abort();
  });

  test('без входа не открывается', async () => {
    expect((await server.client().get('/api/events')).status).toBe(401);
  });

  test('закрытый браузером, места не занимает', async () => {
    const before = server.deps.events.size();
    const events = await openEvents(server.url, await server.login('monitor'));
    await vi.waitFor(() => expect(server.deps.events.size()).toBe(before + 1), 30_000);
    events.close();
    await vi.waitFor(() => expect(server.deps.events.size()).toBe(before), { timeout: 30_000 });
  });

  test('у одного сотрудника не больше двадцати; лишний получает понятный отказ', async () => {
    const client = await server.login('approver');
    const many: EventClient[] = [];
    for (let n = 0; n < 20; n += 1) many.push(await listenAs(client));
    expect(many.map(({ status }) => status)).toEqual(many.map(() => 200));
    const refused = await client.get('/api/events');
    expect(refused).toMatchObject({ status: 429, body: { code: 'tooManyStreams' } });
    expect((await listenAs(await server.login('dispatcher'))).status).toBe(200);
  });
});

describe('поток кончается с сеансом', () => {
  const enders: Readonly<Record<string, (client: Client) => Promise<unknown>>> = {
    'при выходе': (client) => client.delete('/api/session'),
    'при блокировке учётной записи': () =>
      server.database.asOwner((trx) =>
        trx('user_account').where({ login: 'super' }).update({ disabled_at: trx.fn.now() }),
      ),
    'при истечении срока': async () => {
      await server.database.asOwner((trx) =>
        trx('session').update({ expires_at: trx.raw("now() - interval '1 day'") }),
      );
      await server.database.asOwner((trx) => trx('session').delete());
    },
  };

  test.each(Object.keys(enders))('%s', async (name) => {
    await server.database.asOwner((trx) => trx('user_account').where({ login: 'super' }).update({ disabled_at: null }));
    const client = await server.login('super');
    const events = await listenAs(client);
    expect(events.status).toBe(200);
    await enders[name]?.(client);
    await events.untilEnded();
    const made = await insertApplication('arch', 'super');
    await tell(made, 1);
    expect(events.raw()).not.toContain(made.id);
  });

  test('отобранная роль действует на открытый поток сразу', async () => {
    const events = await listenAs(await server.login('monitor'));
    const witness = await listenAs(await server.login('registrar'));
    const before = await insertApplication('arch', 'registrar');
    await tell(before, 1);
    await events.until('change');
    const userId = await idOf('user_account', { login: 'monitor' });
    await server.database.asOwner((trx) => trx('user_role').where({ user_id: userId }).delete());
    const after = await insertApplication('arch', 'registrar');
    await tell(after, 1);
    await witness.until('change', 2);
    expect(events.raw()).toContain(before.id);
    expect(events.raw()).not.toContain(after.id);
  });
});
