import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { act, createApplication, expected } from '../support/factories.ts';
import type { Client } from '../support/http-client.ts';
import { newOgrnip, newOrganisationIds, newPersonInn, newSnils } from '../support/people.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let registrar: Client;
let stranger: Client;
beforeAll(async () => {
  server = await startServer();
  [registrar, stranger] = [await server.login('registrar'), await server.login('registrar2')];
});
afterAll(() => server.close());

const person = (more: object = {}) => ({ kind: 'person', surname: 'Ёлкина', name: 'Анна', snils: newSnils(), ...more });

async function created(data: object, client = registrar) {
  const answer = await client.post('/api/applicants', { data });
  expect(answer.status, answer.text).toBe(201);
  return answer.body;
}

async function accesses(subject: string | null, action: string): Promise<number> {
  await server.deps.accessLog.flush();
  const rows = await server.database.asOwner(async (trx) =>
    trx('access_log').where({ subject_kind: 'applicant', action, subject_id: subject }).select('id'),
  );
  return rows.length;
}

describe('реестр заявителей', () => {
  test('внесённый найден по началу фамилии, без различия е и ё; записан в одном виде', async () => {
    const snils = newSnils();
    const view = await created(
      person({ snils: `${snils.slice(0, 3)}-${snils.slice(3, 6)}-${snils.slice(6, 9)} ${snils.slice(9)}` }),
    );
    expect(view).toMatchObject({ name: 'Ёлкина Анна', version: 1, data: { snils } });
    const found = await registrar.get(
      `/api/applicants?surname=${encodeURIComponent('елк')}&name=${encodeURIComponent('ан')}`,
    );
    expect(found.body.items.map((one: { id: string }) => one.id)).toContain(view.id);
    const none = await registrar.get(`/api/applicants?surname=${encodeURIComponent('кина')}`);
    expect(none.body.items).toEqual([]);
    expect((await registrar.get(`/api/applicants/${view.id}`)).body).toEqual(view);
    expect(await accesses(view.id, 'view')).toBe(1);
  });

  test.each([
    ['%', []],
    ['_', []],
    ["' or 1=1 --", []],
    ['\\', []],
  ])('знаки поиска %j – просто знаки', async (surname, expected) => {
    const answer = await registrar.get(`/api/applicants?surname=${encodeURIComponent(surname)}`);
    expect(answer.body.items).toEqual(expected);
  });

  test('организация найдена по части наименования', async () => {
    const { id } = await created({ kind: 'organisation', title: 'ООО «Тихая заводь»', ...newOrganisationIds() });
    const answer = await registrar.get(`/api/applicants?title=${encodeURIComponent('ЗАВОДЬ')}`);
    expect(answer.body.items.map((one: { id: string }) => one.id)).toEqual([id]);
  });

  test('каждая ошибка названа своим полем, ничего не записано', async () => {
    const answer = await registrar.post('/api/applicants', {
      data: { kind: 'person', surname: 'Без', snils: '112-233-445 96' },
    });
    expect(answer.status).toBe(400);
    expect(answer.body.code).toBe('invalidBody');
    expect(answer.body.problems.map((one: { pointer: string }) => one.pointer)).toEqual(['/data/snils', '/data/name']);
    const found = await registrar.get(`/api/applicants?surname=${encodeURIComponent('Без')}`);
    expect(found.body.items).toEqual([]);
  });

  test('второй с тем же идентификатором не вносится', async () => {
    const data = person();
    const first = await created(data);
    const answer = await registrar.post('/api/applicants', { data: { ...data, surname: 'Иная' } });
    expect(answer.status).toBe(409);
    expect(answer.body).toMatchObject({ code: 'alreadyExists', current: { id: first.id } });
  });

  test('возможные повторы названы с тем, что совпало; чужие и непохожие – нет', async () => {
    const snils = newSnils();
    const one = await created(person({ surname: 'Двойная', birthDate: '1980-05-01', snils }));
    const trader = await created({ ...one.data, kind: 'soleTrader', inn: newPersonInn(), ogrnip: newOgrnip() });
    const nameless = await created(person({ surname: 'двойная' }));
    await created(person({ surname: 'Двойная', birthDate: '1990-05-01' }));
    await created(person({ surname: 'Двойная', name: 'Инна' }));
    await created(person({ surname: 'Двойная', birthDate: '1980-05-01' }), stranger);
    const found = expected(await registrar.get(`/api/applicants/${one.id}/duplicates`));
    expect(
      found.items.map((item: { applicant: { id: string }; reasons: string[] }) => [item.applicant.id, item.reasons]),
    ).toEqual([
      [trader.id, ['name', 'snils']],
      [nameless.id, ['name']],
    ]);
    expect(await accesses(one.id, 'duplicates')).toBe(1);
    expect((await stranger.get(`/api/applicants/${one.id}/duplicates`)).status).toBe(404);
  });

  test('десять одновременных внесений дают одну запись', async () => {
    const data = person({ surname: 'Разом' });
    const answers = await Promise.all(Array.from({ length: 10 }, () => registrar.post('/api/applicants', { data })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array.from({ length: 9 }, () => 409)]);
  });

  test('изменение поднимает версию; по старой версии – отказ с текущей', async () => {
    const { id, data } = await created(person());
    const changed = await registrar.patch(`/api/applicants/${id}`, { version: 1, data: { ...data, surname: 'Новая' } });
    expect(changed.body).toMatchObject({ version: 2, name: 'Новая Анна' });
    const late = await registrar.patch(`/api/applicants/${id}`, { version: 1, data });
    expect(late.status).toBe(409);
    expect(late.body).toMatchObject({ code: 'versionConflict', current: { version: 2 } });
    expect(await accesses(id, 'change')).toBe(1);
  });

  test('чужой идентификатор при изменении не присваивается', async () => {
    const other = await created(person());
    const { id, data } = await created(person());
    const answer = await registrar.patch(`/api/applicants/${id}`, {
      version: 1,
      data: { ...data, snils: other.data.snils },
    });
    expect(answer.body.code).toBe('alreadyExists');
  });

  test('листание отдаёт каждого один раз и по алфавиту', async () => {
    for (let at = 0; at < 25; at++) await created(person({ surname: 'Листова', name: `Имя${'абвгд'[at % 5]}` }));
    const names: string[] = [];
    const ids = new Set<string>();
    let after = '';
    do {
      const answer = await registrar.get(`/api/applicants?limit=10&surname=${encodeURIComponent('Листова')}${after}`);
      for (const one of answer.body.items) {
        names.push(one.name);
        ids.add(one.id);
      }
      after = answer.body.next === null ? '' : `&after=${encodeURIComponent(answer.body.next)}`;
    } while (after !== '');
    expect(ids.size).toBe(25);
    expect(names).toEqual([...names].sort((one, other) => one.localeCompare(other, 'ru')));
  });

  test.each(['x', 'bnVsbA', Buffer.from('["a","b"]').toString('base64url')])(
    'испорченная страница %s – отказ',
    async (after) => {
      const answer = await registrar.get(`/api/applicants?after=${after}`);
      expect(answer.status).toBe(400);
      expect(answer.body.code).toBe('invalidQuery');
    },
  );
});

