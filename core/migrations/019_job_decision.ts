import type { Knex } from 'knex';

/** Who let a parked job run again, or gave it up, and why: the queue forgets its jobs, this does not. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table job_decision (
      id uuid primary key default new_id(),
      organisation_id uuid not null references organisation,
      job_id uuid not null,
      job_name text not null,
      action text not null check (action in ('retry', 'discard')),
      reason text check (action = 'retry' or reason <> ''),
      user_id uuid not null references user_account,
      at timestamptz not null
    );
    create index job_decision_at on job_decision (organisation_id, at desc, id);
    select protect_table('job_decision', 'select');
    select make_append_only('job_decision');
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table job_decision');
}
