import type { Knex } from 'knex';

/**
 * A connection may lead to its plugin's emulator, its own settings kept for later. One process of several plays the other
 * sides, under a lease; how to reach them stands here, sealed, for all.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    -- null: nobody has said yet, which is no.
    alter table connection add column emulated boolean;
    grant select (emulated) on connection to reglament_app;

    create table emulator_host (
      only_one boolean primary key default true check (only_one),
      node text not null,
      lease_until timestamptz not null,
      -- Grows with what is published: whoever has a connection open opens it anew.
      round bigint not null default 0,
      sides bytea
    );
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table emulator_host; alter table connection drop column emulated;');
}
