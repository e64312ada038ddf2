import type { Knex } from 'knex';

/**
 * When the applicant got the answer and which one: what reports count by. A trigger keeps both, so that a process of the
 * former program, still running beside the new one, keeps them too. `closed` after a decision says nothing new: the
 * outcome stays what the decision made it.
 */
const END = `
  alter table application add column ended_at timestamptz;
  alter table application add column outcome text check (outcome in ('granted', 'refused', 'withdrawn', 'closed'));
  update application a set
    ended_at = coalesce(d.published_at, a.closed_at, a.updated_at),
    outcome = case when a.phase <> 'closed' then a.phase when d.kind = 'grant' then 'granted'
      when d.kind is not null then 'refused' else 'closed' end
  from application b left join decision d on d.application_id = b.id and d.status = 'published'
  where b.id = a.id and a.phase in ('granted', 'refused', 'withdrawn', 'closed');

  create function mark_end() returns trigger language plpgsql as $$
  begin
    if new.phase not in ('granted', 'refused', 'withdrawn', 'closed') then
      new.ended_at = null;
      new.outcome = null;
    elsif new.ended_at is null then
      new.ended_at = new.updated_at;
      new.outcome = new.phase;
    elsif new.phase <> 'closed' then
      new.outcome = new.phase;
    end if;
    return new;
  end $$;
  create trigger mark_end before insert or update of phase on application for each row execute function mark_end();
  -- also for rows that are brought in whole
  alter table application enable always trigger mark_end;
`;

/** Each question of a report is answered from one of these alone, without its rows. */
const INDEXES = `
  create index application_registered on application (organisation_id, registered_at, id)
    include (service_code, department_id, phase, source) where registered_at is not null;
  create index application_ended on application (organisation_id, ended_at)
    include (registered_at, due_date, paused_at, outcome, service_code, department_id, executor_id)
    where ended_at is not null and registered_at is not null;
  create index application_unended on application (organisation_id, registered_at)
    include (due_date, paused_at, service_code, department_id, executor_id)
    where ended_at is null and registered_at is not null;
  create index request_sent on request (organisation_id, sent_at)
    include (connection_id, answered_at, brought_by, application_id) where sent_at is not null;
  create index decision_refused on decision (organisation_id, published_at) where kind <> 'grant' and status = 'published';
`;

export async function up(knex: Knex): Promise<void> {
  await knex.raw(END);
  await knex.raw(INDEXES);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop index decision_refused, request_sent, application_unended, application_ended, application_registered;
    drop trigger mark_end on application;
    drop function mark_end();
    alter table application drop column outcome, drop column ended_at;
  `);
}
