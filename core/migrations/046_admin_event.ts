import type { Knex } from 'knex';

/**
 * The journal of administration: who changed bodies, people, roles and what else is set up. Each row's chain_hash covers the
 * row before it of the same body, so a change, a gap or a swap shows, as in the journal of an application.
 */
const JOURNAL = `
  create table admin_event (
    id bigint generated always as identity primary key,
    organisation_id uuid not null references organisation,
    seq int not null check (seq > 0),
    type text not null,
    -- null: from the command line
    actor_id uuid references user_account,
    at timestamptz not null,
    subject_kind text not null,
    subject_id text not null,
    payload text not null,
    chain_hash bytea not null,
    unique (organisation_id, seq)
  );
  create index admin_event_subject on admin_event (organisation_id, subject_kind, subject_id, seq desc);
  select protect_table('admin_event', 'select');
  select make_append_only('admin_event');

  create function admin_chain_hash(previous bytea, event admin_event) returns bytea language sql stable parallel safe as $$
    select sha256(coalesce(previous, ''::bytea) || sha256(convert_to(event.payload, 'UTF8')) || convert_to(
      event.organisation_id::text || '|' || event.seq::text || '|' || coalesce(event.actor_id::text, '-') || '|'
      || ((extract(epoch from event.at) * 1000000)::bigint)::text || '|' || event.type || '|' || event.subject_kind || '|'
      || event.subject_id, 'UTF8'))
  $$;

  -- Only the owner calls it, inside the transaction of the change itself.
  create function append_admin_event(p_organisation uuid, p_type text, p_actor uuid, p_at timestamptz, p_subject_kind text,
    p_subject_id text, p_payload text) returns void language plpgsql as $$
  declare
    v_event admin_event;
    v_previous bytea;
  begin
    perform from organisation where id = p_organisation for no key update;
    select seq + 1, chain_hash into v_event.seq, v_previous from admin_event
      where organisation_id = p_organisation order by seq desc limit 1;
    v_event.seq := coalesce(v_event.seq, 1);
    v_event.organisation_id := p_organisation;
    v_event.type := p_type;
    v_event.actor_id := p_actor;
    v_event.at := p_at;
    v_event.subject_kind := p_subject_kind;
    v_event.subject_id := p_subject_id;
    v_event.payload := p_payload;
    insert into admin_event (organisation_id, seq, type, actor_id, at, subject_kind, subject_id, payload, chain_hash)
      values (p_organisation, v_event.seq, p_type, p_actor, p_at, p_subject_kind, p_subject_id, p_payload,
        admin_chain_hash(v_previous, v_event));
  end $$;
  revoke all on function append_admin_event(uuid, text, uuid, timestamptz, text, text, text) from public;
`;

export async function up(knex: Knex): Promise<void> {
  await knex.raw(JOURNAL);
  await knex.raw(`alter table organisation add column version int not null default 1, add column oktmo text`);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table organisation drop column version, drop column oktmo;
    drop function append_admin_event(uuid, text, uuid, timestamptz, text, text, text);
    drop function admin_chain_hash(bytea, admin_event);
    drop table admin_event;
  `);
}
