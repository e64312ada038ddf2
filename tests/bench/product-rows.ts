import type { Database } from '../../core/src/db.ts';
import { drawing, drawnPeople } from './drawn-rows.ts';

/**
 * Applications of one body, as many as asked, with the journal's events of each, hashed and chained as `append_event` does
 * it. Written by SQL in one go: through the door it would take the better part of an hour. Gives the states they are in.
 */
export async function fillProduct(database: Database, count: number): Promise<readonly string[]> {
  const place = await readPlace(database);
  await database.asOwner(async (trx) => {
    await trx.raw(`set local session_replication_role = replica`); // half the time of writing is foreign keys
    await trx.raw(`set local statement_timeout = 0`);
    await trx.raw(APPLICATIONS, { count, ...place, ...drawing });
    for (const seq of [1, 2, 3]) {
      // Without figures of what has just been written, the next step is planned as if there were a handful of rows.
      await trx.raw('analyze application, application_event');
      await trx.raw(EVENTS, { seq, type: events[seq] ?? '' });
    }
    await trx.raw(MARKS);
  });
  await database.execute('set statement_timeout = 0');
  await database.execute(
    'vacuum (analyze, freeze) application, application_event, application_event_payload, deadline_mark',
  );
  return place.states;
}

/** Of the last days that have passed people were told long ago; otherwise the clock would tell of two years under the load. */
const MARKS = `
  insert into deadline_mark (application_id, organisation_id, kind, due_date, at)
  select id, organisation_id, 'passed', due_date, due_date + interval '1 day' from application where due_date < now()
  on conflict do nothing`;

const events: Readonly<Record<number, string>> = { 1: 'created', 2: 'action:register', 3: 'action:assign' };

interface Place {
  readonly organisation: string;
  readonly creators: readonly string[];
  readonly executors: readonly string[];
  readonly service: string;
  readonly serviceVersion: string;
  readonly workflowVersion: string;
  readonly states: readonly string[];
  readonly phases: readonly string[];
}

/** Ids of what the demo and the shipped definitions have put into the database. */
async function readPlace(database: Database): Promise<Place> {
  return database.asOwner(async (trx) => {
    const { rows } = await trx.raw(
      `select o.id as organisation, s.code as service, s.id as "serviceVersion", w.id as "workflowVersion",
         array(select u.id::text from user_account u where u.login in ('registrar', 'super') order by 1) as creators,
         array(select u.id::text from user_account u where u.login in ('executor', 'executor2') order by 1) as executors,
         array(select state ->> 'code' from jsonb_array_elements(w.content -> 'states') state) as states,
         array(select state ->> 'phase' from jsonb_array_elements(w.content -> 'states') state) as phases
       from organisation o, definition_version s, definition_version w
       where o.code = 'arch' and s.kind = 'service' and s.code = 'landPlotPlan'
         and w.kind = 'workflow' and w.code = s.content ->> 'workflow'
       order by s.version desc, w.version desc limit 1`,
    );
    return rows[0];
  });
}

const APPLICATIONS = `${drawnPeople}
  insert into application (organisation_id, number, service_code, service_version_id, workflow_version_id, state, phase,
    answers, applicant, representative, submitted_by, notification, creator_id, executor_id, registrar_id, created_at, updated_at,
    registered_at, due_date, list_applicant, list_address, list_subject, list_submitted_by, hangs, done)
  select :organisation::uuid, case when state > 1 then format('АРХ-%s', lpad(i::text, 9, '0')) end, :service,
    :serviceVersion::uuid, :workflowVersion::uuid, (:states::text[])[state], (:phases::text[])[state],
    :answers::jsonb || jsonb_build_object('cadastralNumber', plot, 'landAddress',
      (:answers::jsonb -> 'landAddress') || jsonb_build_object('text', address)),
    person, person, person, '{"way": "email"}', creator::uuid, case when state > 2 then executor::uuid end,
    case when state > 1 then creator::uuid end, at, at, case when state > 1 then at + interval '1 hour' end,
    case when state > 1 then (at + interval '14 days')::date end,
    concat_ws(' ', surname, name, patronymic), address, plot, concat_ws(' ', surname, name, patronymic),
    -- The actions of its journal, which the trigger would have marked and kept.
    case when state > 1 then 1 else 0 end,
    case when state > 1 then jsonb_build_object('doneBy', jsonb_build_object('register', creator, 'assign', creator),
      'action', 'assign', 'by', creator, 'begun', null) end
  from people`;

/** A draft has one event, the others were registered and assigned as well. The payload of creating holds all that was said. */
const EVENTS = `
  with told as (
    select a.id, a.organisation_id, a.creator_id, a.created_at + make_interval(hours => :seq::int - 1) as at,
      case when :seq::int = 1 then jsonb_build_object('action', 'create', 'by', a.creator_id, 'service', a.service_code,
        'content', jsonb_build_object('applicant', a.applicant, 'representative', a.representative,
          'submittedBy', a.submitted_by, 'notification', a.notification, 'answers', a.answers))::text
      else jsonb_build_object('action', substr(:type::text, 8), 'by', a.creator_id, 'comment', null)::text end as payload,
      before.chain_hash as previous
    from application a
      left join application_event before on before.application_id = a.id and before.seq = :seq::int - 1
    where not exists (select from application_event e where e.application_id = a.id and e.seq >= :seq::int)
      and (:seq::int = 1 or (before.id is not null and a.number like 'АРХ-_________' and a.phase <> 'draft'))
  ), hashed as (
    select *, sha256(convert_to(payload, 'UTF8')) as payload_hash from told
  ), made as (
    insert into application_event (organisation_id, application_id, seq, type, actor_id, at, payload_hash, chain_hash)
    select organisation_id, id, :seq::int, :type::text, creator_id, at, payload_hash,
      event_chain_hash(previous, payload_hash, id, organisation_id, :seq::int, creator_id, at, :type::text)
    from hashed
    returning id, application_id, organisation_id
  )
  insert into application_event_payload (event_id, organisation_id, text)
  select made.id, made.organisation_id, told.payload from made join told on told.id = made.application_id`;
