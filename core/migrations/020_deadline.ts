import type { Knex } from 'knex';

/** What staff is told of their cases, what was told of which last day, and the calendars that open cases were reckoned by. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table staff_notice (
      id uuid primary key default new_id(),
      organisation_id uuid not null,
      application_id uuid not null,
      user_id uuid not null references user_account,
      kind text not null,
      text text not null,
      created_at timestamptz not null,
      read_at timestamptz,
      foreign key (application_id, organisation_id) references application (id, organisation_id)
    );
    create index staff_notice_own on staff_notice (user_id, id desc);
    create index staff_notice_new on staff_notice (user_id, id desc) where read_at is null;
    create index staff_notice_application on staff_notice (application_id);
    select protect_table('staff_notice', 'select, insert, update');

    -- one row for each last day that came near or passed: a last day that moves is told anew
    create table deadline_mark (
      application_id uuid not null,
      organisation_id uuid not null,
      kind text not null check (kind in ('near', 'passed')),
      due_date date not null,
      at timestamptz not null,
      primary key (application_id, kind, due_date),
      foreign key (application_id, organisation_id) references application (id, organisation_id)
    );
    select protect_table('deadline_mark', 'select, insert');
    create index application_due_open on application (organisation_id, id)
      where closed_at is null and paused_at is null and due_date is not null;

    create table calendar_recount (
      version_id uuid primary key references definition_version,
      at timestamptz not null default now()
    );
    insert into calendar_recount (version_id) select id from definition_version where kind = 'calendar';
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop index application_due_open;
    drop table calendar_recount, deadline_mark, staff_notice;
  `);
}
