import type { Knex } from 'knex';

/** What the other place wants to be told when the session that it confirmed ends: sealed, and gone with the session. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw('alter table session add column identity_hint bytea');
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('alter table session drop column identity_hint');
}
