import type { Transaction } from '../../db.ts';

/** Whether the body holds papers that it has to give back. */
export async function holdsOriginals(trx: Transaction, id: string): Promise<boolean> {
  const rows = await trx('received_document')
    .where({ application_id: id, form: 'original', returned_at: null })
    .limit(1)
    .select('application_id');
  return rows.length > 0;
}

interface AbandonedPage {
  readonly organisationId: string;
  readonly before: Date;
  readonly after: string | undefined;
  readonly limit: number;
}

/** Ids of a body's drafts that nobody has touched since then, in order. */
export async function listAbandoned(
  trx: Transaction,
  { organisationId, before, after, limit }: AbandonedPage,
): Promise<string[]> {
  const { rows } = await trx.raw(
    `select a.id from application a
     where a.organisation_id = :organisationId and a.phase = 'draft' and a.registered_at is null and a.source = 'employee'
       and a.discarded_at is null and a.updated_at < :before and (:after::uuid is null or a.id > :after::uuid)
     order by a.id limit :limit`,
    { organisationId, before, after: after ?? null, limit },
  );
  return rows.map((row: { id: string }) => row.id);
}

export interface DiscardedRow {
  readonly id: string;
  readonly organisationId: string;
  readonly version: number;
  readonly state: string;
}

/** Ids of drafts of all bodies that were thrown away before this moment and still hold what they held, in order. As the owner. */
export async function listDiscardedBefore(
  trx: Transaction,
  { before, after, limit }: Omit<AbandonedPage, 'organisationId'>,
): Promise<string[]> {
  const { rows } = await trx.raw(
    `select id from application where discarded_at < :before and destroyed_at is null and (:after::uuid is null or id > :after::uuid)
     order by id limit :limit`,
    { before, after: after ?? null, limit },
  );
  return rows.map((row: { id: string }) => row.id);
}

/** One of them under its lock; undefined: it was brought back, or is gone. */
export async function lockDiscarded(trx: Transaction, id: string, before: Date): Promise<DiscardedRow | undefined> {
  const { rows } = await trx.raw(
    `select id, organisation_id as "organisationId", version, state from application
     where id = :id and discarded_at < :before and destroyed_at is null for update`,
    { id, before },
  );
  return rows[0];
}
