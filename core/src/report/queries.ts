import type { Transaction } from '../db.ts';
import type { Period } from './period.ts';

/** What a report is asked of: a period of days of the body's zone, narrowed to a service and a department. */
export interface Asked extends Period {
  readonly organisationId: string;
  readonly timeZone: string;
  /** The day it is now, there. */
  readonly today: string;
  readonly service?: string | undefined;
  readonly department?: string | undefined;
}

/** Calendar days to moments: the day of a zone begins when its clock says so, whatever its length. */
const since = `(cast(:from as date)::timestamp at time zone :timeZone)`;
const until = `((cast(:to as date) + 1)::timestamp at time zone :timeZone)`;
const within = (column: string) => `${column} >= ${since} and ${column} < ${until}`;
/**
 * The day, in the body's zone, of a moment within the period. To which midnight a moment belongs is found by halving a list of
 * them that is made once: asking the zone of each moment anew was most of a report's time.
 */
const midnights = `(select array_agg(day::timestamp at time zone :timeZone order by day)
  from generate_series(cast(:from as date)::timestamp, cast(:to as date)::timestamp, interval '1 day') as day)`;
const dayOf = (column: string) => `(cast(:from as date) + width_bucket(${column}, ${midnights}) - 1)`;
const late = `(a.paused_at is null and a.due_date < ${dayOf('a.ended_at')})`;
const lateNow = `(a.paused_at is null and a.due_date < cast(:today as date))`;

const narrowed = ({ service, department }: Asked) => `a.organisation_id = :organisationId
  ${service === undefined ? '' : 'and a.service_code = :service'}
  ${department === undefined ? '' : 'and a.department_id = cast(:department as uuid)'}`;

async function rowsOf<Row>(trx: Transaction, asked: Asked, sql: string): Promise<Row[]> {
  const { rows } = await trx.raw<{ rows: Row[] }>(sql, { ...asked });
  return rows;
}

export interface WeekRow {
  readonly week: string;
  readonly inTime: number;
  readonly late: number;
}

/** By the week in which the applicant got the answer. */
export function endedByWeek(trx: Transaction, asked: Asked): Promise<WeekRow[]> {
  return rowsOf(
    trx,
    asked,
    `with ended as (
       select ${dayOf('a.ended_at')} as day, a.paused_at, a.due_date from application a
       where ${narrowed(asked)} and a.registered_at is not null and ${within('a.ended_at')} offset 0
     ), days as (
       select day, count(*) as ended, count(*) filter (where paused_at is null and due_date < day) as late from ended group by day
     )
     select to_char(date_trunc('week', day), 'YYYY-MM-DD') as week, sum(ended - late)::int as "inTime", sum(late)::int as late
     from days group by 1`,
  );
}

export interface ClerkRow {
  readonly id: string | null;
  readonly name: string | null;
  readonly open: number;
  readonly overdue: number;
  readonly ended: number;
}

/** What each has now, and what they ended within the period; whoever has nothing of either is not there. */
export function loadOfClerks(trx: Transaction, asked: Asked): Promise<ClerkRow[]> {
  return rowsOf(
    trx,
    asked,
    `with load as (
       select a.executor_id, count(*) as open, count(*) filter (where ${lateNow}) as overdue, 0 as ended
       from application a where ${narrowed(asked)} and a.ended_at is null and a.registered_at is not null group by 1
       union all
       select a.executor_id, 0, 0, count(*)
       from application a where ${narrowed(asked)} and a.registered_at is not null and ${within('a.ended_at')} group by 1
     ), sums as (
       select executor_id, sum(open)::int as open, sum(overdue)::int as overdue, sum(ended)::int as ended
       from load group by executor_id
     )
     select s.executor_id as id, concat_ws(' ', u.surname, u.name, u.patronymic) as name, s.open, s.overdue, s.ended
     from sums s left join user_account u on u.id = s.executor_id
     order by s.open desc, s.ended desc, u.surname, u.name, s.executor_id`,
  );
}

export interface ProviderWaitRow {
  readonly id: string;
  readonly title: string;
  readonly sent: number;
  readonly answered: number;
  readonly medianSeconds: number | null;
  readonly slowSeconds: number | null;
}

/** Of requests sent within the period. Answers that people brought say nothing of the other side. */
export function waitingOfProviders(trx: Transaction, asked: Asked): Promise<ProviderWaitRow[]> {
  const byCase = asked.service !== undefined || asked.department !== undefined;
  const seconds = `extract(epoch from r.answered_at - r.sent_at)`;
  const honest = `filter (where r.answered_at is not null and r.brought_by is null)`;
  return rowsOf(
    trx,
    asked,
    `select c.id, c.title, took.sent, took.answered, took.median as "medianSeconds", took.slow as "slowSeconds"
     from (
       select r.connection_id, count(*)::int as sent, (count(*) ${honest})::int as answered,
         percentile_cont(0.5) within group (order by ${seconds}) ${honest} as median,
         percentile_cont(0.9) within group (order by ${seconds}) ${honest} as slow
       from request r ${byCase ? `join application a on a.id = r.application_id and ${narrowed(asked)}` : ''}
       where r.organisation_id = :organisationId and ${within('r.sent_at')} group by 1
     ) as took join connection c on c.id = took.connection_id order by took.median desc nulls last, c.title, c.id`,
  );
}

