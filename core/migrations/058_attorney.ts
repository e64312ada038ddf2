import type { Knex } from 'knex';

/**
 * Machine-readable powers of attorney that officials sign by. The file stands in the row: it is small, and never changes. One that was
 * replaced or taken back stays for the signatures that were made by it; a signature keeps what was read from it then.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table attorney (
      id uuid primary key default new_id(),
      organisation_id uuid not null references organisation,
      user_id uuid not null references user_account,
      name text not null,
      content bytea not null,
      sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
      facts jsonb not null,
      created_at timestamptz not null default now(),
      ended_at timestamptz
    );
    create unique index attorney_current on attorney (user_id, organisation_id) where ended_at is null;
    select protect_table('attorney', 'select, insert, update');
    alter table file_signature add column attorney jsonb;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('alter table file_signature drop column attorney; drop table attorney');
}
