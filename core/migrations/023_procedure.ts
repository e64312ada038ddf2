import type { Knex } from 'knex';

/** Procedures on an application that has its decision: an application of its own, hung on that one. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table application add column parent_id uuid;
    alter table application add constraint application_parent
      foreign key (parent_id, organisation_id) references application (id, organisation_id);
    create index application_parent on application (parent_id) where parent_id is not null;
    create unique index application_one_open_procedure on application (parent_id, service_code)
      where parent_id is not null and closed_at is null;
    alter table decision drop constraint decision_status_check;
    alter table decision add constraint decision_status_check
      check (status in ('prepared', 'returned', 'published', 'revoked'));
    alter table decision add column revoked_at timestamptz;
    alter table decision add column revoked_by uuid;
    alter table decision add constraint decision_revoked_by
      foreign key (revoked_by, organisation_id) references application (id, organisation_id);
  `);
}

/** A decision that was revoked becomes a published one again: older code knows no other end of it. */
export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    update decision set status = 'published' where status = 'revoked';
    alter table decision drop column revoked_at, drop column revoked_by, drop constraint decision_status_check;
    alter table decision add constraint decision_status_check check (status in ('prepared', 'returned', 'published'));
    drop index application_one_open_procedure, application_parent;
    alter table application drop column parent_id;
  `);
}
