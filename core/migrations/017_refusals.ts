import type { Knex } from 'knex';

/** Refusal to accept papers and return without consideration; what a refusal says of the ones before it. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table decision drop constraint decision_kind_check;
    alter table decision add constraint decision_kind_check check (kind in ('grant', 'refuse', 'reject', 'dismiss'));
    alter table decision add column repeat jsonb;
  `);
}

/** Decisions of the kinds that older code does not know become refusals, which it shows with the same words. */
export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    update decision set kind = 'refuse' where kind in ('reject', 'dismiss');
    alter table decision drop column repeat;
    alter table decision drop constraint decision_kind_check;
    alter table decision add constraint decision_kind_check check (kind in ('grant', 'refuse'));
  `);
}
