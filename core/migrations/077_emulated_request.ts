import type { Knex } from 'knex';

/**
 * A question that an emulator was asked, and what came from it, are told apart for ever: by then the connection may lead to
 * the real side. null: as all that is older, nobody knows, which is shown as no.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table request add column emulated boolean;
    alter table delivery add column emulated boolean;
    alter table exchange_message add column emulated boolean;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table exchange_message drop column emulated;
    alter table delivery drop column emulated;
    alter table request drop column emulated;
  `);
}
