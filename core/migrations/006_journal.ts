import type { Knex } from 'knex';

/**
 * The journal of an application: each row's chain_hash covers the row before it, so a change, a gap or a swap shows.
 * The payload stands apart, because the law on personal data may order it destroyed; its hash stays in the chain.
 */
const TABLES = `
  create table application_event (
    id bigint generated always as identity primary key,
    organisation_id uuid not null references organisation,
    application_id uuid not null,
    seq int not null check (seq > 0),
    type text not null,
    actor_id uuid references user_account,
    at timestamptz not null,
    payload_hash bytea not null,
    chain_hash bytea not null,
    unique (application_id, seq),
    foreign key (application_id, organisation_id) references application (id, organisation_id)
  );
  select protect_table('application_event', 'select');
  select make_append_only('application_event');

  create table application_event_payload (
    event_id bigint primary key references application_event,
    organisation_id uuid not null references organisation,
    text text,
    destroyed_at timestamptz,
    check ((text is null) = (destroyed_at is not null))
  );
  select protect_table('application_event_payload', 'select');

  create function keep_payload() returns trigger language plpgsql as $$
  begin
    if old.destroyed_at is null and new.destroyed_at is not null and new.text is null
       and new.event_id = old.event_id and new.organisation_id = old.organisation_id then
      return new;
    end if;
    raise exception 'a payload of the journal may only be destroyed, not changed' using errcode = 'RG001';
  end $$;
  create trigger keep_payload before update on application_event_payload
    for each row execute function keep_payload();
  create trigger append_only before delete on application_event_payload
    for each row execute function refuse_change();
  create trigger append_only_truncate before truncate on application_event_payload
    for each statement execute function refuse_change();
`;

/** Stable, not immutable: only then may PostgreSQL inline it, which the check of long journals lives by. */
const CHAIN = `
  create function event_chain_hash(previous bytea, payload_hash bytea, application uuid, organisation uuid, seq int,
    actor uuid, at timestamptz, type text) returns bytea language sql stable parallel safe as $$
    select sha256(coalesce(previous, ''::bytea) || payload_hash || convert_to(
      application::text || '|' || organisation::text || '|' || seq::text || '|' || coalesce(actor::text, '-') || '|'
      || ((extract(epoch from at) * 1000000)::bigint)::text || '|' || type, 'UTF8'))
  $$;

  -- Runs as the owner, so that the application's role can add to the journal but never write its rows by hand.
  create function append_event(p_application uuid, p_type text, p_actor uuid, p_at timestamptz, p_payload text)
  returns bigint language plpgsql security definer set search_path = public, pg_temp as $$
  declare
    v_organisation uuid;
    v_seq int;
    v_previous bytea;
    v_payload_hash bytea := sha256(convert_to(p_payload, 'UTF8'));
    v_event bigint;
  begin
    select organisation_id into v_organisation from application
      where id = p_application and organisation_id = any (current_bodies()) for update;
    if v_organisation is null then
      raise exception 'application % is not one of the bodies of this transaction', p_application using errcode = '42501';
    end if;
    select seq, chain_hash into v_seq, v_previous from application_event
      where application_id = p_application order by seq desc limit 1;
    v_seq := coalesce(v_seq, 0) + 1;
    insert into application_event (organisation_id, application_id, seq, type, actor_id, at, payload_hash, chain_hash)
      values (v_organisation, p_application, v_seq, p_type, p_actor, p_at, v_payload_hash,
        event_chain_hash(v_previous, v_payload_hash, p_application, v_organisation, v_seq, p_actor, p_at, p_type))
      returning id into v_event;
    insert into application_event_payload (event_id, organisation_id, text)
      values (v_event, v_organisation, p_payload);
    return v_event;
  end $$;
  revoke all on function append_event(uuid, text, uuid, timestamptz, text) from public;
  grant execute on function append_event(uuid, text, uuid, timestamptz, text) to reglament_app;
`;

/** Seals and the record of views. A seal holds the heads that changed since the one before it; see journal/seal.ts. */
const SEALS_AND_VIEWS = `
  create table journal_seal (
    number int primary key check (number > 0),
    day date not null,
    heads bigint not null,
    up_to_event bigint not null,
    content text not null,
    digest bytea not null,
    hmac bytea not null,
    created_at timestamptz not null
  );
  select make_append_only('journal_seal');

  create table access_log (
    id bigint generated always as identity primary key,
    at timestamptz not null default now(),
    organisation_id uuid references organisation,
    user_id uuid references user_account,
    action text not null,
    subject_kind text not null,
    subject_id text,
    request_id text
  );
  create index access_log_subject on access_log (subject_kind, subject_id, at desc);
  create index access_log_body on access_log (organisation_id, at desc);
  create index access_log_user on access_log (user_id, at desc);
  select protect_table('access_log', 'select, insert');
  select make_append_only('access_log');
`;

export async function up(knex: Knex): Promise<void> {
  for (const part of [TABLES, CHAIN, SEALS_AND_VIEWS]) await knex.raw(part);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop table access_log, journal_seal;
    drop function append_event(uuid, text, uuid, timestamptz, text);
    drop function event_chain_hash(bytea, bytea, uuid, uuid, int, uuid, timestamptz, text);
    drop table application_event_payload, application_event;
    drop function keep_payload();
  `);
}
