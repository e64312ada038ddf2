import type { Knex } from 'knex';

/**
 * What an applicant asks through a portal and a clerk has to answer: `reference` is what the portal gave to be answered by, null
 * when it waits for no answer; what was said stands in the journal. And what clerks write to applicants by themselves.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table applicant_question (
      id uuid primary key default new_id(),
      organisation_id uuid not null,
      application_id uuid not null,
      event_id bigint not null unique references application_event,
      files uuid[] not null default '{}',
      reference jsonb,
      foreign key (application_id, organisation_id) references application (id, organisation_id)
    );
    create index applicant_question_application on applicant_question (application_id);
    select protect_table('applicant_question', 'select, insert');
    alter table publication add column question_id uuid references applicant_question,
      add column author_id uuid references user_account, add column creation_key uuid;
    create unique index publication_creation_key on publication (application_id, creation_key) where creation_key is not null;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table publication drop column question_id, drop column author_id, drop column creation_key;
    drop table applicant_question;
  `);
}
