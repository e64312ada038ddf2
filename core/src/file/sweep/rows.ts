import type { Database, Transaction } from '../../db.ts';
import { prepared, together } from '../../db-batch.ts';
import type { KeptContent, Sparing } from '../store.ts';

const spare = prepared('spare_content', 'select spare_content($1)');

/** Inside of the transaction that will name the content: whoever sweeps waits for its end. */
export function sparingIn(trx: Transaction): Sparing {
  return async (key) => void (await together(trx, [spare(key)]));
}

/** Before the transaction that will name it; must not be called inside of one. */
export function sparingBy(database: Database): Sparing {
  return async (key) => void (await database.asOwnerAtOnce([spare(key)]));
}

/** Every place that names a content; a test holds it against the catalogue. */
const REFERENCED = `(
  exists (select from file where storage_key = kept.key)
  or exists (select from file_signature where storage_key = kept.key)
  or exists (select from incoming_file where storage_key = kept.key)
  or exists (select from bus_message where files @> jsonb_build_array(jsonb_build_object('storageKey', kept.key)))
  or exists (select from delivery where files @> jsonb_build_array(jsonb_build_object('storageKey', kept.key))))`;

/** Those of the contents that no row names are marked, if they are not yet. As the owner. Gives how many are new. */
export async function markUnreferenced(
  trx: Transaction,
  contents: readonly KeptContent[],
  foundAt: Date,
): Promise<number> {
  const { rowCount } = await trx.raw(
    `insert into unreferenced_content (storage_key, size, found_at)
     select kept.key, kept.size, ? from json_to_recordset(?) as kept (key text, size bigint)
     where not ${REFERENCED} on conflict do nothing`,
    [foundAt, JSON.stringify(contents)],
  );
  return rowCount;
}

export async function listMarkedBefore(trx: Transaction, before: Date, most: number): Promise<KeptContent[]> {
  const { rows } = await trx.raw(
    `select storage_key as key, size::float8 as size from unreferenced_content where found_at < ? order by found_at limit ?`,
    [before, most],
  );
  return rows;
}

/**
 * The mark goes, and stays locked until the end of the transaction: whoever wants to keep this content waits. False: there is
 * none any more, or a row names the content after all.
 */
export async function takeMark(trx: Transaction, key: string, before: Date): Promise<boolean> {
  const taken = await trx('unreferenced_content').where({ storage_key: key }).where('found_at', '<', before).delete();
  if (taken === 0) return false;
  // A statement of its own: it sees what was committed while the mark was waited for.
  return !(await isReferenced(trx, key));
}

export async function isReferenced(trx: Transaction, key: string): Promise<boolean> {
  const { rows } = await trx.raw(`select ${REFERENCED} as named from (values (?::text)) as kept (key)`, [key]);
  return rows[0].named;
}

/** Any number that only we use. Those who copy the store hold it together, whoever takes away from it holds it alone. */
const LOCK_CONTENTS = 6_011_925_845;

/** Until the end of the transaction nothing is taken out of the store. */
export async function holdContents(trx: Transaction): Promise<void> {
  await trx.raw('select pg_advisory_xact_lock_shared(?)', [LOCK_CONTENTS]);
}

/** False: somebody is copying the store. */
export async function tryAloneWithContents(trx: Transaction): Promise<boolean> {
  const { rows } = await trx.raw('select pg_try_advisory_xact_lock(?) as alone', [LOCK_CONTENTS]);
  return rows[0].alone;
}
