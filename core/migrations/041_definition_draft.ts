import type { Knex } from 'knex';

/**
 * Definitions that are being written. One open draft of a definition, shared by all administrators: what each of them does
 * is a numbered step that can be taken back. The text is kept as it will be published, order of keys included.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table definition_draft (
      id uuid primary key default new_id(),
      kind text not null,
      code text not null,
      base_version int check (base_version > 0),
      text text not null,
      revision int not null default 0 check (revision >= 0),
      created_by uuid not null references user_account,
      created_at timestamptz not null,
      updated_by uuid not null references user_account,
      updated_at timestamptz not null,
      discarded_at timestamptz,
      published_version int check (published_version > 0)
    );
    create unique index definition_draft_open on definition_draft (kind, code)
      where discarded_at is null and published_version is null;
    create table definition_draft_step (
      draft_id uuid not null references definition_draft on delete cascade,
      revision int not null check (revision > 0),
      label text not null check (label <> ''),
      changes json not null,
      reverts int,
      author_id uuid not null references user_account,
      made_at timestamptz not null,
      primary key (draft_id, revision)
    );
    grant select, insert, update on definition_draft to reglament_app;
    grant select, insert, delete on definition_draft_step to reglament_app;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table definition_draft_step');
  await knex.raw('drop table definition_draft');
}
