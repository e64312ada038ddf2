import type { Database, Transaction } from '../db.ts';
import { prepared, type Statement } from '../db-batch.ts';
import { type ActorRow, sessionOf } from './actor.ts';
import { type AttemptCounts, familiarFor, window } from './attempt-limit.ts';
import { type KnownSession, type KnownSessions, openKnownSessions } from './known-sessions.ts';
import type { SessionTimes } from './lifetime.ts';
import { type AttemptKey, admitting, sessionCode } from './rows.ts';
import type { Session } from './session.ts';

export interface FoundSession {
  readonly session: Session;
  readonly times: SessionTimes;
}

/**
 * Who acts for a body, over `u`, `m`, `o` and `actorGrants`. Has the transaction act for the bodies that it names, so that
 * what is asked of them may go in the same message; see `asActorAtOnce`.
 */
export const actorColumns = `
    u.id as user_id, u.login, u.surname, u.name, u.patronymic, coalesce(m.position, u.position) as position, u.email, u.phone,
    u.must_change_password, o.id as organisation_id, o.code, o.title, o.short_title, o.mnemonic, o.time_zone, o.workplace,
    o.services,
    m.department_id, held.roles, set_config('reglament.bodies', concat_ws(',', o.id, held.others), true) as bodies`;

/**
 * A role in a body one belongs to counts only while one acts for that body; a role over a body one does not belong to
 * (a monitor's) always counts, and opens that body, unless the role is empty.
 */
export const actorGrants = `
    cross join lateral (
      select coalesce(jsonb_agg(jsonb_build_object('functions', r.functions, 'permissions', r.permissions,
          'organisationId', g.organisation_id, 'serviceCode', g.service_code, 'departmentId', g.department_id)), '[]') as roles,
        string_agg(g.organisation_id::text, ',') filter (
          where g.organisation_id <> o.id and (r.functions <> '{}' or r.permissions <> '{}')) as others
      from user_role g join role r on r.id = g.role_id
      where g.user_id = u.id and (g.organisation_id = o.id or not exists (
        select from membership other where other.user_id = u.id and other.organisation_id = g.organisation_id))) held`;

/** Whom `u` stands in for in `o` on the body's day of `$2`. */
const standsFor = `(
      select jsonb_agg(jsonb_build_object('id', gone.id, 'name', concat_ws(' ', gone.surname, gone.name, gone.patronymic)))
      from absence a join user_account gone on gone.id = a.user_id
      where a.deputy_id = u.id and a.organisation_id = o.id and a.ended_at is null
        and ($2::timestamptz at time zone o.time_zone)::date between a.from_date and a.to_date)`;

/** How many times what says who may do what has changed; the tables are those of the migration. */
const rightsMark = 'coalesce((select version from rights_mark), 0)';

/**
 * The session, its user, the body and the grants in one round trip, at each request: so a disabled user, a lost membership
 * or a withdrawn role takes effect at once, and so does a body that lets nobody in any more by the way somebody came. Whoever
 * came by another place and has no role left is out.
 */
export const sessionById = prepared<SessionRow>(
  'session',
  `select encode(s.id, 'hex') as id, s.remembered, s.created_at, s.last_seen_at, s.expires_at, ${actorColumns},
    ${standsFor} as stands_for, s.identity_connection_id, ${rightsMark} as mark
  from session s
    join user_account u on u.id = s.user_id and u.disabled_at is null
    join organisation o on o.id = s.organisation_id
    join membership m on m.user_id = u.id and m.organisation_id = o.id
    ${actorGrants}
  where s.id = $1 and s.expires_at > $2
    and (s.identity_connection_id is null or (o.id = any(s.identity_bodies) and ${admitting('o.id', 's')}))`,
);

/** That it is still alive and acts as this person for this body (on a stand a tester changes the person), and that nobody's rights have changed since they were read. */
const sessionAsKnown = prepared<TimesRow>(
  'session_as_known',
  `select created_at, last_seen_at, expires_at, set_config('reglament.bodies', $5, true)
  from session where id = $1 and expires_at > $2 and organisation_id = $3 and ${rightsMark} = $4 and user_id = $6`,
);

