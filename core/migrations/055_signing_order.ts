import type { Knex } from 'knex';

/**
 * Who has to sign the paper of a decision, in their order, as it was when the paper was made; for which of these places a signature
 * stands; and whose turn it is, so that lists find what waits for a person's signature.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table decision add column signatures jsonb not null default '[]';
    alter table file_signature add column place text;
    create unique index file_signature_place on file_signature (file_id, place) where removed_at is null and place is not null;
    alter table application add column awaited_function text;
    create index application_awaited on application (organisation_id, awaited_function) where awaited_function is not null;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table application drop column awaited_function;
    alter table file_signature drop column place;
    alter table decision drop column signatures;
  `);
}
