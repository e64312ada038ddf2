import type { Knex } from 'knex';

/**
 * What a body asks of the powers of attorney that its people sign by, and its own number against which they are held; the detached
 * signature of whoever gave one, with what was found of it.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table organisation
      add column inn text check (inn ~ '^[0-9]{10}$'),
      add column attorney_rules jsonb not null default '{"strict": false, "places": {}}';
    alter table attorney add column signature bytea, add column seal jsonb;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table attorney drop column seal, drop column signature;
    alter table organisation drop column attorney_rules, drop column inn;
  `);
}
