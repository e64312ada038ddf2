import type { Knex } from 'knex';

/** A card says under which count of changes it was read, so that a process knows whether the names that it remembers still hold. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw('grant select on rights_mark to reglament_app');
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('revoke select on rights_mark from reglament_app');
}
