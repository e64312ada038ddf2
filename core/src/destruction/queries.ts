import type { Permission } from '../access/grant.ts';
import type { Transaction } from '../db.ts';
import type { SessionOrganisation } from '../session/session.ts';
import { endedBefore, type KeptKind, type RetentionTerm } from './term.ts';

/** Bounded counts say «1000» for more. */
export const COUNTED = 1000;

/** Whose terms are asked for. */
export type Keeper = Pick<SessionOrganisation, 'id' | 'timeZone' | 'workplace'>;

/** On what day, in whose time, by what terms. */
export interface Asked {
  readonly organisationId: string;
  readonly timeZone: string;
  /** `YYYY-MM-DD` in that zone. */
  readonly today: string;
  readonly terms: readonly RetentionTerm[];
}

/** The terms as rows: a service, and the moment before which its cases ended that are kept no longer; null: kept on. */
const TERMS = `term as (
  select t.service, t."endedBefore"::timestamp at time zone :timeZone as ended_before
  from json_to_recordset(:terms) as t (service text, "endedBefore" date))`;

function termRows({ terms, today }: Pick<Asked, 'terms' | 'today'>): string {
  return JSON.stringify(
    terms.map(({ service, years }) => ({ service, endedBefore: years === null ? null : endedBefore(today, years) })),
  );
}

export interface ServiceCounts {
  readonly service: string;
  readonly ended: number;
  readonly over: number;
  /** `YYYY-MM-DD` */
  readonly oldest: string | null;
}

/** By service: how many ended cases are kept, how many of them no longer, since when; a thousand at most. */
export async function countKept(trx: Transaction, asked: Asked): Promise<ServiceCounts[]> {
  const kept = `from application a where a.organisation_id = :organisationId and a.service_code = t.service
    and a.ended_at is not null and a.destroyed_at is null`;
  const { rows } = await trx.raw(
    `with ${TERMS}
     select t.service,
       (select count(*)::int from (select ${kept} limit ${COUNTED}) as ended) as ended,
       (select count(*)::int from (select ${kept} and a.ended_at < t.ended_before limit ${COUNTED}) as over) as over,
       (select to_char(min(a.ended_at) at time zone :timeZone, 'YYYY-MM-DD') ${kept} and a.ended_at < t.ended_before) as oldest
     from term t`,
    { organisationId: asked.organisationId, timeZone: asked.timeZone, terms: termRows(asked) },
  );
  return rows;
}

/** A case whose term is over, or a request of another body. */
export interface OverCase {
  readonly kind: KeptKind;
  readonly id: string;
  readonly number: string | null;
  readonly service: string;
  /** Of a request: who has asked, and by which number. */
  readonly applicant: string;
  /** `YYYY-MM-DD` */
  readonly endedOn: string;
  /** `answered`: of a request. */
  readonly outcome: 'granted' | 'refused' | 'withdrawn' | 'closed' | 'answered';
  /** Another case of the same affair that is kept on. */
  readonly relative: { readonly number: string | null; readonly ended: boolean } | null;
  /** The answer to a request is still on its way. */
  readonly sending: boolean;
  /** Number of an act that it stands in already. */
  readonly act: number | null;
}

/** `a` with what stands in the way of its destruction; :act is the act that is being carried out, or null. */
const OVER_COLUMNS = `'application' as kind, false as sending, a.id, a.number, a.service_code as service, a.list_applicant as applicant, a.outcome,
  to_char(a.ended_at at time zone :timeZone, 'YYYY-MM-DD') as "endedOn",
  (select json_build_object('number', f.number, 'ended', f.ended_at is not null) from application f
   where (f.id = a.parent_id or f.parent_id = a.id or f.parent_id = a.parent_id) and f.id <> a.id and f.destroyed_at is null
     and not exists (select from term t where t.service = f.service_code and f.ended_at < t.ended_before)
   order by f.id limit 1) as relative,
  (select act.number from destruction_row r join destruction_act act on act.id = r.act_id
   where r.application_id = a.id and r.status = 'waiting' and act.status in ('prepared', 'running')
     and act.id is distinct from :act::uuid order by act.number limit 1) as act`;

