import type { Knex } from 'knex';

/** What hangs on an application. Each row repeats the body, and the foreign key holds it equal to the application's. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table decision (
      id uuid primary key default new_id(),
      organisation_id uuid not null,
      application_id uuid not null unique,
      kind text not null check (kind in ('grant', 'refuse')),
      grounds jsonb not null default '[]',
      text text not null default '',
      message text not null default '',
      status text not null default 'prepared' check (status in ('prepared', 'returned', 'published')),
      author_id uuid not null references user_account,
      approver_id uuid references user_account,
      return_comment text,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now(),
      published_at timestamptz,
      foreign key (application_id, organisation_id) references application (id, organisation_id)
    );
    select protect_table('decision', 'select, insert, update');

    create table file (
      id uuid primary key default new_id(),
      organisation_id uuid not null,
      application_id uuid not null,
      purpose text not null check (purpose in ('document', 'decision', 'result', 'attachment')),
      document_code text,
      name text not null,
      media_type text not null,
      size bigint not null check (size >= 0),
      sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
      storage_key text not null,
      description text,
      uploaded_by uuid references user_account,
      created_at timestamptz not null default now(),
      removed_at timestamptz,
      foreign key (application_id, organisation_id) references application (id, organisation_id)
    );
    create index file_application on file (application_id, created_at, id);
    create index file_storage_key on file (storage_key);
    select protect_table('file', 'select, insert, update');

    create table received_document (
      id uuid primary key default new_id(),
      organisation_id uuid not null,
      application_id uuid not null,
      document_code text,
      title text not null,
      form text not null check (form in ('original', 'copy')),
      sheets int not null check (sheets >= 0),
      copies int not null default 1 check (copies >= 0),
      returned_at timestamptz,
      position int not null,
      foreign key (application_id, organisation_id) references application (id, organisation_id)
    );
    create index received_document_application on received_document (application_id, position);
    select protect_table('received_document', 'select, insert, update, delete');

    create table notice (
      id uuid primary key default new_id(),
      organisation_id uuid not null,
      application_id uuid not null,
      way text not null,
      address text,
      text text not null,
      status text not null default 'todo' check (status in ('todo', 'done')),
      created_at timestamptz not null default now(),
      done_at timestamptz,
      done_by uuid references user_account,
      foreign key (application_id, organisation_id) references application (id, organisation_id)
    );
    create index notice_todo on notice (organisation_id, created_at, id) where status = 'todo';
    create index notice_application on notice (application_id);
    select protect_table('notice', 'select, insert, update');
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table notice, received_document, file, decision');
}
