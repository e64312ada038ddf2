import type { Knex } from 'knex';

/** A draft that was begun by mistake goes out of sight at once, and loses what is of a person a month later. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table application add column discarded_at timestamptz, add column discarded_by uuid references user_account;
    alter table application add constraint application_discarded_draft
      check (discarded_at is null or (registered_at is null and closed_at is not null)) not valid;
    alter table application validate constraint application_discarded_draft;
    alter table application add constraint application_discarded_by
      check (discarded_by is null or discarded_at is not null) not valid;
    alter table application validate constraint application_discarded_by;
    create index application_discarded on application (discarded_at) where discarded_at is not null and destroyed_at is null;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop index application_discarded;
    alter table application drop constraint application_discarded_draft, drop constraint application_discarded_by;
    update application set closed_at = null where discarded_at is not null and destroyed_at is null
      and not exists (select from application other where other.parent_id = application.parent_id
        and other.service_code = application.service_code and other.closed_at is null);
    alter table application drop column discarded_at, drop column discarded_by;
  `);
}