/** Cases of one service whose term is over, the oldest first. */
export async function listOver(
  trx: Transaction,
  asked: Asked & { readonly service: string; readonly after: string | undefined; readonly limit: number },
): Promise<OverCase[]> {
  const { organisationId, timeZone, service, after, limit } = asked;
  const { rows } = await trx.raw(
    `with ${TERMS}
     select ${OVER_COLUMNS} from application a
     where a.organisation_id = :organisationId and a.service_code = :service and a.ended_at is not null and a.destroyed_at is null
       and a.ended_at < (select t.ended_before from term t where t.service = :service)
       and (:after::uuid is null or (a.ended_at, a.id) > (select b.ended_at, b.id from application b where b.id = :after::uuid))
     order by a.ended_at, a.id limit :limit`,
    { organisationId, timeZone, service, after: after ?? null, limit, terms: termRows(asked), act: null },
  );
  return rows;
}

/** One case under its row's lock; undefined: it does not end, is destroyed already, or its term is not over. */
export async function lockOver(
  trx: Transaction,
  asked: Asked & { readonly id: string; readonly act: string },
): Promise<OverCase | undefined> {
  const { organisationId, timeZone, id, act } = asked;
  await trx.raw('select from application where id = ? for update', [id]);
  const { rows } = await trx.raw(
    `with ${TERMS}
     select ${OVER_COLUMNS} from application a join term own on own.service = a.service_code
     where a.id = :id and a.organisation_id = :organisationId and a.destroyed_at is null and a.ended_at < own.ended_before`,
    { organisationId, timeZone, id, act, terms: termRows(asked) },
  );
  return rows[0];
}

export interface HeldCase {
  readonly version: number;
  readonly state: string;
  readonly applicant: boolean;
  readonly representative: boolean;
  readonly submittedBy: boolean;
  /** How many questions are answered. */
  readonly answers: number;
}

/** What the row of a case holds of people, before it goes. */
export async function readHeld(trx: Transaction, id: string): Promise<HeldCase> {
  const { rows } = await trx.raw(
    `select version, state, applicant is not null as applicant, representative is not null as representative,
       submitted_by is not null as "submittedBy", (select count(*)::int from jsonb_object_keys(answers)) as answers
     from application where id = ?`,
    [id],
  );
  return rows[0];
}

/** Who keeps the data, as an act names them. */
export async function findOperator(
  trx: Transaction,
  organisationId: string,
): Promise<{ readonly title: string; readonly address: string | null; readonly timeZone: string }> {
  return trx('organisation').where({ id: organisationId }).first('title', 'address', { timeZone: 'time_zone' });
}

export async function listBodies(trx: Transaction): Promise<Keeper[]> {
  return trx('organisation').orderBy('id').select('id', 'workplace', { timeZone: 'time_zone' });
}

/** Ids of those who hold this permission in the whole body and can sign in. */
export async function listHolders(
  trx: Transaction,
  { organisationId, permission }: { readonly organisationId: string; readonly permission: Permission },
): Promise<string[]> {
  const { rows } = await trx.raw(
    `select distinct u.id from user_account u join user_role g on g.user_id = u.id join role r on r.id = g.role_id
     where g.organisation_id = ? and g.service_code is null and g.department_id is null and ? = any(r.permissions)
       and u.disabled_at is null order by u.id`,
    [organisationId, permission],
  );
  return rows.map((row: { id: string }) => row.id);
}

/** Whether anybody of the body has had such a notice since. */
export async function wasTold(
  trx: Transaction,
  { organisationId, kind, since }: { readonly organisationId: string; readonly kind: string; readonly since: Date },
): Promise<boolean> {
  const row = await trx('staff_notice')
    .where({ organisation_id: organisationId, kind })
    .where('created_at', '>=', since)
    .first('id');
  return row !== undefined;
}
