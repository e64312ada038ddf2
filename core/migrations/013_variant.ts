import type { Knex } from 'knex';

/** The variant of the service that an application was registered with: a row of the table of its pinned version. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw('alter table application add column variant text');
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('alter table application drop column variant');
}
