import type { Knex } from 'knex';

/** Published definitions. A version never changes: cases that run keep the one they began with. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table definition_version (
      id uuid primary key default new_id(),
      kind text not null,
      code text not null,
      version int not null check (version > 0),
      content jsonb not null,
      text text not null,
      sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
      author text,
      comment text,
      published_at timestamptz not null default now(),
      effective_from timestamptz not null default now(),
      unique (kind, code, version)
    );
    create index definition_version_published on definition_version (published_at);
    select make_append_only('definition_version');
    grant select, insert on definition_version to reglament_app;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table definition_version');
}
