import type { Knex } from 'knex';

/**
 * The name that whoever creates an application gives to the act of creating it. An answer that was lost on its way makes
 * people and programs ask again; under the same key they get the application that there is, not a second one.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table application add column creation_key uuid;
    create unique index application_created_once on application (creator_id, creation_key) where creation_key is not null;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('alter table application drop column creation_key');
}
