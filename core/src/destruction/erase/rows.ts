import type { Transaction } from '../../db.ts';
import type { KeptContent } from '../../file/store.ts';
import { markUnreferenced } from '../../file/sweep/rows.ts';
import { forgetApplicant } from '../applicant/rows.ts';
import { deliveriesOf, messagesOf, type Place, places } from './places.ts';

export interface Erasing {
  readonly applicationId: string;
  readonly organisationId: string;
  /** null: a draft that nobody wanted; what its files hold goes with the sweep of the store. */
  readonly act: { readonly id: string; readonly number: number } | null;
  readonly now: Date;
}

/** How many rows each table has lost or had emptied. */
export type Erased = Readonly<Record<string, number>>;

/** Everything of a person that hangs on the case, in this transaction of the owner; the case's row goes last and never changes again. */
export async function eraseCase(trx: Transaction, erasing: Erasing): Promise<Erased> {
  const { applicationId, organisationId, now, act } = erasing;
  const owners = await ownersOf(trx, applicationId);
  const applicantId = await findApplicantId(trx, applicationId);
  const values = { application: applicationId, organisation: organisationId, owners, now, act: act?.number ?? null };
  const contents = await keepContents(trx, erasing);
  const counts = await erasePlaces(trx, places, values);
  if (applicantId !== null && (await forgetApplicant(trx, { applicantId, organisationId })) !== 'kept')
    counts.applicant = 1;
  // Those that nobody names any more wait for their end, like all that nobody names.
  if (contents.length > 0) await markUnreferenced(trx, contents, now);
  return counts;
}

/** In this transaction from now on, what is otherwise kept for a while may go at once. How many rows of each table went or were emptied. */
export async function erasePlaces(
  trx: Transaction,
  list: readonly Place[],
  values: object,
): Promise<Record<string, number>> {
  await trx.raw(`select set_config('reglament.destruction', 'on', true)`);
  const counts: Record<string, number> = {};
  for (const place of list) {
    const { rowCount } = await trx.raw(statementOf(place), { ...values });
    counts[place.table] = rowCount;
  }
  return counts;
}

async function findApplicantId(trx: Transaction, id: string): Promise<string | null> {
  const row = await trx('application').where({ id }).first('applicant_id');
  return row?.applicant_id ?? null;
}

export function statementOf({ table, of, erased }: Place): string {
  if (erased === 'rows') return `delete from ${table} where ${of}`;
  const columns = Object.entries(erased).map(([column, value]) => `${column} = ${value}`);
  return `update ${table} set ${columns.join(', ')} where ${of}`;
}

/** By whose id exchanges, tries and values of plugins are kept. */
async function ownersOf(trx: Transaction, applicationId: string): Promise<string[]> {
  const tables = ['request', 'publication', 'notice', 'webhook_delivery'];
  const ids = tables.map((table) => `select id from ${table} where application_id = :applicationId`);
  const { rows } = await trx.raw(`select :applicationId::uuid as id union ${ids.join(' union ')}`, { applicationId });
  return rows.map((row: { id: string }) => row.id);
}

/** Which contents the case names, before its rows go: they are taken out of the store later. */
async function keepContents(trx: Transaction, { applicationId, organisationId, act }: Erasing): Promise<KeptContent[]> {
  const key = (files: string) =>
    `select one ->> 'storageKey', 0 from (${files}) as held cross join jsonb_array_elements(held.files) one`;
  const sources = `select storage_key as key, size from file where application_id = :application
    union all select s.storage_key, s.size from file_signature s join file f on f.id = s.file_id where f.application_id = :application
    union all ${key(deliveriesOf('d.files'))} union all ${key(messagesOf('m.files'))}`;
  const values = { application: applicationId, organisation: organisationId, organisationId, actId: act?.id ?? null };
  return noteContents(trx, sources, values);
}

type Values = { readonly actId: string | null; readonly organisationId: string } & Readonly<
  Record<string, string | null>
>;

/** `sources`: SQL for `key` and `size` of contents, over the values. They are noted with the act, if there is one. */
export async function noteContents(trx: Transaction, sources: string, values: Values): Promise<KeptContent[]> {
  const named = `select named.key, max(named.size)::float8 as size from (${sources}) named where named.key is not null group by named.key`;
  if (values.actId === null) return (await trx.raw(named, values)).rows;
  const { rows } = await trx.raw(
    `insert into destruction_content (act_id, organisation_id, storage_key, size)
     select :actId, :organisationId, key, size from (${named}) as own
     on conflict (act_id, storage_key) do update set size = greatest(destruction_content.size, excluded.size)
     returning storage_key as key, size::float8 as size`,
    values,
  );
  return rows;
}
