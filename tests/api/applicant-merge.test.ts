import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ApplicantEvent, ApplicantView } from '../../core/src/api.gen.ts';
import { act, createApplication, expected } from '../support/factories.ts';
import type { Client } from '../support/http-client.ts';
import { newOgrnip, newPersonInn, newSnils } from '../support/people.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let registrar: Client;
let stranger: Client;
beforeAll(async () => {
  server = await startServer();
  await server.database.execute(
    "update role set permissions = array_append(permissions, 'applicants.merge') where code = 'registrar'",
  );
  [registrar, stranger] = [await server.login('registrar'), await server.login('registrar2')];
});
afterAll(() => server.close());

const person = (more: object = {}) => ({
  kind: 'person',
  surname: 'Двойная',
  name: 'Анна',
  snils: newSnils(),
  ...more,
});

async function created(data: object = person()): Promise<ApplicantView> {
  const answer = await registrar.post('/api/applicants', { data });
  expect(answer.status, answer.text).toBe(201);
  return answer.body;
}

const card = async (id: string, client = registrar): Promise<ApplicantView> =>
  expected(await client.get(`/api/applicants/${id}`));

function merge(kept: ApplicantView, merged: ApplicantView, more: object = {}) {
  const { version, data } = kept;
  const body = { version, merged: { id: merged.id, version: merged.version }, data, reason: 'Внесён дважды', ...more };
  return registrar.post(`/api/applicants/${kept.id}/merge`, body);
}

const unmerge = ({ id, version }: ApplicantView) =>
  registrar.post(`/api/applicants/${id}/unmerge`, { version, reason: 'Оказались разными людьми' });

async function historyOf(id: string, query = ''): Promise<{ items: ApplicantEvent[]; next: number | null }> {
  return expected(await registrar.get(`/api/applicants/${id}/history${query}`));
}

async function applicationsOf(id: string, client = registrar): Promise<string[]> {
  const { items } = expected(await client.get(`/api/applicants/${id}/applications`));
  return items.map((one: { id: string }) => one.id);
}

const registered = async (client: Client, snils: string) => {
  const applicant = person({ snils });
  return act(client, await createApplication(client, { applicant, notification: { way: 'inPerson' } }), [
    'register',
    {},
  ]);
};

describe('объединение', () => {
  test('остаётся одна: выбранные сведения, заявки обеих, прежняя ссылка, поиск и отмена', async () => {
    const [left, right] = [newSnils(), newSnils()];
    const [one, other] = [await registered(registrar, left), await registered(registrar, right)];
    const [kept, merged] = [await card(one.applicantId ?? ''), await card(other.applicantId ?? '')];
    const preview = expected(await registrar.get(`/api/applicants/${kept.id}/merge/${merged.id}`));
    expect(preview).toEqual({ kept, merged, cases: { kept: 1, merged: 1 } });

    const data = { ...kept.data, email: 'anna@example.org' };
    const after = expected(await merge(kept, merged, { data }));
    expect(after).toMatchObject({ id: kept.id, version: kept.version + 1, data, mergedInto: null });
    const pointing = await card(merged.id);
    expect(pointing).toMatchObject({ data: merged.data, mergedInto: { id: kept.id, name: kept.name } });
    for (const id of [kept.id, merged.id]) expect(await applicationsOf(id)).toEqual([other.id, one.id]);
    const find = async (identifier: string) =>
      expected(await registrar.post('/api/applicants/lookup', { identifier })).items.map(({ id }: ApplicantView) => id);
    expect([await find(left), await find(right)]).toEqual([[kept.id], []]);
    const patch = { version: pointing.version, data: merged.data };
    expect((await registrar.patch(`/api/applicants/${merged.id}`, patch)).body.code).toBe('stateConflict');

    // What somebody has changed since the merge is not taken back with it.
    const since = { ...after.data, email: 'new@example.org', phone: '+79990001122' };
    expected(await registrar.patch(`/api/applicants/${kept.id}`, { version: after.version, data: since }));
    expect(expected(await unmerge(pointing))).toMatchObject({ id: merged.id, data: merged.data, mergedInto: null });
    expect((await card(kept.id)).data).toMatchObject({ email: 'new@example.org' });
    expect([await applicationsOf(kept.id), await applicationsOf(merged.id)]).toEqual([[one.id], [other.id]]);
    expect(await find(right)).toEqual([merged.id]);
    expect((await unmerge(await card(merged.id))).body.code).toBe('stateConflict');
  });

  test('история: кто, почему, было и стало, новые первыми и страницами', async () => {
    const [kept, merged] = [await created(), await created()];
    expected(await merge(kept, merged, { data: { ...kept.data, snils: merged.data.snils } }));
    expected(await unmerge(await card(merged.id)));
    const { items, next } = await historyOf(kept.id);
    expect(next).toBeNull();
    expect(items.map(({ type }) => type)).toEqual(['unmerged', 'merged', 'created']);
    expect(items[1]).toMatchObject({
      actor: 'Соколова Марина Викторовна',
      reason: 'Внесён дважды',
      other: { id: merged.id, name: merged.name },
      changes: [{ field: 'snils', title: 'СНИЛС', before: kept.data.snils, after: merged.data.snils }],
    });
    expect((await historyOf(merged.id)).items.map(({ type }) => type)).toEqual([
      'unmergedFrom',
      'mergedInto',
      'created',
    ]);
    const first = await historyOf(kept.id, '?limit=2');
    const rest = await historyOf(kept.id, `?limit=2&before=${first.next}`);
    expect([...first.items, ...rest.items]).toEqual(items);
  });

  test('заявка по прежнему номеру попадает к той, что осталась, если номер выбран', async () => {
    const [kept, merged] = [await created(), await created()];
    expected(await merge(kept, merged, { data: { ...kept.data, snils: merged.data.snils } }));
    expect((await registered(registrar, merged.data.snils ?? '')).applicantId).toBe(kept.id);
  });

  test('чужое ведомство видит ту, что осталась, а после отмены – снова только свою', async () => {
    const snils = newSnils();
    const theirs = await registered(stranger, snils);
    const merged = expected(await registrar.post('/api/applicants/lookup', { identifier: snils })).items[0];
    const kept = await created();
    expect((await stranger.get(`/api/applicants/${kept.id}`)).status).toBe(404);
    expected(await merge(kept, merged));
    expect(await applicationsOf(kept.id, stranger)).toEqual([theirs.id]);
    expect((await card(merged.id, stranger)).mergedInto?.id).toBe(kept.id);
    expected(await unmerge(await card(merged.id)));
    expect((await stranger.get(`/api/applicants/${kept.id}`)).status).toBe(404);
    expect((await card(merged.id, stranger)).mergedInto).toBeNull();
  });
});

