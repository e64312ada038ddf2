import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DraftView, TrialWalk } from '../../core/src/api.gen.ts';
import { differences, type Json } from '../../core/src/rules.ts';
import { act, createApplication, expected, grantInput, plotAnswers, readCard } from '../support/factories.ts';
import type { Client } from '../support/http-client.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { tableSums } from '../support/table-sums.ts';

let server: TestServer;
let admin: Client;
let id: string;
beforeAll(async () => {
  server = await startServer({ works: false });
  admin = await server.login('admin');
  id = expected(
    await admin.post('/api/admin/drafts', { kind: 'service', from: 'published', code: 'landPlotPlan' }),
    201,
  ).id;
});
afterAll(() => server.close());

const walk = (trial: object, as = 'registrar') => admin.post(`/api/admin/drafts/${id}/walk`, { trial, as });
const walked = async (trial: object, as?: string): Promise<TrialWalk> => expected(await walk(trial, as));

async function change(label: string, how: (content: Record<string, unknown>) => object) {
  const { content, revision } = expected(await admin.get(`/api/admin/drafts/${id}`)) as DraftView;
  const changes = differences(content as Json, how(structuredClone(content)) as Json);
  expected(await admin.post(`/api/admin/drafts/${id}/steps`, { revision, steps: [{ label, changes }] }));
}

const begun = { title: 'Проба', creator: 'registrar', today: '2026-03-02', answers: plotAnswers(), steps: [] };
const registered = { ...begun, steps: [{ as: 'registrar', action: 'register' }] };

test('путь по черновику: состояния, действия с причинами, срок, дни – и ни одной строки в базе', async () => {
  const before = await tableSums(server.deps.database, ['public."session"', 'public."access_log"']);
  const { creator: _creator, steps: _steps, ...unbegun } = begun;
  expect(await walked(unbegun)).toMatchObject({ as: 'registrar', creator: 'registrar', steps: [{ state: 'draft' }] });
  const first = await walked(begun);
  expect(first.present).toMatchObject({ stateTitle: 'Черновик', missing: [], editable: true, dueDate: null });
  expect(first.actions.find(({ code }) => code === 'register')).toMatchObject({ open: true });
  const { steps, present, days, actions, people } = await walked(registered, 'dispatcher');
  expect(steps).toMatchObject([
    { refused: null, stateTitle: 'Зарегистрировано', dueDate: '2026-03-23', done: [{ automatic: false }] },
  ]);
  expect(steps[0]?.done[0]?.effects).toContain('Зарегистрировано: дан номер, пошёл срок');
  expect(present.trace.length).toBeGreaterThan(1);
  expect(days.map(({ date }) => date)).toEqual(['2026-03-03', '2026-03-10', '2026-03-23', '2026-03-24']);
  expect(actions.filter(({ open }) => open)).toMatchObject([{ code: 'assign', form: { ui: { employee: {} } } }]);
  expect(actions.find(({ code }) => code === 'grant')?.reason).toBeTruthy();
  expect(people).toContainEqual({
    name: 'dispatcher',
    id: expect.any(String),
    functions: [{ code: 'dispatcher', title: 'Диспетчер' }],
    holds: true,
    opens: ['Назначить исполнителя'],
  });
  const assign = { as: 'dispatcher', action: 'assign', input: { employee: 'executor' } };
  const late = await walked(
    { ...registered, steps: [...registered.steps, assign, { as: 'executor', today: '2026-03-25' }] },
    'executor',
  );
  expect(late.present).toMatchObject({ executor: 'executor', remaining: -2 });
  const refused = await walked({ ...begun, answers: {}, steps: registered.steps });
  expect(refused.steps[0]).toMatchObject({ state: 'draft', problems: expect.arrayContaining(['oktmo']) });
  expect(await tableSums(server.deps.database, ['public."session"', 'public."access_log"'])).toEqual(before);
});

test('запросы: что ушло бы, откуда взято, чего не хватает; поставщик молчит, потом отвечает', async () => {
  const { requests } = await walked(begun);
  expect(requests.find(({ code }) => code === 'egrul')).toMatchObject({
    available: true,
    reason: expect.stringContaining('Доступно, если'),
  });
  const asked = { as: 'registrar', ask: ['egrul'], providers: { egrul: 'silent' } };
  const organisation = { ...begun, applicant: 'organisation', steps: [asked] };
  const [waiting] = (await walked(organisation)).requests.filter(({ code }) => code === 'egrul');
  expect(waiting).toMatchObject({
    reason: null,
    asked: '2026-03-02',
    conduct: 'silent',
    awaited: true,
    accepted: null,
    problems: [],
  });
  expect(waiting?.question).toMatchObject({ ogrn: expect.stringMatching(/^\d{13}$/) });
  expect(waiting?.origins.map(({ from }) => from)).toContainEqual(['applicant.ogrn']);
  const answered = { as: 'registrar', providers: { egrul: 'answered' } };
  const [done] = (await walked({ ...organisation, steps: [asked, answered] })).requests.filter(
    ({ code }) => code === 'egrul',
  );
  expect(done).toMatchObject({ awaited: false, accepted: { otherInfo: expect.stringContaining('ОГРН') } });
});

