import type { Knex } from 'knex';

/** When the bytes of a message were deleted by their term, so that nobody takes it for one that came empty. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw('alter table delivery add column forgotten_at timestamptz');
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('alter table delivery drop column forgotten_at');
}
