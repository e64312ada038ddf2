import type { Knex } from 'knex';
import type { Transaction } from '../db.ts';
import { discardedKind } from '../staff-notice/kinds.ts';
import type { DigestLine } from './text.ts';

/** Whose hour has come today and who was not looked at since, in all bodies; as the owner. */
export async function listDue(trx: Transaction, now: Date, limit: number): Promise<Whose[]> {
  const { rows } = await trx.raw(
    `select s.user_id as "userId", o.id as "organisationId"
     from digest_setting s join organisation o on o.id = s.organisation_id
       join user_account u on u.id = s.user_id and u.disabled_at is null
       join membership m on m.user_id = s.user_id and m.organisation_id = s.organisation_id
     where extract(hour from :now::timestamptz at time zone o.time_zone) >= s.hour
       and s.looked_on is distinct from (:now::timestamptz at time zone o.time_zone)::date
     order by s.user_id, o.id limit :limit`,
    { now, limit },
  );
  return rows;
}

export interface Setting {
  readonly hour: number;
  readonly lookedOn: string | null;
  readonly lookedAt: Date | null;
}

export interface Whose {
  readonly userId: string;
  readonly organisationId: string;
}

/** With the row's lock when the caller is going to send. */
export async function findSetting(trx: Transaction, whose: Whose, lock = false): Promise<Setting | undefined> {
  const { rows } = await trx.raw(
    `select hour, looked_on::text as "lookedOn", looked_at as "lookedAt" from digest_setting
     where user_id = :userId and organisation_id = :organisationId ${lock ? 'for update' : ''}`,
    { ...whose },
  );
  return rows[0];
}

export interface NewsSearch {
  readonly userId: string;
  readonly visible: (where: Knex.QueryBuilder) => void;
  /** Of these kinds. */
  readonly kinds: readonly string[];
  /** Told after this; null: ever. */
  readonly since: Date | null;
  readonly limit: number;
}

export interface NewsRow extends DigestLine {
  readonly id: string;
}

/** Notices that are neither read nor told before, of cases that are not over, the oldest first. */
export async function listNews(
  trx: Transaction,
  { userId, visible, kinds, since, limit }: NewsSearch,
): Promise<NewsRow[]> {
  const query = trx('staff_notice')
    .leftJoin('application', 'application.id', 'staff_notice.application_id')
    .where('staff_notice.user_id', userId)
    .where((where) =>
      where.where(visible).orWhereNull('staff_notice.application_id').orWhere('staff_notice.kind', discardedKind),
    )
    .whereIn('staff_notice.kind', kinds)
    .whereNull('staff_notice.read_at')
    .whereNull('staff_notice.mailed_at')
    .where((of) => of.whereNull('application.closed_at').orWhere('staff_notice.kind', discardedKind))
    .select('staff_notice.id', 'staff_notice.kind', 'staff_notice.text', {
      applicationId: 'staff_notice.application_id',
    })
    .orderBy('staff_notice.id')
    .limit(limit);
  if (since !== null) query.where('staff_notice.created_at', '>', since);
  return query;
}

export interface OutgoingDigest {
  readonly id: string;
  readonly userId: string;
  readonly organisationId: string;
  readonly address: string;
  readonly text: string;
}

export async function findDigest(trx: Transaction, id: string): Promise<OutgoingDigest | undefined> {
  return trx('digest')
    .where({ id })
    .first('id', 'address', 'text', { organisationId: 'organisation_id', userId: 'user_id' });
}

export interface LastDigest {
  readonly createdAt: Date;
  readonly sentAt: Date | null;
  readonly failure: string | null;
}

export async function findLastDigest(trx: Transaction, whose: Whose): Promise<LastDigest | undefined> {
  return trx('digest')
    .where({ user_id: whose.userId, organisation_id: whose.organisationId })
    .orderBy('id', 'desc')
    .first({ createdAt: 'created_at', sentAt: 'sent_at', failure: 'failure' });
}
