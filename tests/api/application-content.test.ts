import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findCard } from '../../core/src/application/queries.ts';
import {
  act,
  createApplication,
  expected,
  newApplication,
  person,
  plotAnswers,
  readCard,
} from '../support/factories.ts';
import type { Client } from '../support/http-client.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let registrar: Client;
let dispatcher: Client;

beforeAll(async () => {
  server = await startServer();
  registrar = await server.login('registrar');
  dispatcher = await server.login('dispatcher');
});
afterAll(() => server.close());

const fieldsOf = (problem: { problems: { field: string }[] }) => [...new Set(problem.problems.map((one) => one.field))];

describe('creating', () => {
  test('an unknown service', async () => {
    const answer = await registrar.post('/api/applications', newApplication({ service: 'invented' }));
    expect([answer.status, answer.body.code]).toEqual([422, 'unknownService']);
  });

  test('by someone without the function', async () => {
    expect((await dispatcher.post('/api/applications', newApplication())).status).toBe(403);
  });

  test('a draft takes what there is, and stays a draft', async () => {
    const draft = await createApplication(registrar, { applicant: null, notification: null, answers: {} });
    expect(draft).toMatchObject({ state: 'draft', applicant: null, answers: {}, dueDate: null, registeredAt: null });
  });

  test.each<[string, Record<string, unknown>, string[]]>([
    ['a number as text', { area: 'шестьсот' }, ['area']],
    ['a number below its limit', { area: 0 }, ['area']],
    ['a choice that is none', { addressKind: 'moon' }, ['addressKind']],
    ['a wrong cadastral number', { cadastralNumber: '73-24-010203-45' }, ['cadastralNumber']],
    ['a wrong OKTMO', { oktmo: '737' }, ['oktmo']],
    ['a part of a group', { landAddress: { text: 'Где-то', postalCode: 432_001 } }, ['landAddress']],
    ['an unknown part of a group', { landAddress: { text: 'Где-то', planet: 'Земля' } }, ['landAddress']],
    ['a field that the form does not have', { password: 'x' }, ['password']],
    ['a fact of the case among the answers', { case: { source: 'epgu' } }, ['case']],
    ['several at once', { area: 'x', oktmo: 5, invented: true }, ['oktmo', 'area', 'invented']],
  ])('answers of a wrong shape are refused by name: %s', async (...[, answers, fields]) => {
    const answer = await registrar.post('/api/applications', newApplication({ answers }));
    expect([answer.status, answer.body.code]).toEqual([422, 'invalidAnswers']);
    expect(fieldsOf(answer.body).sort()).toEqual([...fields].sort());
    for (const problem of answer.body.problems) expect(problem.message).toMatch(/[а-яё]/);
  });

  test.each([
    ['СНИЛС', person({ snils: '112-233-445 96' }), 'snils'],
    ['ИНН', person({ inn: '500100732258' }), 'inn'],
    ['ОГРН', { kind: 'organisation', title: 'ООО «Ромашка»', ogrn: '1027700132196' }, 'ogrn'],
    ['ОГРНИП', { kind: 'soleTrader', surname: 'Ветров', name: 'Олег', ogrnip: '304500116000158' }, 'ogrnip'],
  ])('wrong check digits of %s are refused already in a draft', async (...[, applicant, field]) => {
    const answer = await registrar.post('/api/applications', newApplication({ applicant }));
    expect(answer.status).toBe(422);
    expect(answer.body.problems[0]).toMatchObject({ field, pointer: `/applicant/${field}` });
  });

  test('a field of the row itself cannot be smuggled in', async () => {
    for (const extra of [{ state: 'granted' }, { number: 'АРХ-1' }, { executorId: '1' }, { organisationId: '1' }]) {
      expect((await registrar.post('/api/applications', newApplication(extra))).status).toBe(400);
    }
  });
});

describe('identifiers with what people write between the digits', () => {
  const written = { cadastralNumber: ' 73:24:010203:45', oktmo: '73 701 000' };

  test('are kept in one way from the first saving on, and so says the journal', async () => {
    const draft = await createApplication(registrar, { answers: plotAnswers(written) });
    expect(draft.applicant).toEqual(person({ snils: '11223344595', phone: '+79000000001' }));
    expect(draft.answers).toMatchObject({ cadastralNumber: '73:24:010203:45', oktmo: '73701000' });
    const path = `/api/applications/${draft.id}`;
    const representative = person({ name: 'Инна', snils: '112 233 445-95' });
    const changed = expected(await registrar.patch(path, { version: 1, representative }));
    expect(changed.representative.snils).toBe('11223344595');
    const { items } = expected(await registrar.get(`${path}/history`));
    expect(items[1].changes).toMatchObject([{ field: 'representative', after: { snils: '11223344595' } }]);
  });

  test('are the same answers as without: writing them again changes nothing', async () => {
    const draft = await createApplication(registrar);
    const body = { version: 1, applicant: person(), answers: plotAnswers(written) };
    const again = expected(await registrar.patch(`/api/applications/${draft.id}`, body));
    expect(again.version).toBe(1);
  });
});

