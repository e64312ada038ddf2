import type { Knex } from 'knex';

/** How a person wants the interface, in whatever body they work: its language, and whether they have seen the tour. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table user_preference (
      user_id uuid primary key references user_account,
      locale text check (locale in ('ru', 'en')),
      toured_at timestamptz
    );
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table user_preference');
}
