import type { Knex } from 'knex';

/**
 * The clock of a term: its ledger, one entry for each start, pause, resumption and extension, and what lists and
 * policies read of it in columns of the application. Entries stay as they are; only a reason, which may speak of people,
 * can be destroyed by law.
 */
const LEDGER = `
  create table clock_entry (
    id uuid primary key default new_id(),
    organisation_id uuid not null,
    application_id uuid not null,
    seq int not null check (seq > 0),
    kind text not null check (kind in ('started', 'paused', 'resumed', 'extended')),
    at timestamptz not null,
    days int check (days > 0),
    reason text,
    actor_id uuid references user_account,
    check ((kind = 'extended') = (days is not null)),
    unique (application_id, seq),
    foreign key (application_id, organisation_id) references application (id, organisation_id)
  );
  select protect_table('clock_entry', 'select, insert');

  create function keep_clock_entry() returns trigger language plpgsql as $$
  begin
    if new.reason is null and to_jsonb(new) - 'reason' = to_jsonb(old) - 'reason' then
      return new;
    end if;
    raise exception 'an entry of the clock may only lose its reason' using errcode = 'RG001';
  end $$;
  create trigger keep_clock_entry before update on clock_entry for each row execute function keep_clock_entry();
  create trigger append_only before delete on clock_entry for each row execute function refuse_change();
  create trigger append_only_truncate before truncate on clock_entry for each statement execute function refuse_change();
`;

const COLUMNS = `
  alter table application add column paused_at timestamptz;
  alter table application add column extensions int not null default 0 check (extensions >= 0);
  alter table application add column extended_days int not null default 0 check (extended_days >= 0);
  alter table application add column warn_on date;
  create index application_warn on application (organisation_id, warn_on) where closed_at is null and paused_at is null;

  insert into clock_entry (organisation_id, application_id, seq, kind, at, actor_id)
    select organisation_id, id, 1, 'started', registered_at, registrar_id from application where registered_at is not null;
`;

export async function up(knex: Knex): Promise<void> {
  await knex.raw(LEDGER);
  await knex.raw(COLUMNS);
}

/** Pauses and extensions are lost; due dates stay as they were last reckoned. */
export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table application drop column paused_at, drop column extensions, drop column extended_days, drop column warn_on;
    drop table clock_entry;
    drop function keep_clock_entry();
  `);
}
