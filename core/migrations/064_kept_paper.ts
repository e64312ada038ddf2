import type { Knex } from 'knex';

/** The paper of a decision as it was made, before it became a file: copies of it with marks say what was signed, word for word. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw('alter table decision add column paper jsonb');
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('alter table decision drop column paper');
}
