import type { Knex } from 'knex';

/** Whose turn it is to sign a paper beside `awaited_function`, or beside the executor: those who sign at the same time. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table application add column also_awaited jsonb;
    create index application_also_awaited on application (organisation_id) where also_awaited is not null;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('alter table application drop column also_awaited');
}
