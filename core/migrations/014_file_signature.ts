import type { Knex } from 'knex';

/**
 * Detached signatures of files. They hang on a file, whatever the file hangs on. `signers` is what the signature says of
 * itself; `verdict` stays null until somebody able to has checked it.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table file add constraint file_of_body unique (id, organisation_id);

    create table file_signature (
      id uuid primary key default new_id(),
      organisation_id uuid not null,
      file_id uuid not null,
      name text not null,
      size bigint not null check (size > 0),
      sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
      storage_key text not null,
      signers jsonb not null,
      verdict jsonb,
      uploaded_by uuid not null references user_account,
      created_at timestamptz not null default now(),
      removed_at timestamptz,
      foreign key (file_id, organisation_id) references file (id, organisation_id)
    );
    create unique index file_signature_once on file_signature (file_id, sha256) where removed_at is null;
    create index file_signature_storage_key on file_signature (storage_key);
    select protect_table('file_signature', 'select, insert, update');
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table file_signature; alter table file drop constraint file_of_body');
}
