import type { Knex } from 'knex';

/**
 * What passes from hand to hand: the result that an applicant comes for, and originals that go back. `issue_due_at` is since
 * when the result waits; it stands on the application so that the registry finds those few among all.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table result_issue (
      id uuid primary key default new_id(),
      organisation_id uuid not null,
      application_id uuid not null unique,
      receiver text not null check (receiver in ('applicant', 'representative', 'other')),
      name text not null,
      document text not null,
      confirmation text not null,
      issued_on date not null,
      user_id uuid not null references user_account,
      created_at timestamptz not null,
      foreign key (application_id, organisation_id) references application (id, organisation_id)
    );
    select protect_table('result_issue', 'select, insert');
    alter table application add column issue_due_at timestamptz;
    create index application_issue_due on application (organisation_id) where issue_due_at is not null;
    alter table received_document add column returned_to text;
    create index received_document_held on received_document (application_id)
      where form = 'original' and returned_at is null;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop index received_document_held;
    alter table received_document drop column returned_to;
    alter table application drop column issue_due_at;
    drop table result_issue;
  `);
}
