import type { Transaction } from '../db.ts';

export interface Forgetting {
  readonly before: Date;
  readonly now: Date;
  /** Rows at once. */
  readonly most: number;
}

/** How many of one body; null: of the installation's own connections. */
export interface Forgotten {
  readonly organisationId: string | null;
  readonly count: number;
}

/** The oldest exchanges, with their bytes. As the owner. */
export async function forgetExchanges(trx: Transaction, { before, most }: Forgetting): Promise<Forgotten[]> {
  const { rows } = await trx.raw(
    `with gone as (
       delete from exchange_message where id in (
         select id from exchange_message where at < :before order by at limit :most)
       returning organisation_id)
     select organisation_id as "organisationId", count(*)::int as count from gone group by 1`,
    { before, most },
  );
  return rows;
}

/** Bytes of messages that were dealt with; that they came stays known, so that none is taken a second time. As the owner. */
export async function forgetOriginals(trx: Transaction, { before, now, most }: Forgetting): Promise<Forgotten[]> {
  const { rows } = await trx.raw(
    `with blank as (
       update delivery set original = '', forgotten_at = :now where id in (
         select id from delivery where received_at < :before and status <> 'quarantine' and octet_length(original) > 0
         order by received_at limit :most)
       returning organisation_id)
     select organisation_id as "organisationId", count(*)::int as count from blank group by 1`,
    { before, now, most },
  );
  return rows;
}
