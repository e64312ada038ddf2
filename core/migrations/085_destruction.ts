import type { Knex } from 'knex';

/** Acts by which cases whose term is over lose all that is of a person; what they were and how they ended stays. */
const ACTS = `
  create table destruction_act (
    id uuid primary key,
    organisation_id uuid not null references organisation,
    number int not null check (number > 0),
    status text not null default 'prepared' check (status in ('prepared', 'running', 'contents', 'done', 'withdrawn')),
    version int not null default 1 check (version > 0),
    author_id uuid not null references user_account,
    author jsonb not null,
    created_at timestamptz not null,
    approver_id uuid references user_account,
    approver jsonb,
    approved_at timestamptz,
    withdrawn jsonb,
    contents_at timestamptz,
    trouble text,
    finished_at timestamptz,
    unique (organisation_id, number),
    check ((approver_id is null) = (approved_at is null) and (approver_id is null) = (approver is null)),
    check (approver_id <> author_id),
    check ((status = 'withdrawn') = (withdrawn is not null)),
    check ((status in ('prepared', 'withdrawn')) = (approver_id is null)),
    check ((status = 'done') = (finished_at is not null))
  );
  select protect_table('destruction_act', 'select');
  create index destruction_act_of_body on destruction_act (organisation_id, created_at desc, id desc);

  create table destruction_row (
    act_id uuid not null references destruction_act,
    organisation_id uuid not null references organisation,
    position int not null,
    application_id uuid not null,
    number text,
    service_code text not null,
    service_title text not null,
    applicant text,
    ended_on date not null,
    years int not null,
    basis text not null,
    kept_until date not null,
    status text not null default 'waiting' check (status in ('waiting', 'excluded', 'done', 'kept')),
    reason text,
    obstacle text,
    categories jsonb not null default '[]',
    done_at timestamptz,
    primary key (act_id, position),
    unique (act_id, application_id),
    foreign key (application_id, organisation_id) references application (id, organisation_id),
    check ((status = 'excluded') = (reason is not null)),
    check ((status = 'kept') = (obstacle is not null)),
    check ((status = 'done') = (done_at is not null))
  );
  select protect_table('destruction_row', 'select');
  create index destruction_row_application on destruction_row (application_id);

  create table destruction_content (
    act_id uuid not null references destruction_act,
    organisation_id uuid not null references organisation,
    storage_key text not null,
    size bigint not null,
    status text not null default 'waiting' check (status in ('waiting', 'removed', 'shared')),
    primary key (act_id, storage_key)
  );
  select protect_table('destruction_content', 'select');
`;

/** What was destroyed stays so, whoever writes; what the index serves are cases whose term may be over. */
const CASES = `
  alter table application add column destroyed_at timestamptz, add column destroyed_by int;
  create index application_kept on application (organisation_id, service_code, ended_at, id)
    where ended_at is not null and destroyed_at is null;

  create function keep_destroyed() returns trigger language plpgsql as $$
  begin
    raise exception 'application % is destroyed by law: it does not change', old.id using errcode = 'RG001';
  end $$;
  create trigger keep_destroyed before update on application for each row
    when (old.destroyed_at is not null) execute function keep_destroyed();
`;

/** A reason is written by a person about a person, so it goes with the values. */
const APPLICANT_EVENTS = `
  create or replace function keep_applicant_event() returns trigger language plpgsql as $$
  begin
    if new.changes is null and (new.reason is null or new.reason is not distinct from old.reason)
      and to_jsonb(new) - 'changes' - 'reason' = to_jsonb(old) - 'changes' - 'reason' then return new; end if;
    raise exception 'an event of an applicant may only lose its values, not change' using errcode = 'RG001';
  end $$;
`;

/** Bytes of exchanges are kept for months, whoever wants them away; an act of destruction says so for itself. */
const removal = (byAct: string) => `
  create or replace function refuse_fresh_removal() returns trigger language plpgsql as $$
  begin
    if tg_op = 'DELETE' and (old.at < now() - interval '90 days'${byAct}) then
      return old;
    end if;
    raise exception 'table % is append-only: % is refused', tg_table_name, tg_op using errcode = 'RG001';
  end $$;
`;
const BY_ACT = `
      or tg_table_name = 'exchange_message' and current_setting('reglament.destruction', true) = 'on'`;

export async function up(knex: Knex): Promise<void> {
  for (const part of [ACTS, CASES, APPLICANT_EVENTS, removal(BY_ACT)]) await knex.raw(part);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(removal(''));
  await knex.raw(`
    create or replace function keep_applicant_event() returns trigger language plpgsql as $$
    begin
      if new.changes is null and to_jsonb(new) - 'changes' = to_jsonb(old) - 'changes' then return new; end if;
      raise exception 'an event of an applicant may only lose its values, not change' using errcode = 'RG001';
    end $$;
    drop table destruction_content, destruction_row, destruction_act;
    drop trigger keep_destroyed on application;
    drop function keep_destroyed();
    drop index application_kept;
    alter table application drop column destroyed_at, drop column destroyed_by;
  `);
}
