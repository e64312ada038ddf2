import type { Transaction } from '../../db.ts';

export interface LinkedWay {
  /** Id of the connection. */
  readonly connection: string;
  readonly title: string;
  /** Word for word. */
  readonly consent: string;
  /** ISO 8601. */
  readonly consentedAt: string;
  readonly lastLoginAt: string;
}

/** By which other places a person has come, as the owner. */
export async function listLinks(trx: Transaction, userId: string): Promise<LinkedWay[]> {
  const { rows } = await trx.raw(
    `select c.id as connection, c.title, l.consent, l.consented_at as "consentedAt", l.last_login_at as "lastLoginAt"
     from identity_link l join connection c on c.id = l.connection_id where l.user_id = ? order by c.title, c.id`,
    [userId],
  );
  return rows.map(({ consentedAt, lastLoginAt, ...row }: LinkedWay) => ({
    ...row,
    consentedAt: new Date(consentedAt).toISOString(),
    lastLoginAt: new Date(lastLoginAt).toISOString(),
  }));
}

/** How many of a body's people have come by a way. */
export async function countLinked(trx: Transaction, connectionId: string, organisationId: string): Promise<number> {
  const { rows } = await trx.raw(
    `select count(*)::int as n from identity_link l join membership m on m.user_id = l.user_id
     where l.connection_id = ? and m.organisation_id = ?`,
    [connectionId, organisationId],
  );
  return rows[0].n;
}

export interface Unknowable {
  readonly count: number;
  /** The first of them, by name. */
  readonly people: readonly { readonly id: string; readonly name: string }[];
}

const MOST_NAMED = 20;

/** People of a body whom no other place can name: no СНИЛС is known of them, and they have never come so. */
export async function findUnknowable(trx: Transaction, organisationId: string): Promise<Unknowable> {
  const { rows } = await trx.raw(
    `select u.id, concat_ws(' ', u.surname, u.name, u.patronymic) as name, (count(*) over ())::int as total
     from membership m join user_account u on u.id = m.user_id and not u.machine and u.disabled_at is null
     where m.organisation_id = ? and u.snils is null and not exists (select from identity_link l where l.user_id = u.id)
     order by u.surname, u.name, u.id limit ?`,
    [organisationId, MOST_NAMED],
  );
  return {
    count: rows[0]?.total ?? 0,
    people: rows.map(({ id, name }: { id: string; name: string }) => ({ id, name })),
  };
}