const actorSql = `
  select ${actorColumns}
  from user_account u join membership m on m.user_id = u.id join organisation o on o.id = m.organisation_id
    ${actorGrants}
  where u.login = $1 and o.code = $2`;

const actorByIdSql = `
  select ${actorColumns}, ${standsFor} as stands_for
  from user_account u join membership m on m.user_id = u.id join organisation o on o.id = m.organisation_id
    ${actorGrants}
  where u.id = $1 and o.id = $3 and u.disabled_at is null`;

interface ActorOfDay extends ActorRow {
  stands_for: Session['standsFor'] | null;
}

interface TimesRow {
  created_at: Date;
  last_seen_at: Date;
  expires_at: Date;
}

interface SessionRow extends ActorOfDay, TimesRow {
  id: string;
  remembered: boolean;
  identity_connection_id: string | null;
  mark: number;
}

export async function findSession(database: Database, id: Buffer, now: Date): Promise<FoundSession | undefined> {
  const { found } = await findSessionAlong(database, { id, now, reads: [] });
  return found;
}

function withDuties(row: ActorOfDay, whose: Pick<Session, 'id' | 'remembered'>): Session {
  const session = sessionOf(row, whose);
  return row.stands_for ? { ...session, standsFor: row.stands_for } : session;
}

export interface SessionSearch {
  readonly id: Buffer;
  readonly now: Date;
  /** What is asked in the same message, for the bodies of whoever is found; when nobody is, it finds nothing. */
  readonly reads: readonly Statement[];
}

interface FoundAlong {
  readonly found: FoundSession | undefined;
  readonly read: readonly unknown[][];
}

const knownTo = new WeakMap<Database, KnownSessions>();

export async function findSessionAlong(database: Database, search: SessionSearch): Promise<FoundAlong> {
  const sessions = knownTo.get(database) ?? openKnownSessions();
  knownTo.set(database, sessions);
  const id = search.id.toString('hex');
  const known = sessions.find(id, search.now);
  const asKnown = known && (await findAsKnown(database, known, search));
  if (asKnown?.found !== undefined) return asKnown;
  sessions.forget(id);
  const { row, ...anew } = await findAnew(database, search);
  // Of whoever came by another place it is asked each time whether the body still lets in by it.
  if (row !== undefined && row.identity_connection_id === null && anew.found !== undefined)
    sessions.keep({ session: anew.found.session, mark: row.mark }, search.now);
  return anew;
}

async function findAsKnown(
  database: Database,
  { session, mark }: KnownSession,
  { id, now, reads }: SessionSearch,
): Promise<FoundAlong> {
  const { organisation, bodies, remembered, user } = session;
  const statement = sessionAsKnown(id, now, organisation.id, mark, bodies.join(','), user.id);
  const [[row], ...read] = await database.asActorAtOnce(statement, reads);
  return { found: row && { session, times: timesOf({ ...row, remembered }) }, read };
}

async function findAnew(
  database: Database,
  { id, now, reads }: SessionSearch,
): Promise<FoundAlong & { readonly row: SessionRow | undefined }> {
  const [[row], ...read] = await database.asActorAtOnce(sessionById(id, now), reads);
  return { row, found: row && { session: withOrigin(row), times: timesOf(row) }, read };
}

/** Whoever came by another place has shown there who they are: an issued password that waits is not in their way. */
function withOrigin(row: SessionRow): Session {
  const session = withDuties(row, row);
  if (row.identity_connection_id === null) return session;
  const user = { ...session.user, mustChangePassword: false };
  return { ...session, user, identityConnectionId: row.identity_connection_id };
}

/** What a person may do on behalf of a body, without having signed in: for work that the platform does in their name. */
export async function getActor(database: Database, login: string, organisation: string): Promise<Session> {
  const { rows } = await database.execute(actorSql, [login, organisation]);
  const row = (rows as ActorRow[])[0];
  if (row === undefined) throw new Error(`no user ${login} in ${organisation}`);
  return sessionOf(row, { id: '', remembered: false });
}

