import type { Knex } from 'knex';

/** An act takes requests that other bodies have sent as well: each of its rows is of a case or of such a request. */
const ROWS = `
  alter table destruction_row
    alter column application_id drop not null,
    add column incoming_request_id uuid,
    add constraint destruction_row_of_one check (num_nonnulls(application_id, incoming_request_id) = 1),
    add constraint destruction_row_incoming_once unique (act_id, incoming_request_id),
    add constraint destruction_row_incoming_request
      foreign key (incoming_request_id, organisation_id) references incoming_request (id, organisation_id);
  create index destruction_row_incoming on destruction_row (incoming_request_id) where incoming_request_id is not null;
`;

/** The index serves requests whose term may be over. */
const REQUESTS = `
  alter table incoming_request add column destroyed_at timestamptz, add column destroyed_by int;
  create index incoming_request_kept on incoming_request (organisation_id, answered_at, id)
    where answered_at is not null and destroyed_at is null;
`;

/** What was destroyed stays so, whoever writes, and nothing is hung on it anew. */
const keeping = (what: string) => `
  create or replace function keep_destroyed() returns trigger language plpgsql as $$
  begin
    raise exception '${what} % is destroyed by law: it does not change', ${what === '%' ? 'tg_table_name, ' : ''}old.id using errcode = 'RG001';
  end $$;
`;

const TRIGGERS = `
  create trigger keep_destroyed before update on incoming_request for each row
    when (old.destroyed_at is not null) execute function keep_destroyed();
`;

export async function up(knex: Knex): Promise<void> {
  for (const part of [ROWS, REQUESTS, keeping('%'), TRIGGERS]) await knex.raw(part);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop trigger keep_destroyed on incoming_request');
  await knex.raw(keeping('application'));
  await knex.raw(`
    drop index incoming_request_kept;
    alter table incoming_request drop column destroyed_at, drop column destroyed_by;
    delete from destruction_row where application_id is null;
    drop index destruction_row_incoming;
    alter table destruction_row
      drop constraint destruction_row_incoming_request,
      drop constraint destruction_row_incoming_once,
      drop constraint destruction_row_of_one,
      drop column incoming_request_id,
      alter column application_id set not null;
  `);
}
