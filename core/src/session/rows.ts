import type { Transaction } from '../db.ts';

/** What a person is shown of a session instead of its id, which is next to the token's. */
export const sessionCode = "substr(encode(id, 'hex'), 1, 32)::uuid";

export interface NewSession {
  readonly id: Buffer;
  readonly userId: string;
  readonly organisationId: string;
  readonly remembered: boolean;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly address: string;
  readonly userAgent: string;
  /** How the person has come, when it was not by a password. */
  readonly identity?: IdentityOrigin;
}

export interface IdentityOrigin {
  readonly connectionId: string;
  /** Ids of the bodies that they may act for, as the other place has said. */
  readonly bodies: readonly string[];
  /** What the other place is to be told at the end, sealed for this session. */
  readonly sealedHint: (session: Buffer) => Buffer | null;
  /** Its name at the other place. */
  readonly session: string | undefined;
}

export async function insertSession(trx: Transaction, session: NewSession): Promise<void> {
  await trx('session').insert({
    id: session.id,
    user_id: session.userId,
    organisation_id: session.organisationId,
    remembered: session.remembered,
    created_at: session.createdAt,
    last_seen_at: session.createdAt,
    expires_at: session.expiresAt,
    address: session.address,
    user_agent: session.userAgent.slice(0, 300),
    identity_connection_id: session.identity?.connectionId ?? null,
    identity_bodies: session.identity ? [...session.identity.bodies] : null,
    identity_hint: session.identity?.sealedHint(session.id) ?? null,
    identity_session: session.identity?.session ?? null,
  });
}

export async function deleteSession(trx: Transaction, id: Buffer): Promise<void> {
  await trx('session').where({ id }).delete();
}

export async function deleteSessionsOf(trx: Transaction, userId: string): Promise<void> {
  await trx('session').where({ user_id: userId }).delete();
}

/** Those that began by this connection. */
export async function deleteIdentitySessions(trx: Transaction, userId: string, connectionId: string): Promise<void> {
  await trx('session').where({ user_id: userId, identity_connection_id: connectionId }).delete();
}

export interface EndedThere {
  readonly connectionId: string;
  /** Whose; undefined: that is not said. */
  readonly userId: string | undefined;
  /** Its name at the other place; undefined: all of that person. */
  readonly session: string | undefined;
}

/** Those that began by this connection with an entrance that has ended there; of one whose name is not known, also that; how many ended. */
export async function deleteEndedThere(
  trx: Transaction,
  { connectionId, userId, session }: EndedThere,
): Promise<number> {
  const { rowCount } = await trx.raw(
    `delete from session where identity_connection_id = :connectionId and (identity_session = :session
       or (user_id = :userId::uuid and (:session::text is null or identity_session is null)))`,
    { connectionId, userId: userId ?? null, session: session ?? null },
  );
  return rowCount;
}

/** Another session of the same person, by the code that it is shown under, or all others; how many ended. */
export async function deleteOtherSessions(
  trx: Transaction,
  { userId, id, code }: { readonly userId: string; readonly id: Buffer; readonly code?: string },
): Promise<number> {
  const query = trx('session').where({ user_id: userId }).whereNot({ id }).delete();
  return code === undefined ? query : query.whereRaw(`${sessionCode} = ?`, [code]);
}

export async function prolongSession(
  trx: Transaction,
  id: Buffer,
  times: { seenAt: Date; expiresAt: Date },
): Promise<void> {
  await trx('session').where({ id }).update({ last_seen_at: times.seenAt, expires_at: times.expiresAt });
}

/** False when the user does not belong to that body. */
export async function chooseOrganisation(trx: Transaction, id: Buffer, organisationId: string): Promise<boolean> {
  const changed = await trx('session')
    .where({ id })
    // Whoever came by another place acts for the bodies that it has named, as far as they let people in by it.
    .whereRaw(`(identity_connection_id is null or (:body = any(identity_bodies) and ${admitting(':body')}))`, {
      body: organisationId,
    })
    .whereExists(
      trx('membership')
        .whereRaw('membership.user_id = session.user_id')
        .where('membership.organisation_id', organisationId),
    )
    .update({ organisation_id: organisationId });
  return changed === 1;
}

export async function updatePassword(trx: Transaction, userId: string, passwordHash: string): Promise<void> {
  await trx('user_account').where({ id: userId }).update({ password_hash: passwordHash, must_change_password: false });
}

export async function deleteExpiredSessions(trx: Transaction, now: Date): Promise<void> {
  await trx('session').where('expires_at', '<=', now).delete();
}

/**
 * Of a row `session`, by what it is called in the query: the body still lets people in by the way that this one came, and the
 * person still has a role for it.
 */
export function admitting(organisationId: string, session = 'session'): string {
  return `exists (select from identity_body b join connection c on c.id = b.connection_id and c.enabled
    join organisation admits on admits.id = b.organisation_id and admits.ogrn is not null
    where b.connection_id = ${session}.identity_connection_id and b.organisation_id = ${organisationId} and b.enabled)
    and ${holdsRole(`${session}.user_id`, organisationId)}`;
}

/** A role in the body, or over one that the person does not belong to (a monitor's). */
export function holdsRole(userId: string, organisationId: string): string {
  return `exists (select from user_role g where g.user_id = ${userId} and (g.organisation_id = ${organisationId} or not exists (
    select from membership other where other.user_id = g.user_id and other.organisation_id = g.organisation_id)))`;
}

export interface AttemptKey {
  readonly login: string;
  readonly address: string;
}

/**
 * One after another for a login and for an address, over all processes: parallel guesses see each other. The locks are
 * always taken in this order, so they cannot wait in a circle; they end with the transaction.
 */
export async function lockAttempts(trx: Transaction, { login, address }: AttemptKey): Promise<void> {
  await trx.raw('select pg_advisory_xact_lock(hashtextextended(?, 1))', [login]);
  await trx.raw('select pg_advisory_xact_lock(hashtextextended(?, 2))', [address]);
}

/** Counted as failed until it is known to be right: a process that dies in between leaves no free guess. */
export async function insertAttempt(trx: Transaction, key: AttemptKey, at: Date): Promise<number> {
  const [row] = await trx('login_attempt')
    .insert({ ...key, at, ok: false })
    .returning<{ id: number }[]>('id');
  if (row === undefined) throw new Error('the attempt was not stored');
  return row.id;
}

export async function markAttemptRight(trx: Transaction, id: number): Promise<void> {
  await trx('login_attempt').where({ id }).update({ ok: true });
}

export async function deleteAttemptsBefore(trx: Transaction, before: Date): Promise<void> {
  await trx('login_attempt').where('at', '<', before).delete();
}

export async function deleteFailedAttempts(trx: Transaction, login: string): Promise<void> {
  await trx('login_attempt').where({ login, ok: false }).delete();
}
