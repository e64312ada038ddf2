import type { Knex } from 'knex';

/** `{to, outcome, reference}`: the message of the applicant's that a publication answers by itself; null: it tells of a state. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw('alter table publication add column answer jsonb');
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('alter table publication drop column answer');
}