export interface GroundRow {
  readonly kind: 'refuse' | 'reject' | 'dismiss';
  readonly code: string | null;
  readonly title: string | null;
  readonly count: number;
}

/** A refusal with two grounds counts in both; one that gives its reasons in words alone has no code. */
export function refusalsByGround(trx: Transaction, asked: Asked): Promise<GroundRow[]> {
  return rowsOf(
    trx,
    asked,
    `select d.kind, ground ->> 'code' as code, ground ->> 'title' as title, count(*)::int as count
     from decision d
       ${asked.service === undefined && asked.department === undefined ? '' : `join application a on a.id = d.application_id and ${narrowed(asked)}`}
       left join lateral jsonb_array_elements(d.grounds) as ground on true
     where d.organisation_id = :organisationId and d.kind <> 'grant' and d.status = 'published' and ${within('d.published_at')}
     group by 1, 2, 3 order by count desc, 1, 3, 2`,
  );
}

export interface PhaseRow {
  readonly phase: string;
  readonly count: number;
}

/** Where those registered within the period stand now. */
export function phasesOfRegistered(trx: Transaction, asked: Asked): Promise<PhaseRow[]> {
  return rowsOf(
    trx,
    asked,
    `select a.phase, count(*)::int as count from application a
     where ${narrowed(asked)} and ${within('a.registered_at')} group by 1`,
  );
}

export interface ServiceFigures {
  readonly service: string;
  readonly atStart: number;
  readonly received: number;
  readonly fromPortals: number;
  readonly ended: number;
  readonly granted: number;
  readonly refused: number;
  readonly withdrawn: number;
  readonly endedLate: number;
  /** Calendar days from registration to the answer. */
  readonly averageDays: number | null;
  readonly atEnd: number;
}

/** Of each service: what there was, came, went and is left. What is left at the end equals what was, came and did not go. */
export function figuresOfServices(trx: Transaction, asked: Asked): Promise<ServiceFigures[]> {
  return rowsOf(
    trx,
    asked,
    `with received as (
       select a.service_code, count(*) as received, count(*) filter (where a.source <> 'employee') as portals
       from application a where ${narrowed(asked)} and ${within('a.registered_at')} group by 1
     ), ended as (
       select a.service_code, count(*) as ended, count(*) filter (where a.outcome = 'granted') as granted,
         count(*) filter (where a.outcome = 'refused') as refused,
         count(*) filter (where a.outcome in ('withdrawn', 'closed')) as withdrawn, count(*) filter (where ${late}) as late,
         avg(${dayOf('a.ended_at')} - case when a.registered_at < ${since} then (a.registered_at at time zone :timeZone)::date
           else ${dayOf('a.registered_at')} end) as days
       from application a where ${narrowed(asked)} and a.registered_at is not null and ${within('a.ended_at')} group by 1
     ), standing as (
       select service_code, sum(was) as was, sum(is_left) as is_left from (
         select a.service_code, count(*) filter (where a.registered_at < ${since}) as was, count(*) as is_left
         from application a where ${narrowed(asked)} and a.ended_at is null and a.registered_at < ${until} group by 1
         union all
         select a.service_code, count(*) filter (where a.registered_at < ${since}),
           count(*) filter (where a.ended_at >= ${until})
         from application a
         where ${narrowed(asked)} and a.ended_at >= ${since} and a.registered_at < ${until} group by 1
       ) as parts group by 1
     )
     select service_code as service, coalesce(was, 0)::int as "atStart", coalesce(received, 0)::int as received,
       coalesce(portals, 0)::int as "fromPortals", coalesce(ended, 0)::int as ended, coalesce(granted, 0)::int as granted,
       coalesce(refused, 0)::int as refused, coalesce(withdrawn, 0)::int as withdrawn, coalesce(late, 0)::int as "endedLate",
       round(days, 1)::float as "averageDays", coalesce(is_left, 0)::int as "atEnd"
     from received full join ended using (service_code) full join standing using (service_code)
     where coalesce(was, 0) + coalesce(received, 0) + coalesce(ended, 0) + coalesce(is_left, 0) > 0 order by 1`,
  );
}

export interface DepartmentRow {
  readonly id: string;
  readonly title: string;
}

export async function departmentsOf(trx: Transaction, organisationId: string): Promise<DepartmentRow[]> {
  return trx('department').where({ organisation_id: organisationId }).orderBy(['title', 'id']).select('id', 'title');
}

export async function isDepartment(trx: Transaction, organisationId: string, id: string): Promise<boolean> {
  return (await trx('department').where({ id, organisation_id: organisationId }).first('id')) !== undefined;
}