describe('чужое ведомство', () => {
  test('не видит заявителя, пока не найдёт его по точному идентификатору; поиск записан', async () => {
    const { id, data } = await created(person({ surname: 'Скрытная' }));
    const bySurname = `/api/applicants?surname=${encodeURIComponent('Скрытная')}`;
    expect((await stranger.get(bySurname)).body.items).toEqual([]);
    expect((await stranger.get(`/api/applicants/${id}`)).status).toBe(404);
    expect((await stranger.patch(`/api/applicants/${id}`, { version: 1, data })).status).toBe(404);
    expect((await stranger.get(`/api/applicants/${id}/applications`)).status).toBe(404);
    const found = await stranger.post('/api/applicants/lookup', { identifier: data.snils });
    expect(found.body.items.map((one: { id: string }) => one.id)).toEqual([id]);
    expect(await accesses(id, 'lookup:snils')).toBeGreaterThan(0);
    expect((await stranger.get(bySurname)).body.items).toHaveLength(1);
  });

  test('ненайденный тоже записан', async () => {
    const before = await accesses(null, 'lookup:snils');
    const answer = await stranger.post('/api/applicants/lookup', { identifier: newSnils() });
    expect(answer.body).toEqual({ items: [], next: null });
    expect(await accesses(null, 'lookup:snils')).toBe(before + 1);
  });
});

