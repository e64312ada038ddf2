import type { Knex } from 'knex';

/** What other bodies ask of this one. The rows are the asked body's own: of the asker's application it sees nothing. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table incoming_request (
      id uuid primary key default new_id(),
      organisation_id uuid not null references organisation,
      connection_id uuid not null references connection,
      number bigint generated always as identity,
      message_id text not null,
      reference jsonb not null,
      asker_code text not null,
      asker_title text not null,
      asker_number text not null,
      subject text not null,
      question jsonb not null,
      question_form jsonb not null,
      answer_form jsonb not null,
      signature jsonb,
      problems jsonb not null default '[]',
      status text not null default 'new' check (status in ('new', 'inWork', 'answered', 'refused')),
      executor_id uuid references user_account,
      reply_id uuid not null default new_id(),
      answer jsonb,
      answer_text text,
      answered_by uuid references user_account,
      answered_at timestamptz,
      delivered_at timestamptz,
      delivery_text text,
      received_at timestamptz not null,
      version int not null default 1,
      unique (connection_id, message_id),
      unique (id, organisation_id)
    );
    create index incoming_request_status on incoming_request (organisation_id, status, id desc);
    select protect_table('incoming_request', 'select, insert, update');

    create table incoming_file (
      id uuid primary key default new_id(),
      organisation_id uuid not null,
      incoming_request_id uuid not null,
      side text not null check (side in ('question', 'answer')),
      name text not null,
      media_type text not null,
      size bigint not null check (size >= 0),
      sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
      storage_key text not null,
      description text,
      uploaded_by uuid references user_account,
      created_at timestamptz not null,
      removed_at timestamptz,
      foreign key (incoming_request_id, organisation_id) references incoming_request (id, organisation_id)
    );
    create index incoming_file_request on incoming_file (incoming_request_id, created_at, id);
    create index incoming_file_storage_key on incoming_file (storage_key);
    select protect_table('incoming_file', 'select, insert, update');
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table incoming_file, incoming_request');
}
