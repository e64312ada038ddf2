import type { Knex } from 'knex';

/**
 * A message knows the system that has sent it. One that was kept apart because another system had filed its application keeps
 * what it asks for: a person may yet say that it is the same. The systems that may speak of an application stand in its reference.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw('alter table delivery add column sender text, add column command jsonb');
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('alter table delivery drop column sender, drop column command');
}
