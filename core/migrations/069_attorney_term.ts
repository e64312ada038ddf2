import type { Knex } from 'knex';

/**
 * A notice need not be about an application: the first such is about the person's own power of attorney. What of its end they
 * were told already: 30 and 7 days before, 0 after; null, nothing.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table staff_notice alter column application_id drop not null;
    alter table attorney add column told int check (told in (30, 7, 0));
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table attorney drop column told;
    delete from staff_notice where application_id is null;
    alter table staff_notice alter column application_id set not null;
  `);
}
