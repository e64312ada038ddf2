import type { Database } from '../../core/src/db.ts';
import { names, personTemplate } from './sample-data.ts';

/**
 * Applications of one body as a registry of years has them: three hundred services used unevenly, nine of ten ended and the
 * open ones recent, most from the portals, a few drafts; a few results and originals that wait for their applicants. No journal:
 * lists do not read it beyond the rows that they show.
 */
export async function fillRegistry(database: Database, count: number): Promise<void> {
  await database.asOwner(async (trx) => {
    await trx.raw(`set local session_replication_role = replica`);
    await trx.raw(`set local statement_timeout = 0`);
    await trx.raw(ROWS, { count, ...names, person: personTemplate });
    await trx.raw(ORIGINALS);
    await trx.raw(MARKS);
  });
  await database.execute('set statement_timeout = 0');
  await database.execute('vacuum (analyze, freeze) application, received_document, deadline_mark');
}

/** Every number is drawn from the row's own, so that each run has the same rows. */
const ROWS = `
  with place as (
    select o.id as organisation, s.id as service_version, w.id as workflow_version,
      (select id from user_account where login = 'registrar') as creator,
      array(select u.id from user_account u where u.login in ('executor', 'executor2', 'super') order by 1) as executors,
      array(select d.id from department d where d.organisation_id = o.id order by 1) as departments
    from organisation o, definition_version s, definition_version w
    where o.code = 'arch' and s.kind = 'service' and s.code = 'landPlotPlan'
      and w.kind = 'workflow' and w.code = s.content ->> 'workflow'
    order by s.version desc, w.version desc limit 1
  ), stood as (
    select state ->> 'phase' as phase, min(state ->> 'code') as state
    from place join definition_version w on w.id = workflow_version, jsonb_array_elements(w.content -> 'states') state group by 1
  ), drawn as (
    select i, hashint4(i)::bigint + 2147483648 as luck, hashint4(-i)::bigint + 2147483648 as other,
      now() - make_interval(secs => 94608000.0 * (:count - i) / :count) as at
    from generate_series(1, :count::int) i
  ), staged as (
    select *, case when luck % 200 = 0 then 'draft' when i > :count * 0.92 and luck % 10 < 8 then
        (array['received', 'inProgress', 'inProgress', 'awaitingApproval'])[1 + other % 4]
      else (array['granted', 'granted', 'granted', 'granted', 'refused', 'closed', 'withdrawn'])[1 + other % 7] end as phase,
      -- the first service has every seventh case, the last ones a handful each
      1 + floor(300 * power((other % 100000) / 100000.0, 3))::int as service
    from drawn
  )
  insert into application (organisation_id, department_id, number, service_code, service_version_id, workflow_version_id,
    state, phase, answers, applicant, creator_id, executor_id, registrar_id, source, created_at, updated_at,
    registered_at, due_date, closed_at, issue_due_at, list_applicant, list_address, list_subject, list_submitted_by)
  select organisation, departments[1 + luck % greatest(cardinality(departments), 1)],
    case when phase <> 'draft' then format('АРХ-%s-%s', extract(year from at), lpad(i::text, 7, '0')) end,
    'service' || service, service_version, workflow_version,
    stood.state, staged.phase, '{}', :person::jsonb, creator, case when phase not in ('draft', 'received') then executors[1 + other % cardinality(executors)] end,
    creator, (array['epgu', 'epgu', 'epgu', 'epgu', 'employee', 'employee', 'mfc', 'rpgu'])[1 + luck % 8],
    at, case when phase in ('granted', 'refused', 'closed', 'withdrawn') then least(at + make_interval(days => (luck % 30)::int), now()) else at end,
    case when phase <> 'draft' then at + interval '1 hour' end,
    case when phase <> 'draft' then (at + make_interval(days => 10 + (other % 20)::int))::date end,
    case when phase in ('granted', 'refused', 'closed', 'withdrawn') then at + interval '20 days' end,
    case when phase = 'granted' and luck % 400 = 7 then at + interval '20 days' end,
    concat_ws(' ', (:surnames::text[])[1 + luck % cardinality(:surnames::text[])],
      (:first::text[])[1 + luck / 101 % cardinality(:first::text[])],
      (:patronymics::text[])[1 + luck / 10007 % cardinality(:patronymics::text[])]),
    format('г. Верхнереченск, ул. %s, д. %s, кв. %s', (:surnames::text[])[1 + other % cardinality(:surnames::text[])] || 'а',
      1 + luck / 61 % 200, 1 + other / 61 % 90),
    format('73:24:%s:%s', lpad((i % 1000000)::text, 6, '0'), luck % 10000),
    case when luck % 3 = 0 then concat_ws(' ', (:surnames::text[])[1 + other % cardinality(:surnames::text[])],
      (:first::text[])[1 + other / 101 % cardinality(:first::text[])]) else '' end
  from staged join stood using (phase), place order by i`;

/** Papers of every fifth case; of these one of twenty holds an original still. */
const ORIGINALS = `
  insert into received_document (organisation_id, application_id, title, form, sheets, position, returned_at)
  select organisation_id, id, 'Выписка', 'original', 1, 1,
    case when right(number, 3)::int % 100 <> 5 then registered_at + interval '1 day' end
  from application where number is not null and right(number, 3)::int % 5 = 0`;

/** Of the days that have come people were told long ago: otherwise the clock would tell of years while lists are measured. */
const MARKS = `
  insert into deadline_mark (application_id, organisation_id, kind, due_date, at)
  select id, organisation_id, kind, due_date, due_date + interval '1 day'
  from application, unnest(array['near', 'passed']) kind where due_date is not null and closed_at is null
  on conflict do nothing`;
