import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Transaction } from '../../core/src/db.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { insertPlace, type Place } from '../support/database-rows.ts';

let database: TestDatabase;
let mine: Place;
let foreign: Place;

beforeAll(async () => {
  database = await createTestDatabase();
  mine = await insertPlace(database);
  foreign = await insertPlace(database);
  for (const { organisationId } of [mine, foreign]) {
    await database.asOwner(async (trx) => {
      const row = { kind: 'person', data: '{}', search: 'петров', snils: '11223344595' };
      const [applicant] = await trx('applicant').insert(row).returning('id');
      const link = { organisation_id: organisationId, applicant_id: applicant.id, reason: 'application' };
      await trx('applicant_link').insert(link);
    });
  }
});
afterAll(() => database.drop());

const asMe = <T>(work: (trx: Transaction) => Promise<T>) => database.inBodies([mine.organisationId], work);
const FORBIDDEN = '42501';

describe('заявители общие', () => {
  const lookUp = (value: string, kind = 'snils') =>
    asMe(async (trx) => {
      const { rows } = await trx.raw('select id from find_applicant_by_identifier(?, ?, ?, ?)', [
        kind,
        value,
        mine.organisationId,
        mine.userId,
      ]);
      return rows.length as number;
    });

  test('видны только те, с кем орган связан, пока не найдены по точному номеру; поиск остаётся на записи', async () => {
    const visible = () => asMe(async (trx) => (await trx('applicant').select('id')).length);
    expect(await visible()).toBe(1);
    expect(await lookUp('11223344594')).toBe(0);
    expect(await visible()).toBe(1);
    expect(await lookUp('11223344595')).toBe(2);
    expect(await visible()).toBe(2);
    const records = await asMe((trx) =>
      trx('access_log').where({ action: 'lookup:snils' }).select('subject_id', 'user_id'),
    );
    expect(records).toHaveLength(3);
    expect(records.filter((record) => record.subject_id === null)).toHaveLength(1);
    expect(records.every((record) => record.user_id === mine.userId)).toBe(true);
  });

  test('по пустому или неизвестному номеру и за чужой орган не ищутся', async () => {
    await expect(lookUp('')).rejects.toMatchObject({ code: '22023' });
    await expect(lookUp('x', 'surname')).rejects.toMatchObject({ code: '22023' });
    const forOthers = asMe((trx) =>
      trx.raw('select * from find_applicant_by_identifier(?, ?, ?, ?)', [
        'snils',
        '11223344595',
        foreign.organisationId,
        mine.userId,
      ]),
    );
    await expect(forOthers).rejects.toMatchObject({ code: FORBIDDEN });
  });

  test('новый заводится без RETURNING и виден со связью', async () => {
    const { organisationId, userId } = mine;
    const seen = await asMe(async (trx) => {
      const { rows } = await trx.raw('select new_id() as id');
      const [{ id }] = rows;
      await trx('applicant').insert({ id, kind: 'person', data: '{}', search: 'новый' });
      expect(await trx('applicant').where({ id }).select('id')).toEqual([]);
      await trx('applicant_link').insert({
        organisation_id: organisationId,
        applicant_id: id,
        reason: 'application',
        user_id: userId,
      });
      return trx('applicant').where({ id }).select('search');
    });
    expect(seen).toEqual([{ search: 'новый' }]);
  });
});
