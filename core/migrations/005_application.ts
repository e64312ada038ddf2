import type { Knex } from 'knex';

/** Cases, with the columns that lists sort and search by, and the counters of their numbers. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table application (
      id uuid primary key default new_id(),
      organisation_id uuid not null references organisation,
      department_id uuid,
      number text,
      service_code text not null,
      service_version_id uuid not null references definition_version,
      workflow_version_id uuid not null references definition_version,
      state text not null,
      phase text not null check (phase in ('draft', 'received', 'inProgress', 'waitingApplicant', 'awaitingApproval',
        'awaitingSignature', 'granted', 'refused', 'withdrawn', 'closed')),
      version int not null default 1 check (version > 0),
      answers jsonb not null default '{}',
      applicant_id uuid references applicant,
      applicant jsonb,
      representative jsonb,
      submitted_by jsonb,
      notification jsonb,
      source text not null default 'employee' check (source in ('employee', 'epgu', 'rpgu', 'mfc')),
      creator_id uuid not null references user_account,
      executor_id uuid references user_account,
      registrar_id uuid references user_account,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now(),
      registered_at timestamptz,
      due_date date,
      closed_at timestamptz,
      listed_at timestamptz not null generated always as (coalesce(registered_at, created_at)) stored,
      list_applicant text not null default '',
      list_address text not null default '',
      list_subject text not null default '',
      list_submitted_by text not null default '',
      unique (organisation_id, number),
      unique (id, organisation_id),
      foreign key (department_id, organisation_id) references department (id, organisation_id)
    );
    create index application_listed on application (organisation_id, listed_at desc, id desc);
    create index application_state on application (organisation_id, state, listed_at desc, id desc);
    create index application_phase on application (organisation_id, phase, listed_at desc, id desc);
    create index application_executor on application (organisation_id, executor_id, listed_at desc, id desc);
    create index application_creator on application (organisation_id, creator_id, listed_at desc, id desc);
    create index application_due on application (organisation_id, due_date) where closed_at is null;
    create index application_applicant on application (applicant_id) where applicant_id is not null;
    select create_trigram_index('application_applicant_search', 'application', 'list_applicant');
    select protect_table('application', 'select, insert, update');

    create table number_counter (
      organisation_id uuid not null references organisation,
      series text not null,
      year int not null,
      value bigint not null,
      primary key (organisation_id, series, year)
    );
    select protect_table('number_counter', 'select, insert, update');
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table number_counter, application cascade');
}