/** The same by ids, with those the person stands in for at this moment; undefined: they can no longer sign in there. */
export async function findActor(
  database: Database,
  { userId, organisationId }: { readonly userId: string; readonly organisationId: string },
  now: Date,
): Promise<Session | undefined> {
  const { rows } = await database.execute(actorByIdSql, [userId, now, organisationId]);
  const row = (rows as ActorOfDay[])[0];
  return row && withDuties(row, { id: '', remembered: false });
}

function timesOf(row: TimesRow & { readonly remembered: boolean }): SessionTimes {
  return {
    remembered: row.remembered,
    createdAt: row.created_at,
    lastSeenAt: row.last_seen_at,
    expiresAt: row.expires_at,
  };
}

export interface Account {
  readonly id: string;
  readonly login: string;
  /** Absent: of a person who signs in by another place only. */
  readonly passwordHash: string | null;
  readonly disabled: boolean;
  /** Ids of the bodies the person may act for; the first is taken at login. */
  readonly organisations: readonly string[];
}

export async function findAccount(database: Database, login: string): Promise<Account | undefined> {
  const { rows } = await database.execute(
    `select u.id, u.login, nullif(u.password_hash, '!') as "passwordHash", u.disabled_at is not null as disabled,
       array(select m.organisation_id::text from membership m join organisation o on o.id = m.organisation_id
         where m.user_id = u.id order by o.title, o.id) as organisations
     from user_account u where u.login = $1 and not u.machine`,
    [login],
  );
  return (rows as Account[])[0];
}

/** Bodies that the user may act for in this session, for the choice after login. */
export async function listMemberships(
  database: Database,
  { id, user }: Pick<Session, 'id' | 'user'>,
): Promise<{ id: string; title: string }[]> {
  const { rows } = await database.execute(
    `select o.id, o.title from membership m join organisation o on o.id = m.organisation_id
     where m.user_id = $1 and not exists (select from session s where s.id = decode($2, 'hex')
       and s.identity_connection_id is not null and not (o.id = any(s.identity_bodies) and ${admitting('o.id', 's')}))
     order by o.title, o.id`,
    [user.id, id],
  );
  return rows as { id: string; title: string }[];
}

export async function countAttempts(trx: Transaction, key: AttemptKey, now: Date): Promise<AttemptCounts> {
  const from = new Date(now.getTime() - window);
  const familiarFrom = new Date(now.getTime() - familiarFor);
  const { rows } = await trx.raw<{ rows: AttemptCounts[] }>(
    `with familiar as (
       select distinct address from login_attempt where login = :login and ok and at > :familiarFrom
     ), failed as (
       select address, at from login_attempt where login = :login and not ok and at > :from
     ), last_right as (
       select max(at) as at from login_attempt where login = :login and address = :address and ok
     )
     select exists (select from familiar where address = :address) as familiar,
       (select count(*) from failed, last_right
         where failed.address = :address and (last_right.at is null or failed.at > last_right.at)) as "fromHere",
       (select count(*) from failed where address not in (select address from familiar)) as "fromStrangeAddresses",
       (select count(*) from login_attempt where address = :address and not ok and at > :from) as "byAddress"`,
    { ...key, from, familiarFrom },
  );
  const counts = rows[0];
  if (counts === undefined) throw new Error('counting gave no row');
  return counts;
}

export interface OwnSession {
  readonly code: string;
  readonly current: boolean;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
  readonly expiresAt: Date;
  readonly remembered: boolean;
  readonly address: string | null;
  readonly userAgent: string | null;
}

/** Sessions of this person that are still alive, this one first, then the latest used. */
export async function listSessions(
  database: Database,
  { userId, id, now }: { readonly userId: string; readonly id: string; readonly now: Date },
): Promise<OwnSession[]> {
  const { rows } = await database.execute(
    `select ${sessionCode} as code, encode(id, 'hex') = $2 as current, created_at as "createdAt",
       last_seen_at as "lastSeenAt", expires_at as "expiresAt", remembered, address, user_agent as "userAgent"
     from session where user_id = $1 and expires_at > $3
     order by current desc, last_seen_at desc, id limit 100`,
    [userId, id, now],
  );
  return rows as OwnSession[];
}
