import type { Knex } from 'knex';

/** Applications that no employee has created, each once by the portal's own name of it; and what portals are told of them. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table application alter column creator_id drop not null;
    alter table application add column portal_connection_id uuid references connection;
    alter table application add column external_id text;
    alter table application add column external_reference jsonb;
    alter table application add check ((portal_connection_id is null) = (external_id is null));
    create unique index application_external on application (portal_connection_id, external_id)
      where portal_connection_id is not null;

    create table publication (
      id uuid primary key default new_id(),
      organisation_id uuid not null,
      application_id uuid not null,
      connection_id uuid not null references connection,
      sequence int not null check (sequence > 0),
      kind text not null check (kind in ('status', 'result', 'rework', 'text')),
      code text,
      title text not null,
      text text not null,
      final boolean not null,
      files uuid[] not null default '{}',
      created_at timestamptz not null,
      delivered_at timestamptz,
      failed_at timestamptz,
      delivery_text text,
      check (delivered_at is null or failed_at is null),
      unique (application_id, sequence),
      foreign key (application_id, organisation_id) references application (id, organisation_id)
    );
    select protect_table('publication', 'select, insert, update');
  `);
}

/** A former program has a creator for each application: the one who has it in hand, or else whoever came first. */
export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop table publication;
    alter table application drop column portal_connection_id cascade, drop column external_id cascade,
      drop column external_reference;
    update application set creator_id = coalesce(registrar_id, executor_id,
      (select id from user_account order by created_at, id limit 1)) where creator_id is null;
    alter table application alter column creator_id set not null;
  `);
}
