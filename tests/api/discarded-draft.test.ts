import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { ApplicationCard, ApplicationRow, HistoryEntry } from '../../core/src/api.gen.ts';
import { tidyDrafts } from '../../core/src/application/discard/schedule.ts';
import {
  act,
  createApplication,
  decidingApplication,
  expected,
  grantInput,
  personNumber,
  plotAnswers,
  readCard,
  upload,
} from '../support/factories.ts';
import type { Client } from '../support/http-client.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { tablesWith } from '../support/whole-database.ts';

const DAY = 86_400_000;
/** Stand nowhere else. */
const SURNAME = 'Черновикова';
const PLACE = 'Забывайкино';
const WORDS = [SURNAME, PLACE];

let server: TestServer;
const people: Record<'registrar' | 'registrar2' | 'dispatcher' | 'executor' | 'approver' | 'monitor', Client> =
  {} as never;
beforeAll(async () => {
  server = await startServer({ env: { DRAFT_DAYS: '100' } });
  for (const login of ['registrar', 'registrar2', 'dispatcher', 'executor', 'approver', 'monitor'] as const)
    people[login] = await server.login(login);
});
afterAll(() => server?.close());

type Place = Pick<ApplicationCard, 'id' | 'version'>;

const discard = (client: Client, { id, version }: Place) => client.post(`/api/applications/${id}/discard`, { version });
const restore = (client: Client, { id, version }: Place) => client.post(`/api/applications/${id}/restore`, { version });
const discarded = async (client: Client, place: Place): Promise<ApplicationCard> =>
  expected(await discard(client, place));

async function rowOf(client: Client, id: string, query = ''): Promise<ApplicationRow | undefined> {
  const { items } = expected(await client.get(`/api/applications?limit=100${query}`));
  return (items as ApplicationRow[]).find((row) => row.id === id);
}

async function draftsOf(client: Client): Promise<number> {
  const { items } = expected(await client.get('/api/applications/counts'));
  return items.find((one: { tab: string }) => one.tab === 'drafts').count;
}

async function historyOf(client: Client, id: string): Promise<HistoryEntry[]> {
  return expected(await client.get(`/api/applications/${id}/history?limit=200`)).items;
}

const night = () => tidyDrafts(server.deps, new AbortController().signal);

/** Everybody's session ends meanwhile. */
async function days(count: number): Promise<Client> {
  server.clock.advance(count * DAY);
  return server.login('registrar');
}

/** Chains of the journal are whole, and nobody has changed what they hold. */
async function expectWholeJournal(): Promise<void> {
  const admin = await server.login('admin');
  expect(expected(await admin.get('/api/admin/journal/check'))).toMatchObject({
    applications: { badRows: 0 },
    administration: { firstBad: null },
  });
}

test('удалённый черновик уходит из всех списков и счётчиков, восстановленный возвращается, как был', async () => {
  const { registrar, monitor } = people;
  const draft = await createApplication(registrar, { applicant: personNumber(1, { surname: 'Возвратнова' }) });
  expect(draft).toMatchObject({ discarded: null, editable: true, closed: { discard: null } });
  expect(await rowOf(registrar, draft.id)).toMatchObject({ discardable: true });
  expect(await rowOf(monitor, draft.id)).toMatchObject({ discardable: false });
  const before = [await draftsOf(registrar), await draftsOf(monitor)];

  const gone = await discarded(registrar, draft);
  const today = new Date().toISOString().slice(0, 10);
  expect(gone).toMatchObject({
    state: 'draft',
    editable: false,
    closed: { discard: expect.stringMatching(/восстанов/) },
  });
  expect(gone.discarded).toMatchObject({ restore: null });
  const { on = '', until = '' } = gone.discarded ?? {};
  expect(Math.abs(Date.parse(on) - Date.parse(today))).toBeLessThanOrEqual(DAY);
  expect(Date.parse(until) - Date.parse(on)).toBe(30 * DAY);
  expect(gone.actions.every(({ open }) => !open)).toBe(true);
  expect([await draftsOf(registrar), await draftsOf(monitor)]).toEqual(before.map((count) => count - 1));
  const ways = ['', '&tab=drafts', '&state=draft', '&sort=number', '&sort=-applicant', '&sort=state', '&tabs=true'];
  for (const query of [...ways, encodeURI('&applicant=Возвратнова'), encodeURI('&address=Луговая'), `&at=${draft.id}`])
    for (const client of [registrar, monitor]) expect(await rowOf(client, draft.id, query), query).toBeUndefined();
  expect(expected(await registrar.get(encodeURI('/api/applications?count=true&applicant=Возвратнова'))).total).toEqual({
    count: 0,
    more: false,
  });

  const back: ApplicationCard = expected(await restore(registrar, gone));
  const { version, updatedAt: _at, ...same } = draft;
  expect(back).toMatchObject(same);
  expect(back.version).toBe(version + 2);
  expect(await rowOf(registrar, draft.id)).toMatchObject({ discardable: true });
  const titles = (await historyOf(registrar, draft.id)).map(({ title, actor }) => [title, actor !== null]);
  expect(titles.slice(-2)).toEqual([
    ['Черновик удалён', true],
    ['Черновик восстановлен', true],
  ]);
  await act(registrar, back, ['register', {}]);
  await expectWholeJournal();
});