describe('отказы', () => {
  test('по старой версии, с собой, с объединённой, с другим видом, с невидимой', async () => {
    const [kept, merged, third] = [await created(), await created(), await created()];
    expect((await merge(kept, { ...merged, version: 7 })).body.code).toBe('versionConflict');
    expect((await merge(kept, kept)).body.code).toBe('stateConflict');
    const trader = await created({ ...person(), kind: 'soleTrader', inn: newPersonInn(), ogrnip: newOgrnip() });
    expect((await merge(kept, trader)).body.code).toBe('stateConflict');
    expect((await merge(kept, merged, { data: { ...kept.data, snils: '112-233-445 96' } })).body.code).toBe(
      'invalidBody',
    );
    expect((await merge(kept, merged, { data: { ...kept.data, snils: third.data.snils } })).body.code).toBe(
      'alreadyExists',
    );
    expect((await merge(kept, merged, { reason: ' ' })).status).toBe(400);
    const hidden = (await stranger.post('/api/applicants', { data: person() })).body;
    expect((await merge(kept, hidden)).status).toBe(404);
    expect((await registrar.get(`/api/applicants/${hidden.id}/history`)).status).toBe(404);
    expected(await merge(kept, merged));
    const [now, gone] = [await card(kept.id), await card(merged.id)];
    expect((await merge(third, gone)).body).toMatchObject({ code: 'stateConflict' });
    expect((await merge(gone, now)).body).toMatchObject({ code: 'stateConflict' });
  });

  test('обе друг в друга разом: удаётся одно, кольца нет', async () => {
    const [one, other] = [await created(), await created()];
    const answers = await Promise.all([merge(one, other), merge(other, one), merge(one, other), merge(other, one)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
    const after = [await card(one.id), await card(other.id)];
    expect(after.filter(({ mergedInto }) => mergedInto === null)).toHaveLength(1);
  });

  test('объединение и регистрация разом: заявка видна у той, что осталась', async () => {
    const [kept, merged] = [await created(), await created()];
    const data = { ...kept.data, snils: merged.data.snils };
    const applicant = { ...person(), snils: merged.data.snils };
    const draft = await createApplication(registrar, { applicant, notification: { way: 'inPerson' } });
    const [united, taken] = await Promise.all([merge(kept, merged, { data }), act(registrar, draft, ['register', {}])]);
    // Whoever was first: registering may have changed the record, and then the merge is refused with its version.
    if (united.status === 200) expect(await applicationsOf(kept.id)).toEqual([taken.id]);
    else expect([united.body.code, taken.applicantId]).toEqual(['versionConflict', merged.id]);
  });
});
