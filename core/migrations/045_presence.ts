import type { Knex } from 'knex';

/**
 * Who has a case before them and what they do there, tab by tab. Not logged: after a crash the browsers say it again, and
 * nobody is to find out of a backup who sat where.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create unlogged table presence (
      application_id uuid not null references application on delete cascade,
      user_id uuid not null references user_account,
      -- named by the browser
      tab_id uuid not null,
      organisation_id uuid not null references organisation,
      doing text not null check (doing in ('viewing', 'editing', 'deciding')),
      until timestamptz not null,
      primary key (application_id, user_id, tab_id)
    );
    create index presence_user on presence (user_id);
    select protect_table('presence', 'select, insert, update, delete');
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table presence');
}