test('пример ответов годится, чтобы зарегистрировать', async () => {
  const { answers, documents, source, dictionaries } = expected(
    await admin.get(`/api/admin/drafts/${id}/example?applicant=person`),
  );
  expect(documents).toEqual([]);
  const represented = `/api/admin/drafts/${id}/example?applicant=person&representative=true`;
  expect(expected(await admin.get(represented)).documents).toEqual(['powerOfAttorney']);
  expect(source).toMatchObject({ applicant: { surname: 'Примеров', kind: 'person' }, representative: null, answers });
  expect(dictionaries.mfc.length).toBeGreaterThan(1);
  expect((await walked({ ...begun, answers })).present.missing).toEqual([]);
});

test('места вида запроса: что он спрашивает и что отвечает, с примером ответа', async () => {
  const forms = expected(await admin.get('/api/admin/request-types/egrulExtract/forms'));
  expect(Object.keys(forms.question.schema.properties)).toContain('ogrn');
  expect(forms.answerExample).toMatchObject({ ogrn: expect.stringContaining('ОГРН') });
  expect((await admin.get('/api/admin/request-types/nowhere/forms')).status).toBe(404);
});

test('проверки черновика: зелёные, после правки – красные с местом; пробу с ошибкой в услуге не начинают', async () => {
  const green = expected(await admin.get(`/api/admin/drafts/${id}/tests`));
  expect(green.items.length).toBeGreaterThan(3);
  expect(green.items.flatMap(({ failures }: { failures: object[] }) => failures)).toEqual([]);
  await change('Короче срок', (content) => ({ ...content, term: { days: 10, unit: 'working' } }));
  const red = expected(await admin.get(`/api/admin/drafts/${id}/tests`));
  expect(red.items[0].failures[0]).toMatchObject({
    pointer: '/tests/0/steps/1/expect/dueDate',
    message: expect.stringContaining('2026-03-23'),
  });
  expect((await walked(registered)).present.dueDate).toBe('2026-03-17');
  await change('Без названия', (content) => ({ ...content, title: '' }));
  const refused = await walk(begun);
  expect([refused.status, refused.body.problems[0].pointer]).toEqual([422, '/title']);
  await change('С названием', (content) => ({ ...content, title: 'План' }));
});

test.each([
  [{ ...begun, steps: [{ as: 'registrar', action: 'register', wrong: 1 }] }, 'registrar', '422 /tests/0/steps/0/wrong'],
  [{ ...begun, creator: 'monitor' }, 'monitor', '403 нет права'],
  [{ ...begun, steps: [{ as: 'registrar', today: 'завтра' }] }, 'registrar', '422 /tests/0/steps/0/today'],
  [begun, 'Диспетчер', '400 as'],
])('пробу не проходят: %j', async (trial, as, told) => {
  const [status, text] = told.split(/ (.*)/);
  const answer = await walk(trial, as);
  expect([String(answer.status), answer.text]).toEqual([status, expect.stringContaining(text ?? '')]);
});

