import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ApplicationCard } from '../../core/src/api.gen.ts';
import { act, createApplication, decidingApplication, expected, grantInput, readCard } from '../support/factories.ts';
import type { Client } from '../support/http-client.ts';
import { pdfText } from '../support/pdf-text.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
const logins = ['registrar', 'dispatcher', 'executor', 'executor2', 'approver', 'super'] as const;
const people: Record<(typeof logins)[number], Client> = {} as never;

beforeAll(async () => {
  server = await startServer();
  for (const login of logins) people[login] = await server.login(login);
});
afterAll(() => server.close());

const userId = async (client: Client): Promise<string> => expected(await client.get('/api/me')).user.id;

/** The executor works on it. */
async function working(): Promise<ApplicationCard> {
  return decidingApplication({ ...people, executorId: await userId(people.executor) });
}

async function granted(): Promise<ApplicationCard> {
  return act(people.approver, await act(people.executor, await working(), ['grant', { input: grantInput }]), [
    'publish',
    {},
  ]);
}

async function beginOn(client: Client, { id }: Pick<ApplicationCard, 'id'>, status = 201): Promise<ApplicationCard> {
  return expected(await client.post(`/api/applications/${id}/procedures/complaint`, {}), status);
}

/** Filled in and registered. */
async function fill(client: Client, { id, version }: ApplicationCard, answers: object): Promise<ApplicationCard> {
  const filled = expected(await client.patch(`/api/applications/${id}`, { version, answers }));
  return act(client, filled, ['register', {}]);
}

const considered = { text: 'Проверено по делу.', message: 'Жалоба рассмотрена.' };

/** The dispatcher gives what nobody has to the second executor. */
async function giveToAnother(card: ApplicationCard): Promise<ApplicationCard> {
  return act(people.dispatcher, card, ['assign', { input: { employee: await userId(people.executor2) } }]);
}

test('a complaint is considered on the application it is about, with a number and a term of its own', async () => {
  const parent = await granted();
  const answers = { subject: 'term', complaint: 'План выдан позже срока.' };
  const registered = await fill(people.executor, await beginOn(people.executor, parent), answers);
  const given = await giveToAnother(registered);
  const prepared = await act(people.executor2, given, ['grant', { input: considered }]);
  expect(prepared).toMatchObject({ state: 'approvingGrant', executor: { id: await userId(people.executor2) } });
  expect((await readCard(people.dispatcher, prepared.id)).parent).toMatchObject({ number: parent.number });
  expect(prepared.number).toMatch(/-ЖА-0001$/);
  const done = await act(people.super, prepared, ['publish', {}]);
  const pdf = done.files.find((one) => one.mediaType === 'application/pdf');
  const text = pdfText((await people.super.get(`/api/files/${pdf?.id}/content`)).bytes);
  expect(text).toContain('Планвыданпозжесрока.');
  expect(text).toContain(`№${parent.number}`);
  expect(await readCard(people.executor, parent.id)).toMatchObject({ state: 'granted', linked: [{ id: done.id }] });
});

test('a complaint is not considered by whoever worked or decided on the application: 210-ФЗ, article 11.2', async () => {
  const parent = await granted();
  const answers = { subject: 'conduct', complaint: 'Исполнитель не отвечал.' };
  const registered = await fill(people.executor, await beginOn(people.executor, parent), answers);
  // Begun and registered by an executor, any other procedure would be theirs now.
  expect(registered).toMatchObject({ state: 'registered', executor: null });
  const self = await userId(people.executor);
  const { name: another } = expected(await people.executor2.get('/api/me')).user;
  expect(registered.reviewers).toContain('Исполнителем можно назначить: ');
  expect(registered.reviewers).toContain(another);
  const path = `/api/applications/${registered.id}`;
  const listed = expected(await people.dispatcher.get(`${path}/candidates/assign`)).items;
  const ids = listed.map(({ id }: { id: string }) => id);
  expect(ids).toContain(await userId(people.executor2));
  expect(ids).not.toContain(self);
  const forced = await people.dispatcher.post(`${path}/actions/assign`, {
    version: registered.version,
    input: { employee: self },
  });
  expect([forced.status, forced.body.problems[0].code]).toEqual([422, 'concerned']);
  expect(forced.body.problems[0].message).toContain('выберите другого');
  const given = await giveToAnother(registered);
  expect(given).toMatchObject({ state: 'deciding', reviewers: null });
  // «Почему нельзя» tells the one whom it is about.
  const grant = (await readCard(people.executor, given.id)).actions.find(({ code }) => code === 'grant');
  expect(grant).toMatchObject({ open: false, reason: { code: 'concerned' } });
  const back = await people.executor2.get(`${path}/candidates/handOver`);
  expect(expected(back).items.map(({ id }: { id: string }) => id)).not.toContain(self);
});

