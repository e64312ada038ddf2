import type { Knex } from 'knex';

/**
 * Values that an executor took over from answers to requests, by field of the form, each with its origin. They lie over the
 * answers: what the applicant filed stays as it was.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`alter table application add column accepted jsonb not null default '{}'`);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('alter table application drop column accepted');
}