describe('editing', () => {
  test('replaces the parts that are given and keeps the history of each field', async () => {
    const draft = await createApplication(registrar);
    const changed = expected(
      await registrar.patch(`/api/applications/${draft.id}`, {
        version: 1,
        answers: plotAnswers({ area: 700 }),
        applicant: person({ patronymic: 'Олеговна' }),
      }),
    );
    expect(changed).toMatchObject({ version: 2, answers: { area: 700 }, notification: { way: 'email' } });
    const { items } = expected(await registrar.get(`/api/applications/${draft.id}/history`));
    expect(items[1]).toMatchObject({ type: 'edited', title: 'Изменены сведения заявки' });
    expect(items[1].changes).toEqual([
      expect.objectContaining({ field: 'applicant', title: 'Заявитель' }),
      { field: 'answers.area', title: 'Площадь (кв. м)', before: 612.5, after: 700 },
    ]);
  });

  test('the same again changes nothing', async () => {
    const draft = await createApplication(registrar);
    const again = expected(
      await registrar.patch(`/api/applications/${draft.id}`, { version: 1, answers: plotAnswers() }),
    );
    expect(again.version).toBe(1);
  });

  test('on an old version is refused with the current one, and nothing is lost', async () => {
    const draft = await createApplication(registrar);
    const path = `/api/applications/${draft.id}`;
    expected(await registrar.patch(path, { version: 1, answers: plotAnswers({ area: 1 }) }));
    const answer = await registrar.patch(path, { version: 1, answers: plotAnswers({ area: 2 }) });
    expect([answer.status, answer.body.code]).toEqual([409, 'versionConflict']);
    expect(answer.body.current).toMatchObject({
      version: 2,
      state: 'draft',
      stateTitle: 'Черновик',
      updatedBy: 'Соколова Марина Викторовна',
    });
    expect((await readCard(registrar, draft.id)).answers.area).toBe(1);
  });

  test('after registering is refused', async () => {
    const registered = await act(registrar, await createApplication(registrar), ['register', {}]);
    const answer = await registrar.patch(`/api/applications/${registered.id}`, {
      version: registered.version,
      answers: {},
    });
    expect([answer.status, answer.body.detail]).toEqual([409, 'В состоянии «Зарегистрировано» заявка не изменяется']);
  });
});

describe('actions', () => {
  test.each([
    ['of another state', 'close', 409],
    ['that is not there', 'destroy', 404],
    ['that only follows by itself', 'publishWithoutApproval', 404],
    ['that creates', 'create', 404],
    ['whose name is none', 'Drop-Table', 404],
  ])('an action %s is refused and changes nothing', async (...[, action, status]) => {
    const draft = await createApplication(registrar);
    await act(registrar, draft, [action, { status }]);
    expect((await readCard(registrar, draft.id)).version).toBe(1);
  });

  test('an input that the action does not ask for, or a wrong one, is refused by name', async () => {
    const draft = await createApplication(registrar);
    const extra = await registrar.post(`/api/applications/${draft.id}/actions/register`, {
      version: 1,
      input: { force: true },
    });
    expect([extra.status, extra.body.problems[0].pointer]).toEqual([422, '/input/force']);
    const registered = await act(registrar, draft, ['register', {}]);
    for (const input of [{}, { employee: 'x' }, { employee: 5 }]) {
      const path = `/api/applications/${draft.id}/actions/assign`;
      const answer = await dispatcher.post(path, { version: registered.version, input });
      expect([answer.status, answer.body.problems[0].field]).toEqual([422, 'employee']);
    }
  });

  test('a colleague without the function cannot be made the executor', async () => {
    const registered = await act(registrar, await createApplication(registrar), ['register', {}]);
    const me = expected(await registrar.get('/api/me'));
    const problem = await act(dispatcher, registered, ['assign', { input: { employee: me.user.id }, status: 422 }]);
    expect(problem).toMatchObject({ problems: [{ field: 'employee', code: 'notCandidate' }] });
  });
});

test('an application keeps the versions it began with', async () => {
  const draft = await createApplication(registrar);
  expect(draft.service.version).toBe(1);
  const before = server.deps.definitions.latest('service', 'landPlotPlan');
  const text = before.text.replace('"Площадь (кв. м)"', '"Площадь участка"');
  await server.database.asOwner(async (trx) => {
    await trx.raw(
      `insert into definition_version (kind, code, version, content, text, sha256) values ('service', 'landPlotPlan', 2, ?, ?, ?)`,
      [text, text, '0'.repeat(64)],
    );
  });
  await server.deps.definitions.refresh();
  expect((await createApplication(registrar)).service.version).toBe(2);
  const registered = await act(registrar, draft, ['register', {}]);
  expect(registered.service.version).toBe(1);
});

test('a card has the people and the body of this very moment, and the same as the database itself', async () => {
  const { clock, database } = server;
  clock.toNoon();
  const client = await server.login('registrar');
  const { id, creator } = await createApplication(client);
  const today = clock.now().toISOString().slice(0, 10);
  await database.execute('update application set executor_id = creator_id, due_date = $2::date - 1 where id = $1', [
    id,
    today,
  ]);
  const shown = async () => {
    const card = await readCard(client, id);
    const row = await database.asOwner((trx) => findCard(trx, id));
    expect([card.creator, card.executor]).toEqual([row?.creator, row?.executor]);
    return [card.creator?.name, card.overdue];
  };
  const late = ['Соколова Марина Викторовна', true];
  expect([await shown(), await shown()]).toEqual([late, late]);
  const changing = (table: string, where: object) => (change: object) =>
    database.asOwner((trx) => trx(table).where(where).update(change));
  const rename = changing('user_account', { id: creator?.id });
  await rename({ surname: 'Новая' });
  expect([await shown(), await shown()]).toEqual(Array(2).fill(['Новая Марина Викторовна', true]));
  await rename({ surname: 'Соколова' });
  // Where it is still yesterday.
  const move = changing('organisation', { code: 'arch' });
  await move({ time_zone: 'Pacific/Pago_Pago' });
  expect(await shown()).toEqual(['Соколова Марина Викторовна', false]);
  await move({ time_zone: 'Europe/Moscow' });
  expect(await shown()).toEqual(late);
});
