import type { Transaction } from '../db.ts';
import type { Category } from './categories.ts';
import type { KeptKind } from './term.ts';

export type ActStatus = 'prepared' | 'running' | 'contents' | 'done' | 'withdrawn';
export type RowStatus = 'waiting' | 'excluded' | 'done' | 'kept';

/** As they were called then. */
export interface ActPerson {
  readonly id: string;
  readonly name: string;
  readonly position: string | null;
}

export interface ActRecord {
  readonly id: string;
  readonly organisationId: string;
  readonly number: number;
  readonly status: ActStatus;
  readonly version: number;
  readonly author: ActPerson;
  readonly createdAt: Date;
  readonly approver: ActPerson | null;
  readonly approvedAt: Date | null;
  readonly withdrawn: { readonly by: ActPerson; readonly at: string; readonly reason: string } | null;
  readonly contentsAt: Date | null;
  readonly trouble: string | null;
  readonly finishedAt: Date | null;
}

export interface ActRow {
  readonly position: number;
  readonly kind: KeptKind;
  /** Id of the case, or of the request of another body. */
  readonly application: string;
  readonly number: string | null;
  readonly service: { readonly code: string; readonly title: string };
  /** Of a request: who has asked, and by which number. */
  readonly applicant: string | null;
  /** `YYYY-MM-DD` */
  readonly endedOn: string;
  readonly years: number;
  readonly basis: string;
  /** `YYYY-MM-DD` */
  readonly keptUntil: string;
  readonly status: RowStatus;
  readonly reason: string | null;
  readonly obstacle: string | null;
  readonly categories: readonly Category[];
  readonly doneAt: Date | null;
}

const actColumns = `act.id, act.organisation_id as "organisationId", act.number, act.status, act.version, act.author,
  act.created_at as "createdAt", act.approver, act.approved_at as "approvedAt", act.withdrawn, act.contents_at as "contentsAt",
  act.trouble, act.finished_at as "finishedAt"`;

const rowColumns = `r.position, coalesce(r.application_id, r.incoming_request_id) as application, r.number,
  case when r.application_id is null then 'incomingRequest' else 'application' end as kind,
  json_build_object('code', r.service_code, 'title', r.service_title) as service, r.applicant,
  to_char(r.ended_on, 'YYYY-MM-DD') as "endedOn", r.years, r.basis, to_char(r.kept_until, 'YYYY-MM-DD') as "keptUntil",
  r.status, r.reason, r.obstacle, r.categories, r.done_at as "doneAt"`;

export interface ActPlace {
  readonly id: string;
  readonly organisationId: string;
}

export async function findAct(trx: Transaction, place: ActPlace): Promise<ActRecord | undefined> {
  return oneAct(trx, place, '');
}

/** Under its row's lock until the end of the transaction. */
export async function lockAct(trx: Transaction, place: ActPlace): Promise<ActRecord | undefined> {
  return oneAct(trx, place, 'for update');
}

/** Held as it is, by many at once. */
export async function holdAct(trx: Transaction, place: ActPlace): Promise<ActRecord | undefined> {
  return oneAct(trx, place, 'for share');
}

async function oneAct(trx: Transaction, place: ActPlace, lock: string): Promise<ActRecord | undefined> {
  const { rows } = await trx.raw(
    `select ${actColumns} from destruction_act act where act.id = :id and act.organisation_id = :organisationId ${lock}`,
    { ...place },
  );
  return rows[0];
}

export interface Counts {
  readonly waiting: number;
  readonly excluded: number;
  readonly done: number;
  readonly kept: number;
}

/** What stands in an act. */
export interface Sums {
  readonly counts: Counts;
  /** How many of its rows are of requests that other bodies have sent. */
  readonly requests: number;
}

const COUNTS = `(select json_build_object('waiting', count(*) filter (where r.status = 'waiting'),
    'excluded', count(*) filter (where r.status = 'excluded'), 'done', count(*) filter (where r.status = 'done'),
    'kept', count(*) filter (where r.status = 'kept')) from destruction_row r where r.act_id = act.id) as counts,
  (select count(*)::int from destruction_row r where r.act_id = act.id and r.incoming_request_id is not null) as requests`;

/** The newest first; `after` is the id of the last one of the page before. */
export async function listActs(
  trx: Transaction,
  page: { readonly organisationId: string; readonly after: string | undefined; readonly limit: number },
): Promise<(ActRecord & Sums)[]> {
  const { rows } = await trx.raw(
    `select ${actColumns}, ${COUNTS} from destruction_act act
     where act.organisation_id = :organisationId and (:after::uuid is null or (act.created_at, act.id) <
       (select b.created_at, b.id from destruction_act b where b.id = :after::uuid and b.organisation_id = :organisationId))
     order by act.created_at desc, act.id desc limit :limit`,
    { ...page, after: page.after ?? null },
  );
  return rows;
}

export interface ActSums extends Sums {
  readonly services: readonly {
    readonly code: string;
    readonly title: string;
    readonly years: number;
    readonly basis: string;
    readonly cases: number;
  }[];
  readonly files: { readonly waiting: number; readonly removed: number; readonly shared: number };
}

export async function sumAct(trx: Transaction, id: string): Promise<ActSums> {
  const { rows } = await trx.raw(
    `select ${COUNTS},
       (select coalesce(json_agg(s order by s.title, s.code), '[]') from (
          select r.service_code as code, r.service_title as title, r.years, r.basis, count(*)::int as cases
          from destruction_row r where r.act_id = act.id and r.status <> 'excluded' group by 1, 2, 3, 4) s) as services,
       (select json_build_object('waiting', count(*) filter (where c.status = 'waiting'),
          'removed', count(*) filter (where c.status = 'removed'), 'shared', count(*) filter (where c.status = 'shared'))
        from destruction_content c where c.act_id = act.id) as files
     from destruction_act act where act.id = ?`,
    [id],
  );
  return rows[0];
}

/** In the order of the act. */
export async function listRows(
  trx: Transaction,
  page: { readonly actId: string; readonly after: number; readonly limit: number },
): Promise<ActRow[]> {
  const { rows } = await trx.raw(
    `select ${rowColumns} from destruction_row r where r.act_id = :actId and r.position > :after
     order by r.position limit :limit`,
    { ...page },
  );
  return rows;
}

/** Positions of what is still to be done. */
export async function listWaiting(trx: Transaction, actId: string): Promise<number[]> {
  return trx('destruction_row').where({ act_id: actId, status: 'waiting' }).orderBy('position').pluck('position');
}

/** The row under its lock while it waits. */
export async function lockWaiting(
  trx: Transaction,
  place: { readonly actId: string; readonly position: number },
): Promise<ActRow | undefined> {
  const { rows } = await trx.raw(
    `select ${rowColumns} from destruction_row r where r.act_id = :actId and r.position = :position and r.status = 'waiting' for update`,
    { ...place },
  );
  return rows[0];
}

export interface Content {
  readonly key: string;
  readonly size: number;
}

/** Contents that are still to be taken out of the store. */
export async function listContents(trx: Transaction, actId: string): Promise<Content[]> {
  const { rows } = await trx.raw(
    `select storage_key as key, size::float8 as size from destruction_content where act_id = ? and status = 'waiting' order by 1`,
    [actId],
  );
  return rows;
}