test('путь настоящей заявки – проверкой: роли вместо людей, примеры вместо написанного, и она проходит', async () => {
  const [clerk, dispatcher, executor, approver, monitor] = (await Promise.all(
    ['registrar', 'dispatcher', 'executor', 'approver', 'monitor'].map((login) => server.login(login)),
  )) as [Client, Client, Client, Client, Client];
  let card = await createApplication(clerk, { answers: plotAnswers({ otherInfo: 'Дом для Ивановой Марии' }) });
  const body = { version: card.version, answers: { ...card.answers, area: 700 } };
  card = expected(await clerk.patch(`/api/applications/${card.id}`, body));
  card = await act(clerk, card, ['register', {}]);
  const { id: employee } = expected(await executor.get('/api/me')).user;
  card = await act(dispatcher, await readCard(dispatcher, card.id), ['assign', { input: { employee } }]);
  await act(executor, await readCard(executor, card.id), ['grant', { input: grantInput }]);
  await act(approver, await readCard(approver, card.id), ['rework', { comment: 'Спросите Марию Иванову' }]);
  await act(executor, await readCard(executor, card.id), ['grant', { input: grantInput }]);
  await act(approver, await readCard(approver, card.id), ['publish', {}]);

  const ask = (by: Client, draft = id) => by.post(`/api/admin/drafts/${draft}/trial`, { applicationId: card.id });
  expect((await ask(admin)).status).toBe(404);
  expect((await ask(monitor)).status).toBe(403);
  await server.database.execute(
    `insert into user_role (user_id, role_id, organisation_id)
     select person.id, role.id, body.id from user_account person, role, organisation body
     where person.login = 'monitor' and role.code = 'administrator' and body.code = 'arch'`,
  );
  const { trial, left } = expected(await ask(monitor));
  expect(left).toEqual([]);
  expect(trial).toMatchObject({
    creator: 'registrar',
    applicant: 'person',
    answers: { area: 700, addressKind: 'address' },
  });
  expect(trial.steps.map((step: { as: string; action: string }) => `${step.as}: ${step.action}`)).toEqual([
    'registrar: register',
    'dispatcher: assign',
    'executor: grant',
    'approver: rework',
    'executor: grant',
    'approver: publish',
  ]);
  expect(trial.steps[1].input).toEqual({ employee: 'executor' });
  expect(JSON.stringify(trial)).not.toMatch(/Марии|Марию|Ивано|Соколов|[0-9a-f]{8}-[0-9a-f]{4}-[1-9]/);
  const { steps } = await walked(trial);
  for (const step of steps) expect(step).toMatchObject({ refused: null, unmet: [] });
  expect(steps.at(-1)).toMatchObject({ stateTitle: 'Утвержден положительный результат', executor: 'executor' });

  const example = (by: Client) => by.get(`/api/admin/drafts/${id}/example?applicationId=${card.id}`);
  expect(expected(await example(monitor)).source).toMatchObject({
    application: { number: card.number },
    applicant: { kind: 'person' },
    answers: { otherInfo: 'Дом для Ивановой Марии' },
  });
  expect((await example(admin)).status).toBe(404);

  const other = { kind: 'service', from: 'published', code: 'treeFellingPermit' };
  const { id: tree } = expected(await admin.post('/api/admin/drafts', other), 201);
  expect((await ask(monitor, tree)).status).toBe(409);
  expect(expected(await monitor.get(`/api/admin/drafts/${id}/test-cases`))).toEqual({ run: null, items: [] });
});

test('пробуют услугу, а не справочник', async () => {
  const other = expected(
    await admin.post('/api/admin/drafts', { kind: 'dictionary', from: 'blank', title: 'Погода' }),
    201,
  );
  expect((await admin.get(`/api/admin/drafts/${other.id}/tests`)).status).toBe(409);
  expect((await admin.get('/api/admin/drafts/00000000-0000-4000-8000-000000000000/tests')).status).toBe(404);
});

test('вместе с черновиком процесса: услуга пробуется по нему, а без него – по действующему', async () => {
  const code = server.deps.definitions.latest('service', 'landPlotPlan').content.workflow;
  const workflow = expected(
    await admin.post('/api/admin/drafts', { kind: 'workflow', from: 'published', code }),
    201,
  ).id;
  const edit = async (label: string, how: (states: { code: string; title: string }[]) => void) => {
    const { content, revision } = expected(await admin.get(`/api/admin/drafts/${workflow}`)) as DraftView;
    const next = structuredClone(content) as { states: { code: string; title: string }[] };
    how(next.states);
    const changes = differences(content as Json, next as unknown as Json);
    expected(await admin.post(`/api/admin/drafts/${workflow}/steps`, { revision, steps: [{ label, changes }] }));
  };
  await edit('Название', ([first]) => {
    if (first) first.title = 'Набросок';
  });
  const path = `/api/admin/drafts/${id}/walk`;
  const together = expected(await admin.post(`${path}?with=${workflow}`, { trial: begun }));
  expect(together.present.stateTitle).toBe('Набросок');
  expect((await walked(begun)).present.stateTitle).toBe('Черновик');
  expect(expected(await admin.get(`/api/admin/drafts/${id}/tests?with=${workflow}`)).items.length).toBeGreaterThan(0);
  expect((await admin.get(`/api/admin/drafts/${id}/example?with=${workflow}`)).status).toBe(200);

  await edit('Ошибка', (states) => states.splice(0, 1));
  const broken = await admin.post(`${path}?with=${workflow}`, { trial: begun });
  expect([broken.status, broken.body.code]).toEqual([422, 'invalidDefinition']);
  expected(await admin.delete(`/api/admin/drafts/${workflow}`), 204);
  expect((await admin.post(`${path}?with=${workflow}`, { trial: begun })).status).toBe(404);
  expect((await admin.post(`${path}?with=1`, { trial: begun })).status).toBe(400);
});
