import type { Knex } from 'knex';

/**
 * A message of a portal knows its application, so that it stands on the card as it came. What came before is found by the moment:
 * a message and what it did are stored under the same one; where two might be meant, none is.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table delivery add column application_id uuid references application;
    create index delivery_application on delivery (application_id) where application_id is not null;
    update delivery d set application_id = found.application_id from (
      select one.id, min(e.application_id::text)::uuid as application_id
      from delivery one
        join application_event e on e.at = one.received_at
        join application a on a.id = e.application_id and a.portal_connection_id = one.connection_id
      where one.kind in ('application', 'correction', 'cancel', 'text') and one.status in ('accepted', 'late')
      group by one.id having count(distinct e.application_id) = 1
    ) found where found.id = d.id;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('alter table delivery drop column application_id');
}
