import type { Knex } from 'knex';

/** One action over many applications: what was chosen, whether each may, and what came of each. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table bulk_run (
      -- made by whoever asks: the same request again is the same run
      id uuid primary key,
      organisation_id uuid not null references organisation,
      user_id uuid not null references user_account,
      action text not null,
      input jsonb not null,
      status text not null default 'checking' check (status in ('checking', 'checked', 'running', 'done', 'cancelled')),
      created_at timestamptz not null,
      finished_at timestamptz,
      unique (id, organisation_id)
    );
    create index bulk_run_created on bulk_run (created_at);
    select protect_table('bulk_run', 'select, insert, update');

    create table bulk_row (
      run_id uuid not null,
      organisation_id uuid not null,
      position integer not null,
      application_id uuid not null references application,
      version integer not null,
      status text not null default 'waiting' check (status in ('waiting', 'ready', 'closed', 'done', 'refused')),
      reason text,
      primary key (run_id, position),
      unique (run_id, application_id),
      foreign key (run_id, organisation_id) references bulk_run (id, organisation_id) on delete cascade
    );
    create index bulk_row_application on bulk_row (application_id);
    select protect_table('bulk_row', 'select, insert, update');
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table bulk_row, bulk_run');
}
