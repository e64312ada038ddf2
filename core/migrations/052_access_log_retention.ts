import type { Knex } from 'knex';

/** Who looked at what is kept for as long as the settings say; what is younger than 90 days nobody removes, and nobody changes any. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    drop trigger append_only on access_log;
    create trigger append_only before update or delete on access_log
      for each row execute function refuse_fresh_removal();
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop trigger append_only on access_log;
    create trigger append_only before update or delete on access_log
      for each row execute function refuse_change();
  `);
}
