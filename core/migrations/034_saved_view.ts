import type { Knex } from 'knex';

/** Views of the registry that a person keeps in a body: tab, filter, order and columns under a name. One may be their usual. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table saved_view (
      id uuid primary key default new_id(),
      organisation_id uuid not null references organisation,
      user_id uuid not null references user_account,
      name text not null check (name <> ''),
      content jsonb not null,
      usual boolean not null default false,
      created_at timestamptz not null,
      updated_at timestamptz not null
    );
    create unique index saved_view_name on saved_view (user_id, organisation_id, lower(name));
    create unique index saved_view_usual on saved_view (user_id, organisation_id) where usual;
    select protect_table('saved_view', 'select, insert, update, delete');
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table saved_view');
}
