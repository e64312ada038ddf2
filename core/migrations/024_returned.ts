import type { Knex } from 'knex';

/** When a case came back to its executor, from the approver or from the applicant; null once it is decided or sent again. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw('alter table application add column returned_at timestamptz');
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('alter table application drop column returned_at');
}
