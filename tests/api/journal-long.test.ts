import { afterAll, beforeAll, expect, test } from 'vitest';
import { sealKey } from '../../core/src/journal/seal.ts';
import { verifyJournal } from '../../core/src/journal/verify.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { insertApplications, insertPlace } from '../support/database-rows.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

/** No seals: what is looked at is the check of the chains; how fast it is, `npm run bench` says. */
const seals = { numbers: async () => [], read: async () => undefined, write: async () => undefined };

test('испорченная среди 20 000 записей названа', async () => {
  const place = await insertPlace(database);
  const applications = await insertApplications(database, place, 1_000);
  for (let seq = 1; seq <= 20; seq += 1) await appendToAll(seq);
  const deps = { database, seals, key: sealKey('a secret of at least thirty-two characters') };
  expect(await verifyJournal(deps)).toMatchObject({ ok: true, rows: 20_000 });

  const applicationId = applications[500];
  await database.asOwner(async (trx) => {
    await trx.raw('set local session_replication_role = replica');
    await trx('application_event').where({ application_id: applicationId, seq: 11 }).update({ type: 'forged' });
  });
  expect((await verifyJournal(deps)).firstBadRow).toEqual({ applicationId, seq: 11, problem: 'chain' });
});

/** One more row for every application, hashed as append_event does it, in one statement. */
async function appendToAll(seq: number): Promise<void> {
  await database.asOwner(async (trx) => {
    await trx.raw('set local session_replication_role = replica'); // half the time of writing is foreign keys
    await trx.raw(
      `with next as (
         select a.id, a.organisation_id, previous.chain_hash, payload.text, now() as at, sha256(convert_to(payload.text, 'UTF8')) as hash
         from application a
         left join application_event previous on previous.application_id = a.id and previous.seq = :previous
         cross join lateral (select jsonb_build_object('n', :seq::int, 'id', a.id, 'note', repeat('сведения ', 20))::text) as payload (text)
       ), event as (
         insert into application_event (organisation_id, application_id, seq, type, at, payload_hash, chain_hash)
         select organisation_id, id, :seq, 'changed', at, hash,
           event_chain_hash(chain_hash, hash, id, organisation_id, :seq, null, at, 'changed') from next
         returning id, application_id, organisation_id
       )
       insert into application_event_payload (event_id, organisation_id, text)
       select event.id, event.organisation_id, next.text from event join next on next.id = event.application_id`,
      { seq, previous: seq - 1 },
    );
  });
}