test('whoever considers a complaint reads the application and its files, and nothing more, until it is closed', async () => {
  const parent = await granted();
  const path = `/api/applications/${parent.id}`;
  expect((await people.executor2.get(path)).status).toBe(404);
  const answers = { subject: 'term', complaint: 'План выдан позже срока.' };
  const registered = await fill(people.registrar, await beginOn(people.registrar, parent), answers);
  expect((await people.executor2.get(path)).status).toBe(404);
  const given = await giveToAnother(registered);
  const read = await readCard(people.executor2, parent.id);
  await server.deps.accessLog.flush();
  const looks = "select from access_log where subject_id = $1 and user_id = $2 and action = 'view'";
  const { rows } = await server.database.execute(looks, [parent.id, await userId(people.executor2)]);
  expect(rows).toHaveLength(1);
  expect(read).toMatchObject({ number: parent.number, linked: [{ id: given.id }], procedures: [], actions: [] });
  expect(read).toMatchObject({ editable: false, onlooker: expect.stringContaining('открыта вам для чтения') });
  const { answers: ofAnswers, documents, files, papers, requests } = read.closed;
  expect(new Set([ofAnswers, documents, files, papers, requests])).toEqual(
    new Set(['Заявка открыта вам только для чтения']),
  );
  expect((await readCard(people.executor2, given.id)).parent).toMatchObject({ id: parent.id, number: parent.number });
  const paper = parent.files.find(({ purpose }) => purpose === 'result');
  expected(await people.executor2.get(`/api/files/${paper?.id}/content`));
  expected(await people.executor2.get(`${path}/history`));
  expect(expected(await people.executor2.get(`${path}/correspondence`)).closed).not.toBeNull();
  const refused = [
    await people.executor2.post(`${path}/actions/close`, { version: parent.version }),
    await people.executor2.post(`${path}/procedures/misprint`, {}),
    await people.executor2.patch(path, { version: parent.version, answers: {} }),
  ];
  expect(refused.map(({ status }) => status)).toEqual([403, 403, 403]);
  const { items } = expected(await people.executor2.get('/api/applications'));
  expect(items.map(({ id }: { id: string }) => id)).toContain(given.id);
  expect(items.map(({ id }: { id: string }) => id)).not.toContain(parent.id);
  const english = await people.executor2.get(path, { headers: { 'Accept-Language': 'en' } });
  expect(expected(english).onlooker).toContain('open to you for reading');
  await act(people.super, await act(people.executor2, given, ['grant', { input: considered }]), ['publish', {}]);
  expect((await people.executor2.get(path)).status).toBe(404);
  expect((await readCard(people.executor2, given.id)).parent).toBeNull();
});

test('a complaint is not approved by whoever approved the decision that it is about', async () => {
  const parent = await granted();
  const answers = { subject: 'refusal', complaint: 'План выдан не на тот участок.' };
  const registered = await fill(people.registrar, await beginOn(people.registrar, parent), answers);
  const given = await giveToAnother(registered);
  expect(given.reviewers).toBeNull();
  const prepared = await act(people.executor2, given, ['grant', { input: considered }]);
  const read = await readCard(people.approver, prepared.id);
  const reasons = ['publish', 'rework'].map((code) => read.actions.find((one) => one.code === code)?.reason);
  const text = expect.stringMatching(/решение утверждает другой сотрудник \(основание: 210-ФЗ, статья 11\.2\)$/);
  expect(reasons).toEqual([
    { code: 'concerned', text },
    { code: 'concerned', text },
  ]);
  await act(people.approver, prepared, ['publish', { status: 409 }]);
  const { name: deputy } = expected(await people.super.get('/api/me')).user;
  expect(read.reviewers).toMatch(/^Утверждает не тот, кто .* \(основание: 210-ФЗ, статья 11\.2\)\. Утвердить может: /);
  expect(read.reviewers).toContain(deputy);
  const english = { headers: { 'Accept-Language': 'en' } };
  const said = expected(await people.approver.get(`/api/applications/${prepared.id}`, english)).reviewers;
  expect(said).toMatch(/^It is not approved by .* \(legal basis: Federal Law 210-FZ, Article 11\.2\)\. May approve: /);
  // Taking back what one has sent is no judgement.
  const again = await act(people.executor2, prepared, ['recallDecision', {}]);
  const anew = await act(people.executor2, again, ['grant', { input: considered }]);
  await act(people.super, await act(people.super, anew, ['rework', { comment: 'Короче.' }]), [
    'publish',
    { status: 409 },
  ]);
});

