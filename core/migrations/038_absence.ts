import type { Knex } from 'knex';

/**
 * Who is away, from which day to which (days of the body, both counted), and who stands in. An absence that was taken back
 * or cut short stays, ended.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table absence (
      id uuid primary key default new_id(),
      organisation_id uuid not null references organisation,
      user_id uuid not null references user_account,
      deputy_id uuid references user_account,
      from_date date not null,
      to_date date not null,
      created_at timestamptz not null,
      ended_at timestamptz,
      check (from_date <= to_date),
      check (deputy_id is distinct from user_id)
    );
    create index absence_user on absence (user_id, organisation_id) where ended_at is null;
    create index absence_deputy on absence (deputy_id, organisation_id) where ended_at is null;
    select protect_table('absence', 'select, insert, update');
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table absence');
}
