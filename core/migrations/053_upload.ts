import type { Knex } from 'knex';

/**
 * Large files on their way, part by part, so that after a cut the rest goes on. Any process takes the next part, so the parts
 * lie here and not in a folder of one of them. They are not logged: whoever sends still has the file, and after a crash of
 * the database it comes anew. What was attached is remembered, for an answer that got lost.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table upload (
      id uuid primary key default new_id(),
      organisation_id uuid not null references organisation,
      user_id uuid not null references user_account,
      name text not null,
      size bigint not null check (size > 0),
      -- by which whoever sends knows the same file again
      mark text not null,
      -- the file that it has become: of an application, a request, or an answer to another body's
      attached_as uuid,
      touched_at timestamptz not null,
      unique (id, organisation_id)
    );
    create index upload_own on upload (user_id, organisation_id);
    create index upload_touched on upload (touched_at);
    select protect_table('upload', 'select, insert, update, delete');

    create unlogged table upload_part (
      upload_id uuid not null,
      organisation_id uuid not null,
      start bigint not null,
      stop bigint not null,
      content bytea not null,
      primary key (upload_id, start),
      foreign key (upload_id, organisation_id) references upload (id, organisation_id) on delete cascade
    );
    -- scans and archives are compressed already
    alter table upload_part alter column content set storage external;
    select protect_table('upload_part', 'select, insert, delete');
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table upload_part, upload');
}