test('удалённый черновик видит тот, кто видел; менять его и действовать по нему не может никто', async () => {
  const { registrar, registrar2, monitor } = people;
  const draft = await createApplication(registrar);
  const file = await upload(registrar, draft.id, {
    name: 'План.txt',
    purpose: 'document',
    document: 'applicationForm',
  });
  const card = await readCard(registrar, draft.id);
  const gone = await discarded(registrar, card);
  expect(await readCard(monitor, draft.id)).toMatchObject({
    discarded: { restore: 'У вас нет права изменять эту заявку' },
    editable: false,
  });
  expect((await registrar2.get(`/api/applications/${draft.id}`)).status).toBe(404);
  const path = `/api/applications/${draft.id}`;
  const { version } = gone;
  const removal = { method: 'DELETE', path: `${path}/files/${file.id}` } as const;
  const refused = [
    await registrar.patch(path, { version, answers: plotAnswers({ area: 1 }) }),
    await registrar.post(`${path}/actions/register`, { version }),
    await registrar.post(`${path}/version`, { version, serviceVersion: 1, workflowVersion: 1 }),
    await registrar.send(removal.method, removal.path, {}),
    await registrar.put(`${path}/received-documents`, { version, items: [] }),
    await discard(registrar, gone),
  ];
  for (const { body } of refused) {
    expect(body).toMatchObject({
      status: 409,
      code: 'actionClosed',
      detail: expect.stringMatching(/^Черновик удалён/),
    });
  }
  expect((await restore(monitor, gone)).status).toBe(403);
  expect((await restore(registrar2, gone)).status).toBe(404);
  expect((await restore(registrar, card)).body).toMatchObject({ code: 'versionConflict' });
  expected(await restore(registrar, gone));
});

test('удаляют только черновик, начатый сотрудником, и только те, кто его заполняет', async () => {
  const { registrar, registrar2, monitor } = people;
  const draft = await createApplication(registrar);
  expect((await discard(monitor, draft)).status).toBe(403);
  expect((await discard(registrar2, draft)).status).toBe(404);
  expect((await discard(registrar, { ...draft, version: draft.version + 1 })).body.code).toBe('versionConflict');
  const document = { title: 'Паспорт', form: 'original', sheets: 2 };
  const { version } = expected(
    await registrar.put(`/api/applications/${draft.id}/received-documents`, {
      version: draft.version,
      items: [document],
    }),
  );
  const held = { id: draft.id, version };
  expect((await discard(registrar, held)).body).toMatchObject({
    status: 409,
    detail: expect.stringMatching(/верните их/),
  });
  await server.database.execute(`update application set source = 'rpgu' where id = $1`, [draft.id]);
  expect((await discard(registrar, held)).body).toMatchObject({
    status: 409,
    detail: expect.stringMatching(/подал заявитель/),
  });
  await server.database.execute(`update application set source = 'employee' where id = $1`, [draft.id]);
  const registered = await act(registrar, await readCard(registrar, draft.id), ['register', {}]);
  expect(registered.closed.discard).toMatch(/только черновик/);
  expect((await discard(registrar, registered)).body).toMatchObject({ status: 409, code: 'actionClosed' });
  expect(await rowOf(registrar, draft.id)).toMatchObject({ discardable: false });
});

test('черновик процедуры удаляют: можно начать другую, а тогда прежнюю уже не вернуть', async () => {
  const executorId = expected(await people.executor.get('/api/me')).user.id;
  const { executor, approver } = people;
  const deciding = await decidingApplication({ ...people, executorId });
  const prepared = await act(executor, deciding, ['grant', { input: grantInput }]);
  const parent = await act(approver, prepared, ['publish', {}]);
  const begin = () => executor.post(`/api/applications/${parent.id}/procedures/misprint`, {});
  const first: ApplicationCard = expected(await begin(), 201);
  expect((await begin()).status).toBe(409);
  const gone = await discarded(executor, first);
  const { linked, procedures } = await readCard(executor, parent.id);
  expect(linked).toEqual([]);
  expect(procedures.find(({ code }) => code === 'misprint')).toMatchObject({ open: true });
  const back: ApplicationCard = expected(await restore(executor, gone));
  expect((await begin()).status).toBe(409);
  const away = await discarded(executor, back);
  const second: ApplicationCard = expected(await begin(), 201);
  expect((await restore(executor, away)).body).toMatchObject({
    status: 409,
    detail: expect.stringMatching(/Такая процедура уже начата/),
  });
  await discarded(executor, second);
  expected(await restore(executor, away));
  const titles = (await historyOf(executor, parent.id)).map(({ title }) => title.split(':')[0]);
  const [started, stopped] = ['Начата процедура', 'Процедура закончена без решения'];
  expect(titles.slice(-7)).toEqual([started, stopped, started, stopped, started, stopped, started]);
});

