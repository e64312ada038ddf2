import type { Knex } from 'knex';

/** Testers move the clock of a stand on: what a term, a reminder or a repeat does need not be waited for. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw('alter table test_run add column clock_ahead bigint not null default 0 check (clock_ahead >= 0)');
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('alter table test_run drop column clock_ahead');
}
