import type { Transaction } from '../db.ts';

export interface NewIdentityLogin {
  readonly browser: Buffer;
  readonly state: Buffer;
  readonly connectionId: string;
  readonly content: Buffer;
  readonly address: string;
  readonly beganAt: Date;
  readonly expiresAt: Date;
}

export async function insertLogin(trx: Transaction, login: NewIdentityLogin): Promise<void> {
  await trx('identity_login').insert({
    browser: login.browser,
    state: login.state,
    connection_id: login.connectionId,
    stage: 'away',
    content: login.content,
    address: login.address,
    began_at: login.beganAt,
    expires_at: login.expiresAt,
  });
}

export interface LoginPlace {
  readonly browser: Buffer;
  readonly now: Date;
}

export interface StoredLogin {
  readonly connectionId: string;
  readonly content: Buffer;
}

/** Whoever moves it on has the return, once: a second one finds nothing. */
export async function takeReturn(
  trx: Transaction,
  { browser, state, now }: LoginPlace & { readonly state: Buffer },
): Promise<StoredLogin | undefined> {
  const rows = await trx('identity_login')
    .where({ browser, state, stage: 'away' })
    .where('expires_at', '>', now)
    .update({ stage: 'checking' })
    .returning<StoredLogin[]>(['connection_id as connectionId', 'content']);
  return rows[0];
}

/** The person has returned: under a name that the browser did not have before. */
export async function saveReturn(
  trx: Transaction,
  browser: Buffer,
  { next, content, expiresAt }: { readonly next: Buffer; readonly content: Buffer; readonly expiresAt: Date },
): Promise<void> {
  await trx('identity_login')
    .where({ browser, stage: 'checking' })
    .update({ browser: next, stage: 'back', content, expires_at: expiresAt });
}

/** One after another for a person at the other place: whoever comes twice at once is made one account. */
export async function lockPerson(trx: Transaction, connectionId: string, subject: string): Promise<void> {
  await trx.raw('select pg_advisory_xact_lock(hashtextextended(?, 3))', [`${connectionId} ${subject}`]);
}

/** With its lock, where the caller is going to end it. */
export async function findReturned(
  trx: Transaction,
  { browser, now }: LoginPlace,
  lock = false,
): Promise<StoredLogin | undefined> {
  const query = trx('identity_login').where({ browser, stage: 'back' }).where('expires_at', '>', now);
  return (lock ? query.forUpdate() : query).first<StoredLogin | undefined>('connection_id as connectionId', 'content');
}

export async function deleteLogin(trx: Transaction, browser: Buffer): Promise<void> {
  await trx('identity_login').where({ browser }).delete();
}

export async function deleteLoginsBefore(trx: Transaction, before: Date): Promise<void> {
  await trx('identity_login').where('expires_at', '<', before).delete();
}

/** False when this very message has come before. */
export async function rememberEnd(
  trx: Transaction,
  end: { readonly connectionId: string; readonly message: Buffer; readonly until: Date },
): Promise<boolean> {
  const made = await trx('identity_ended')
    .insert({ connection_id: end.connectionId, message: end.message, until: end.until })
    .onConflict(['connection_id', 'message'])
    .ignore()
    .returning('until');
  return made.length === 1;
}

export async function forgetEndsBefore(trx: Transaction, before: Date): Promise<void> {
  await trx('identity_ended').where('until', '<', before).delete();
}

export async function countLogins(trx: Transaction, address: string, since: Date): Promise<number> {
  const rows = await trx('identity_login').where({ address }).where('began_at', '>', since).count({ count: '*' });
  return Number(rows[0]?.count ?? 0);
}

export interface Link {
  readonly connectionId: string;
  readonly subject: string;
  readonly userId: string;
  readonly consent: string;
  readonly at: Date;
}

export async function insertLink(trx: Transaction, link: Link): Promise<void> {
  await trx('identity_link').insert({
    connection_id: link.connectionId,
    subject: link.subject,
    user_id: link.userId,
    consent: link.consent,
    consented_at: link.at,
    last_login_at: link.at,
  });
}

/** Agreed to anew, in other words than before. */
export async function renewConsent(
  trx: Transaction,
  { connectionId, subject, consent, at }: Omit<Link, 'userId'>,
): Promise<void> {
  await trx('identity_link')
    .where({ connection_id: connectionId, subject })
    .update({ consent, consented_at: at, last_login_at: at });
}

export async function deleteLink(trx: Transaction, userId: string, connectionId: string): Promise<void> {
  await trx('identity_link').where({ user_id: userId, connection_id: connectionId }).delete();
}

export async function markLogin(
  trx: Transaction,
  { connectionId, subject, at }: Pick<Link, 'connectionId' | 'subject' | 'at'>,
): Promise<void> {
  await trx('identity_link').where({ connection_id: connectionId, subject }).update({ last_login_at: at });
}

export interface BodyRule {
  readonly enabled: boolean;
  readonly newcomers: boolean;
  /** Id. */
  readonly department: string | null;
  /** Codes. */
  readonly roles: readonly string[];
}

/** False when the version is no longer this one; 0: there is none yet. */
export async function saveBodyRule(
  trx: Transaction,
  place: { readonly connectionId: string; readonly organisationId: string; readonly version: number },
  { enabled, newcomers, department, roles }: BodyRule,
): Promise<boolean> {
  const key = { connection_id: place.connectionId, organisation_id: place.organisationId };
  const values = { enabled, newcomers, department_id: department, roles: [...roles], version: place.version + 1 };
  if (place.version > 0)
    return (
      (await trx('identity_body')
        .where({ ...key, version: place.version })
        .update(values)) === 1
    );
  const made = await trx('identity_body')
    .insert({ ...key, ...values })
    .onConflict(['connection_id', 'organisation_id'])
    .ignore()
    .returning('version');
  return made.length === 1;
}