test('через 30 дней от удалённого черновика не остаётся слов о человеке; журнал цел, карточка говорит, что было', async () => {
  const clerk = people.registrar;
  const parts = { surname: SURNAME, registrationAddress: PLACE };
  const draft = await createApplication(clerk, { applicant: personNumber(2, parts) });
  const path = `/api/applications/${draft.id}/files?${new URLSearchParams({ name: `${PLACE}.txt`, purpose: 'attachment' })}`;
  const headers = { 'Content-Type': 'application/octet-stream' };
  expected(await clerk.send('POST', path, { body: new TextEncoder().encode(PLACE), headers }), 201);
  const gone = await discarded(clerk, await readCard(clerk, draft.id));
  const before = await tablesWith(server.database, WORDS);
  const places = ['application', 'application_event_payload', 'file'];
  expect(before).toEqual(places.map((table) => expect.stringMatching(`^public\\.${table} `)));
  const early = await days(29);
  await night();
  expect(await tablesWith(server.database, WORDS)).toEqual(before);
  const young = await discarded(early, await createApplication(early, { applicant: personNumber(3) }));
  const registrar = await days(1.01);
  await server.deps.database.asOwner((trx) => server.deps.jobs.enqueue(trx, { name: 'drafts', data: {} }));
  const words = () => tablesWith(server.database, WORDS);
  await vi.waitFor(async () => expect(await words()).toEqual([]), { timeout: 30_000, interval: 50 });
  // The content of its file goes with the sweep of the store.
  const { rows: marks } = await server.database.execute('select 1 from unreferenced_content');
  expect(marks).toHaveLength(1);
  const left = await readCard(registrar, draft.id);
  expect(left).toMatchObject({ applicant: null, answers: {}, files: [], actions: [], destroyed: { act: null } });
  expect(left.discarded?.restore).toMatch(/данные уничтожены/);
  expect((await restore(registrar, gone)).body).toMatchObject({ status: 409, detail: left.discarded?.restore });
  const history = await historyOf(registrar, draft.id);
  expect(history.at(-1)).toMatchObject({ title: 'Персональные данные уничтожены: черновик удалён', actor: null });
  expect(history.slice(0, -1).every(({ destroyed }) => destroyed)).toBe(true);
  expected(await restore(registrar, young));
  await expectWholeJournal();
});

test('черновик, с которым давно не работают, удаляет сама система и говорит об этом тому, кто его начал', async () => {
  const clerk = await server.login('registrar');
  const stuck = await createApplication(clerk, { applicant: personNumber(7) });
  const forgotten = await createApplication(clerk, { applicant: personNumber(4) });
  const portal = await createApplication(clerk, { applicant: personNumber(5) });
  await server.database.execute(`update application set source = 'epgu' where id = $1`, [portal.id]);
  const later = await days(60);
  const alive = await createApplication(later, { applicant: personNumber(6) });
  const registrar = await days(41);
  // One that cannot be put away keeps none of the others from it.
  await server.database.execute(`create trigger stuck before update on application for each row when (old.id = '${stuck.id}')
    execute function keep_destroyed()`);
  await expect(night()).rejects.toThrow(/destroyed by law/);
  await server.database.execute('drop trigger stuck on application');
  expect((await readCard(registrar, forgotten.id)).discarded).not.toBeNull();
  for (const { id } of [portal, alive, stuck]) expect((await readCard(registrar, id)).discarded).toBeNull();
  expect((await historyOf(registrar, forgotten.id)).at(-1)).toMatchObject({
    title: 'Черновик удалён',
    actor: null,
    comment: null,
    remarks: ['С черновиком давно никто не работал'],
  });
  const { items } = expected(await registrar.get('/api/me/notices?status=new&limit=100'));
  expect(items.filter((one: { application: unknown }) => one.application !== null)).toContainEqual(
    expect.objectContaining({
      kind: 'draftDiscarded',
      text: expect.stringMatching(/^Черновик «.+» от \d\d\.\d\d\.\d{4} удалён: .* до \d\d\.\d\d\.\d{4}$/),
    }),
  );
  const { version } = await readCard(registrar, forgotten.id);
  expected(await restore(registrar, { id: forgotten.id, version }));
});
