import type { Scope } from '../access/scope.ts';
import type { Database, Transaction } from '../db.ts';
import { prepared, type Statement } from '../db-batch.ts';
import { type ActorRow, sessionOf } from '../session/actor.ts';
import { actorColumns, actorGrants } from '../session/queries.ts';
import type { Session } from '../session/session.ts';

export interface FoundToken {
  readonly session: Session;
  readonly lastUsedAt: Date | null;
}

interface TokenActorRow extends ActorRow {
  token_id: string;
  scopes: Scope[];
  last_used_at: Date | null;
}

/** Everything in one round trip, at each request: what is revoked, expired or taken from its roles is so at once. */
const tokenByHash = prepared<TokenActorRow>(
  'token',
  `select t.id as token_id, t.scopes, t.last_used_at, ${actorColumns}
  from api_token t
    join user_account u on u.id = t.user_id and u.disabled_at is null
    join organisation o on o.id = t.organisation_id
    join membership m on m.user_id = u.id and m.organisation_id = o.id
    ${actorGrants}
  where t.hash = $1 and t.revoked_at is null and t.expires_at > $2`,
);

export interface TokenLookup {
  readonly hash: Buffer;
  readonly now: Date;
  /** What is asked in the same message, for the bodies of the program; when there is none, it finds nothing. */
  readonly reads: readonly Statement[];
}

export async function findToken(
  database: Database,
  { hash, now, reads }: TokenLookup,
): Promise<{ readonly found: FoundToken | undefined; readonly read: readonly unknown[][] }> {
  const [[row], ...read] = await database.asActorAtOnce(tokenByHash(hash, now), reads);
  return { found: row && foundOf(row), read };
}

function foundOf(row: TokenActorRow): FoundToken {
  const token = { id: row.token_id, scopes: row.scopes };
  return { session: { ...sessionOf(row, { id: '', remembered: false }), token }, lastUsedAt: row.last_used_at };
}

export interface TokenRecord {
  readonly id: string;
  readonly name: string;
  readonly hint: string;
  readonly organisation: string;
  readonly scopes: Scope[];
  readonly roles: { readonly code: string; readonly title: string; readonly service: string | null }[];
  readonly createdBy: string | null;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly lastUsedAt: Date | null;
  readonly revokedAt: Date | null;
}

export interface TokenSearch {
  /** Undefined: of all bodies. */
  readonly organisationId?: string;
  readonly id?: string;
  /** Id of the last token of the page before. */
  readonly after?: string | undefined;
  readonly limit: number;
}

/** The newest first; ids grow with time. */
export async function listTokens(trx: Transaction, wanted: TokenSearch): Promise<TokenRecord[]> {
  const query = trx('api_token as t')
    .join('organisation as o', 'o.id', 't.organisation_id')
    .leftJoin('user_account as by', 'by.id', 't.created_by')
    .select<TokenRecord[]>({
      id: 't.id',
      name: 't.name',
      hint: 't.hint',
      organisation: 'o.code',
      scopes: 't.scopes',
      createdAt: 't.created_at',
      expiresAt: 't.expires_at',
      lastUsedAt: 't.last_used_at',
      revokedAt: 't.revoked_at',
    })
    .select(
      trx.raw(`nullif(concat_ws(' ', by.surname, by.name, by.patronymic), '') as "createdBy"`),
      trx.raw(`(select coalesce(jsonb_agg(jsonb_build_object('code', r.code, 'title', r.title, 'service', g.service_code)
        order by r.title, g.service_code), '[]') from user_role g join role r on r.id = g.role_id
        where g.user_id = t.user_id) as roles`),
    )
    .orderBy('t.id', 'desc')
    .limit(wanted.limit);
  if (wanted.organisationId !== undefined) query.where('t.organisation_id', wanted.organisationId);
  if (wanted.id !== undefined) query.where('t.id', wanted.id);
  if (wanted.after !== undefined) query.where('t.id', '<', wanted.after);
  return query;
}
