import type { Knex } from 'knex';

/**
 * The СНИЛС of those who sign, by which a certificate is known to be theirs. The application's role may not read it: whoever
 * needs one asks as the owner, on purpose, so no list and no card can give it away.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table user_account add column snils text unique check (snils ~ '^[0-9]{11}$');
    alter table organisation add column strict_signer boolean not null default false;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table organisation drop column strict_signer;
    alter table user_account drop column snils;
  `);
}