test('whoever had the application before is concerned as well; where nobody else is left the complaint goes up', async () => {
  const inWork = await working();
  const path = `/api/applications/${inWork.id}/candidates/reassign`;
  const others = expected(await people.dispatcher.get(path)).items.filter(
    (one: { assigned: boolean }) => !one.assigned,
  );
  let card = inWork;
  for (const { id } of others) {
    card = await act(people.dispatcher, card, ['reassign', { input: { employee: id }, comment: 'Передано.' }]);
  }
  const draft = await beginOn(people.registrar, inWork);
  const answers = { subject: 'conduct', complaint: 'Никто не отвечал.' };
  const registered = await fill(people.registrar, draft, answers);
  expect(registered).toMatchObject({ state: 'registered', executor: null });
  expect(registered.reviewers).toContain('вышестоящий орган');
  const english = await people.registrar.get(`/api/applications/${draft.id}`, { headers: { 'Accept-Language': 'en' } });
  expect(expected(english).reviewers).toContain('considered by a higher body');
  expect(expected(await people.dispatcher.get(`/api/applications/${draft.id}/candidates/assign`)).items).toEqual([]);
});

const titlesOf = async (id: string, headers = {}): Promise<string[]> => {
  const answer = await people.executor.get(`/api/applications/${id}/history`, { headers });
  return expected(answer).items.map((one: { title: string }) => one.title);
};

test.each([
  ['grant', 'Решение об удовлетворении жалобы', 'Decision to uphold the complaint'],
  ['refuse', 'Решение об отказе в удовлетворении жалобы', 'Decision to dismiss the complaint'],
])(
  'a complaint does not wait for the decision, nor the work for it; its outcome is in the history: %s',
  async (...row) => {
    const [kind, paper, english] = row;
    const inWork = await working();
    const offered = inWork.procedures.filter(({ open }) => open).map(({ code }) => code);
    expect((await readCard(people.executor, inWork.id)).procedures.filter(({ open }) => open)).toEqual([
      { code: 'complaint', title: 'Принять жалобу', open: true },
    ]);
    expect(offered).not.toContain('misprint');
    const draft = await beginOn(people.executor, inWork);
    // Nothing of the application has changed: what the executor has on the screen still holds.
    const prepared = await act(people.executor, inWork, ['grant', { input: grantInput }]);
    expect(prepared).toMatchObject({ state: 'approvingGrant', linked: [{ id: draft.id }] });
    const answers = { subject: 'term', complaint: 'Срок истёк вчера.' };
    const registered = await fill(people.executor, draft, answers);
    const input = kind === 'grant' ? considered : { ...considered, grounds: [{ code: 'unfounded' }] };
    const decided = await act(people.executor2, await giveToAnother(registered), [kind, { input }]);
    // Nobody has decided on the application yet: its approver approves this as well.
    const done = await act(people.approver, decided, ['publish', {}]);
    expect((await titlesOf(inWork.id)).at(-1)).toBe(`Процедура завершена: ${paper}, заявка № ${done.number}`);
    expect((await titlesOf(inWork.id, { 'Accept-Language': 'en' })).at(-1)).toMatch(
      new RegExp(`^Procedure finished: ${english}, application No\\. ${done.number}$`),
    );
    const published = await act(people.approver, prepared, ['publish', {}]);
    expect(published).toMatchObject({ state: 'granted', linked: [{ id: done.id, number: done.number }] });
    // The next complaint is one about the decision.
    await beginOn(people.executor, inWork);
  },
);

test('a complaint that is stopped before its decision is told in the history of the application', async () => {
  const inWork = await working();
  const answers = { subject: 'term', complaint: 'Срок истёк вчера.' };
  const registered = await fill(people.executor, await beginOn(people.executor, inWork), answers);
  await act(people.executor, registered, ['cancel', { comment: 'Заявитель отозвал жалобу.' }]);
  const title = `Процедура закончена без решения: Жалоба, заявка № ${registered.number}`;
  expect((await titlesOf(inWork.id)).at(-1)).toBe(title);
  const english = await titlesOf(inWork.id, { 'Accept-Language': 'en' });
  expect(english.at(-1)).toMatch(/^Procedure ended without a decision: Complaint, application No\. /);
  await beginOn(people.executor, inWork);
});

test('a draft is no ground for a complaint', async () => {
  const draft = await createApplication(people.registrar);
  expect(draft.procedures).toEqual([]);
  await beginOn(people.registrar, draft, 409);
});
