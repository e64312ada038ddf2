import type { Knex } from 'knex';

/** What other systems call a body, by the code that forms name it by; said once by the body's administrator. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`alter table organisation add column identifiers jsonb not null default '{}'`);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('alter table organisation drop column identifiers');
}
