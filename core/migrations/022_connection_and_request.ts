import type { Knex } from 'knex';

/**
 * A connection: a plugin with its settings for one body, or for the whole installation. Secrets are encrypted with a key
 * outside of the database, and out of reach of the application's role.
 */
const CONNECTION = `
  create table connection (
    id uuid primary key default new_id(),
    organisation_id uuid references organisation,
    plugin text not null,
    code text not null,
    title text not null,
    settings jsonb not null default '{}',
    secrets bytea,
    enabled boolean not null default true,
    version int not null default 1,
    health jsonb,
    checked_at timestamptz,
    breaker_failures int not null default 0,
    breaker_opened_at timestamptz,
    breaker_retry_at timestamptz,
    breaker_reason text,
    poll_due_at timestamptz not null default '-infinity',
    poll_pause int not null default 0,
    poll_node text,
    poll_lease_until timestamptz,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    unique nulls not distinct (organisation_id, code)
  );
  create index connection_poll on connection (poll_due_at) where enabled;
  alter table connection enable row level security;
  create policy body on connection to reglament_app
    using (organisation_id is null or organisation_id = any ((select current_bodies())::uuid[]))
    with check (organisation_id = any ((select current_bodies())::uuid[]));
  grant select (id, organisation_id, plugin, code, title, settings, enabled, version, health, checked_at, breaker_failures,
    breaker_opened_at, breaker_retry_at, breaker_reason, poll_due_at, created_at, updated_at) on connection to reglament_app;

  create table provider_value (
    connection_id uuid not null references connection,
    owner text not null,
    key text not null,
    round int not null default 1,
    value jsonb not null,
    created_at timestamptz not null default now(),
    primary key (connection_id, owner, key, round)
  );
  create index provider_value_way_back on provider_value (connection_id, key, md5(value::text));
`;

/** What an application asks of others; a row lives from its draft to the answer and is never removed. */
const REQUEST = `
  alter table definition_version add column frozen jsonb not null default '{}';

  create table request (
    id uuid primary key default new_id(),
    organisation_id uuid not null,
    application_id uuid not null,
    number bigint generated always as identity,
    entry text not null,
    type_code text not null,
    type_version_id uuid not null references definition_version,
    plugin text not null,
    kind text not null,
    kind_version text not null,
    connection_id uuid references connection,
    status text not null default 'draft' check (status in
      ('draft', 'prepared', 'queued', 'waiting', 'answered', 'refused', 'failed', 'cancelled')),
    question jsonb not null default '{}',
    origins jsonb not null default '{}',
    prepared_file_id uuid,
    prepared_format text check (prepared_format in ('cms', 'raw')),
    answer jsonb,
    interim_text text,
    result_text text,
    error_code text,
    message_id text,
    author_id uuid not null references user_account,
    creation_key uuid not null,
    version int not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    sent_at timestamptz,
    answered_at timestamptz,
    last_exchange_at timestamptz,
    unique (number),
    unique (application_id, creation_key),
    unique (id, organisation_id),
    foreign key (application_id, organisation_id) references application (id, organisation_id)
  );
  create index request_application on request (application_id, created_at, id);
  create index request_waiting on request (connection_id, sent_at) where status = 'waiting';
  create index request_status on request (organisation_id, status, updated_at desc, id desc);
  select protect_table('request', 'select, insert, update');

  alter table file add column request_id uuid;
  alter table file add foreign key (request_id, organisation_id) references request (id, organisation_id);
  alter table file drop constraint file_purpose_check;
  alter table file add constraint file_purpose_check
    check (purpose in ('document', 'decision', 'result', 'attachment', 'request', 'answer'));
  alter table file add check ((purpose in ('request', 'answer')) = (request_id is not null));
  create index file_request on file (request_id) where request_id is not null;
`;

/** What came, once each; and every exchange with the other side, byte by byte, for ever. */
const EXCHANGE = `
  create table delivery (
    id uuid primary key default new_id(),
    organisation_id uuid references organisation,
    connection_id uuid not null references connection,
    message_id text not null,
    kind text not null,
    request_id uuid,
    status text not null check (status in ('accepted', 'late', 'quarantine', 'resolved')),
    reason text,
    outcome jsonb,
    verdicts jsonb not null default '[]',
    original bytea not null,
    received_at timestamptz not null,
    resolved_at timestamptz,
    resolved_by uuid references user_account,
    resolution text,
    unique (connection_id, message_id)
  );
  create index delivery_quarantine on delivery (organisation_id, id) where status = 'quarantine';
  create index delivery_request on delivery (request_id) where request_id is not null;
  alter table delivery enable row level security;
  create policy body on delivery to reglament_app
    using (organisation_id is null or organisation_id = any ((select current_bodies())::uuid[]))
    with check (organisation_id is null or organisation_id = any ((select current_bodies())::uuid[]));
  grant select, insert, update on delivery to reglament_app;

  create table exchange_message (
    id uuid primary key default new_id(),
    organisation_id uuid references organisation,
    connection_id uuid not null references connection,
    owner_id uuid,
    at timestamptz not null,
    direction text not null check (direction in ('out', 'in')),
    method text not null,
    address text not null,
    status text not null,
    duration int not null,
    sent bytea,
    received bytea
  );
  create index exchange_message_owner on exchange_message (owner_id, id) where owner_id is not null;
  create index exchange_message_connection on exchange_message (connection_id, id);
  alter table exchange_message enable row level security;
  create policy body on exchange_message to reglament_app
    using (organisation_id is null or organisation_id = any ((select current_bodies())::uuid[]))
    with check (organisation_id is null or organisation_id = any ((select current_bodies())::uuid[]));
  grant select, insert on exchange_message to reglament_app;
  select make_append_only('exchange_message');
`;

/** What bodies of this installation send one another; the rows are the queue of the receiver. Out of reach of reglament_app. */
const LOCAL_BUS = `
  create table bus_message (
    number bigint generated always as identity primary key,
    id text not null,
    from_id uuid not null references organisation,
    to_id uuid not null references organisation,
    type text not null,
    content jsonb not null,
    files jsonb not null default '[]',
    reply_to text,
    created_at timestamptz not null,
    taken_at timestamptz,
    unique (from_id, id)
  );
  create index bus_message_waiting on bus_message (to_id, number) where taken_at is null;
`;

export async function up(knex: Knex): Promise<void> {
  for (const part of [CONNECTION, REQUEST, EXCHANGE, LOCAL_BUS]) await knex.raw(part);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop table bus_message, exchange_message, delivery;
    delete from file where request_id is not null;
    alter table file drop column request_id cascade;
    alter table file drop constraint file_purpose_check;
    alter table file add constraint file_purpose_check check (purpose in ('document', 'decision', 'result', 'attachment'));
    drop table request, provider_value, connection;
    alter table definition_version drop column frozen;
  `);
}
