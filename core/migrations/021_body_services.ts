import type { Knex } from 'knex';

/** Services that a body provides, by code; null: whatever its people's roles allow. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw('alter table organisation add column services text[]');
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('alter table organisation drop column services');
}