describe('поиск по идентификатору', () => {
  test('по одному ИНН – и человек, и он же предприниматель', async () => {
    const inn = newPersonInn();
    await created(person({ surname: 'Двойной', inn }));
    await created({ kind: 'soleTrader', surname: 'Двойной', name: 'Анна', inn, ogrnip: newOgrnip() });
    const answer = await registrar.post('/api/applicants/lookup', { identifier: inn });
    expect(answer.body.items.map((one: { name: string }) => one.name).sort()).toEqual([
      'Двойной Анна',
      'ИП Двойной Анна',
    ]);
  });

  test.each(['112-233-445 96', '123', '7707083890', ''])('неверный номер %j назван', async (identifier) => {
    const answer = await registrar.post('/api/applicants/lookup', { identifier });
    expect(answer.status).toBe(400);
    expect(answer.body.problems[0].field).toBe('identifier');
  });
});

describe('права', () => {
  test.each(['dispatcher', 'executor', 'approver', 'monitor', 'admin'])('%s в реестр не допущен', async (login) => {
    const client = await server.login(login);
    expect((await client.get('/api/applicants')).status).toBe(403);
    expect((await client.post('/api/applicants', { data: person() })).status).toBe(403);
    expect((await client.post('/api/applicants/lookup', { identifier: newSnils() })).status).toBe(403);
  });
});

describe('заявитель из заявки', () => {
  const anna = (snils: string, more: object = {}) => ({
    kind: 'person',
    surname: 'Заявкина',
    name: 'Анна',
    snils,
    ...more,
  });

  const inPerson = (snils: string) => ({ applicant: anna(snils), notification: { way: 'inPerson' } });

  test('при регистрации попадает в реестр; следующая заявка обновляет его и не теряет прежнего', async () => {
    const snils = newSnils();
    const [old, now] = ['г. Верхнереченск, ул. Старая, 1', 'г. Верхнереченск, ул. Новая, 2'];
    const first = await createApplication(registrar, {
      applicant: anna(snils, { registrationAddress: old, email: 'anna@example.org' }),
    });
    expect(first.applicantId).toBeNull();
    const registered = await act(registrar, first, ['register', {}]);
    const second = await createApplication(registrar, {
      applicant: anna(snils, { registrationAddress: now, email: 'new@example.org', phone: '' }),
    });
    const again = await act(registrar, second, ['register', {}]);
    expect(again.applicantId).toBe(registered.applicantId);
    const view = (await registrar.get(`/api/applicants/${registered.applicantId}`)).body;
    expect(view).toMatchObject({ version: 2, data: { registrationAddress: now, email: 'new@example.org' } });
    const path = `/api/applicants/${registered.applicantId}/applications`;
    const all = (await registrar.get(path)).body.items;
    expect(all.map((one: { id: string }) => one.id)).toEqual([second.id, first.id]);
    expect(all[0]).toMatchObject({ number: again.number, stateTitle: 'Зарегистрировано', phase: 'received' });
    const page = (await registrar.get(`${path}?limit=1`)).body;
    expect(page.items).toHaveLength(1);
    const rest = (await registrar.get(`${path}?limit=1&after=${encodeURIComponent(page.next)}`)).body;
    expect(rest).toMatchObject({ items: [{ id: first.id }], next: null });
  });

  test('у каждого ведомства свои заявки одного заявителя', async () => {
    const snils = newSnils();
    const mine = await act(registrar, await createApplication(registrar, inPerson(snils)), ['register', {}]);
    const theirs = await act(stranger, await createApplication(stranger, inPerson(snils)), ['register', {}]);
    expect(theirs.applicantId).toBe(mine.applicantId);
    for (const [client, card] of [
      [registrar, mine],
      [stranger, theirs],
    ] as const) {
      const { items } = (await client.get(`/api/applicants/${mine.applicantId}/applications`)).body;
      expect(items.map((one: { id: string }) => one.id)).toEqual([card.id]);
    }
  });
});
