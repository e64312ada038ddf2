import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { journalOf } from '../../core/src/journal/queries.ts';
import { appendEvent } from '../../core/src/journal/rows.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { insertApplications, insertPlace, type Place } from '../support/database-rows.ts';

let database: TestDatabase;
let place: Place;

beforeAll(async () => {
  database = await createTestDatabase();
  place = await insertPlace(database);
});
afterAll(() => database.drop());

const at = new Date('2026-11-20T09:30:00.123Z');

async function newApplication(): Promise<string> {
  const [id = ''] = await insertApplications(database, place, 1);
  return id;
}

function write(applicationId: string, payload: unknown, type = 'changed'): Promise<number> {
  const { organisationId, userId } = place;
  return database.inBodies([organisationId], (trx) =>
    appendEvent(trx, { applicationId, organisationId, type, actorId: userId, at, payload }),
  );
}

describe('запись журнала', () => {
  test('стоит с именем сотрудника, временем и содержанием, каким оно было', async () => {
    const id = await newApplication();
    await write(id, { answers: { area: 12.5, address: 'ул. Садовая, «1»' }, list: [1, null] }, 'created');
    await write(id, {}, 'action:register');
    const entries = await database.inBodies([place.organisationId], (trx) => journalOf(trx, id));
    expect(entries.map(({ seq, type, at: time, actor }) => ({ seq, type, time, actor }))).toEqual([
      { seq: 1, type: 'created', time: at, actor: { id: place.userId, name: 'Проверкина Нина' } },
      { seq: 2, type: 'action:register', time: at, actor: { id: place.userId, name: 'Проверкина Нина' } },
    ]);
    expect(entries[0]?.payload).toEqual({ answers: { area: 12.5, address: 'ул. Садовая, «1»' }, list: [1, null] });
  });

  test('исчезает вместе с отменённой транзакцией, и номера остаются без пропусков', async () => {
    const id = await newApplication();
    const { organisationId, userId } = place;
    const event = { applicationId: id, organisationId, type: 'x', actorId: userId, at, payload: {} };
    const failing = database.inBodies([organisationId], async (trx) => {
      await appendEvent(trx, event);
      throw new Error('отмена');
    });
    await expect(failing).rejects.toThrow('отмена');
    await write(id, {});
    const entries = await database.inBodies([organisationId], (trx) => journalOf(trx, id));
    expect(entries.map(({ seq }) => seq)).toEqual([1]);
  });

  test('при одновременной записи получает свой номер: 30 записей – номера с 1 по 30', async () => {
    const id = await newApplication();
    await Promise.all(Array.from({ length: 30 }, (_, index) => write(id, { index })));
    const entries = await database.inBodies([place.organisationId], (trx) => journalOf(trx, id));
    expect(entries.map(({ seq }) => seq)).toEqual(Array.from({ length: 30 }, (_, index) => index + 1));
  });

  test('чужой заявки не делается и не читается', async () => {
    const id = await newApplication();
    await write(id, {});
    const other = await insertPlace(database);
    const event = {
      applicationId: id,
      organisationId: other.organisationId,
      type: 'x',
      actorId: null,
      at,
      payload: {},
    };
    await expect(database.inBodies([other.organisationId], (trx) => appendEvent(trx, event))).rejects.toMatchObject({
      code: '42501',
    });
    expect(await database.inBodies([other.organisationId], (trx) => journalOf(trx, id))).toEqual([]);
  });
});

describe('ролью приложения', () => {
  test.each([
    [
      'вписать строку мимо append_event',
      'insert into application_event overriding system value select * from application_event',
    ],
    ['изменить строку', "update application_event set type = 'forged'"],
    ['удалить строку', 'delete from application_event'],
    ['изменить содержание', "update application_event_payload set text = '{}'"],
    ['прочитать печати', 'select * from journal_seal'],
    ['стереть журнал просмотров', 'delete from access_log'],
  ])('нельзя %s', async (_, statement) => {
    await expect(database.inBodies([place.organisationId], (trx) => trx.raw(statement))).rejects.toMatchObject({
      code: '42501',
    });
  });
});

describe('владельцем базы по ошибке', () => {
  beforeAll(async () => {
    await write(await newApplication(), { any: 1 });
    await database.asOwner((trx) => trx('access_log').insert({ action: 'view', subject_kind: 'application' }));
  });

  test.each([
    "update application_event set type = 'forged'",
    'delete from application_event',
    'truncate application_event cascade',
    "update application_event_payload set text = '{}'",
    'delete from application_event_payload',
    "update definition_version set text = 'forged'",
    'delete from definition_version',
    "update access_log set action = 'forged'",
    'delete from access_log',
  ])('нельзя: %s', async (statement) => {
    await expect(database.asOwner((trx) => trx.raw(statement))).rejects.toMatchObject({ code: 'RG001' });
  });

  test('можно только уничтожить содержание, однажды и с отметкой', async () => {
    const id = await newApplication();
    const event = await write(id, { secret: 1 });
    const destroy = (text: string | null) =>
      database.asOwner((trx) =>
        trx('application_event_payload').where({ event_id: event }).update({ text, destroyed_at: at }),
      );
    await expect(destroy('{}')).rejects.toMatchObject({ code: 'RG001' });
    await destroy(null);
    await expect(destroy(null)).rejects.toMatchObject({ code: 'RG001' });
    const [entry] = await database.inBodies([place.organisationId], (trx) => journalOf(trx, id));
    expect(entry).toMatchObject({ payload: null, destroyedAt: at });
  });
});
