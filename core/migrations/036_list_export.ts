import type { Knex } from 'knex';

/**
 * Lists that people took out, made in the background. The content stands in parts beside the row and goes with it: it is
 * full of personal data, and the store of files keeps what it has got for ever.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table list_export (
      id uuid primary key default new_id(),
      organisation_id uuid not null references organisation,
      user_id uuid not null references user_account,
      format text not null check (format in ('xlsx', 'csv')),
      content jsonb not null,
      status text not null default 'waiting' check (status in ('waiting', 'running', 'done', 'failed')),
      -- of whoever works on it now: one that was taken for dead cannot write any more
      attempt integer not null default 0,
      found integer,
      rows_done integer not null default 0,
      size bigint not null default 0,
      reason text,
      created_at timestamptz not null,
      finished_at timestamptz,
      unique (id, organisation_id)
    );
    create index list_export_own on list_export (user_id, organisation_id, id desc);
    create index list_export_created on list_export (created_at);
    select protect_table('list_export', 'select, insert, update, delete');

    create table list_export_part (
      export_id uuid not null,
      organisation_id uuid not null,
      position integer not null,
      content bytea not null,
      primary key (export_id, position),
      foreign key (export_id, organisation_id) references list_export (id, organisation_id) on delete cascade
    );
    select protect_table('list_export_part', 'select, insert, delete');
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table list_export_part, list_export');
}
