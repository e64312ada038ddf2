import type { Knex } from 'knex';

/** Services that stand first for a person when an application is created, by their codes. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`alter table user_preference add column favourite_services text[] not null default '{}'`);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('alter table user_preference drop column favourite_services');
}
