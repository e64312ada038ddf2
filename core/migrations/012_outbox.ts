import type { Knex } from 'knex';

/**
 * What is to leave for other systems, written in the transaction of the change that causes it. `topic` is the kind of work,
 * `owner_id` the row of the topic's own table, `lane` the receiver: one that is slow or dead holds up nobody else.
 * `attempt` grows with every claim and never goes back: whoever holds an older one may not write any more.
 * `due_at` is compared with the caller's clock, leases with the database's, the only one that all processes share.
 */
const TABLE = `
  create table outbox (
    id uuid primary key default new_id(),
    organisation_id uuid references organisation,
    topic text not null,
    lane text not null,
    owner_id uuid not null,
    due_at timestamptz not null,
    attempt int not null default 0,
    tries int not null default 0,
    lease_until timestamptz,
    node text,
    done_at timestamptz,
    failed_at timestamptz,
    last_error text,
    created_at timestamptz not null default now(),
    unique (topic, owner_id),
    check (done_at is null or failed_at is null)
  );
  create index outbox_open on outbox (topic, lane, due_at, id) where done_at is null and failed_at is null;
  create index outbox_done on outbox (topic, done_at) where done_at is not null;
  select protect_table('outbox', 'select, insert, update');

  create function signal_outbox() returns trigger language plpgsql as $$
  begin
    perform pg_notify('reglament_outbox', new.topic);
    return null;
  end $$;
  create trigger signal_outbox after insert on outbox for each row execute function signal_outbox();
`;

/**
 * Claims are made one after another within a topic, so that the limit of a lane holds over all processes; the lock lasts
 * for this statement only, which the server ends even when its client has been stopped. Lanes are found by leaps over the
 * index: a lane with a million rows waiting costs as much as one with two.
 */
const CLAIM = `
  create function claim_outbox(p_topic text, p_now timestamptz, p_node text, p_limit int, p_per_lane int,
    p_lease_seconds double precision) returns setof outbox language plpgsql as $$
  declare
    v_clock timestamptz;
  begin
    perform pg_advisory_xact_lock(hashtextextended('outbox ' || p_topic, 3));
    v_clock := clock_timestamp();
    return query
    with recursive lanes as (
      (select lane from outbox where topic = p_topic and done_at is null and failed_at is null order by lane limit 1)
      union all
      select (select o.lane from outbox o where o.topic = p_topic and o.lane > lanes.lane
          and o.done_at is null and o.failed_at is null order by o.lane limit 1)
        from lanes where lanes.lane is not null
    ), room as (
      select lanes.lane, p_per_lane - (select count(*) from outbox o where o.topic = p_topic and o.lane = lanes.lane
          and o.done_at is null and o.failed_at is null and o.lease_until > v_clock) as free
        from lanes where lanes.lane is not null
    ), chosen as (
      select next.id from room cross join lateral (
        select o.id, o.due_at, row_number() over (order by o.due_at, o.id) as place
          from outbox o where o.topic = p_topic and o.lane = room.lane and o.done_at is null and o.failed_at is null
            and o.due_at <= p_now and (o.lease_until is null or o.lease_until <= v_clock)
          order by o.due_at, o.id limit greatest(room.free, 0)
      ) next order by next.place, next.due_at limit p_limit
    ), free as (
      select o.id from outbox o where o.id in (select id from chosen) for update skip locked
    )
    update outbox o set attempt = o.attempt + 1, tries = o.tries + 1, node = p_node,
        lease_until = v_clock + make_interval(secs => p_lease_seconds)
      from free where o.id = free.id and o.done_at is null and o.failed_at is null
      returning o.*;
  end $$;
  revoke all on function claim_outbox(text, timestamptz, text, int, int, double precision) from public;
`;

export async function up(knex: Knex): Promise<void> {
  await knex.raw(TABLE);
  await knex.raw(CLAIM);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop function claim_outbox(text, timestamptz, text, int, int, double precision);
    drop table outbox;
    drop function signal_outbox();
  `);
}
