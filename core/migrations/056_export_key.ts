import type { Knex } from 'knex';

/** Who asks for a list to be taken out may name the act: two clicks, or a repeat after a lost answer, are one export. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table list_export add column creation_key uuid;
    create unique index list_export_once on list_export (user_id, organisation_id, creation_key) where creation_key is not null;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('alter table list_export drop column creation_key');
}
