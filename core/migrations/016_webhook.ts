import type { Knex } from 'knex';

const TABLES = `
  create table webhook (
    id uuid primary key default new_id(),
    organisation_id uuid not null references organisation,
    title text not null,
    url text not null,
    events text[] not null,
    services text[] not null default '{}',
    secret bytea not null,
    enabled boolean not null default true,
    created_by uuid not null references user_account,
    created_at timestamptz not null default now(),
    unique (id, organisation_id)
  );
  create index webhook_body on webhook (organisation_id, id);
  select protect_table('webhook', 'select, insert, update');

  create table webhook_delivery (
    id uuid primary key default new_id(),
    organisation_id uuid not null references organisation,
    webhook_id uuid not null,
    event text not null,
    application_id uuid,
    data jsonb not null,
    status int,
    created_at timestamptz not null,
    foreign key (webhook_id, organisation_id) references webhook (id, organisation_id) on delete cascade
  );
  create index webhook_delivery_list on webhook_delivery (webhook_id, id);
  create index webhook_delivery_age on webhook_delivery (created_at);
  select protect_table('webhook_delivery', 'select, insert, update');

  create index outbox_failed on outbox (topic, lane) where failed_at is not null;
`;

/**
 * On the row itself, so that no command can change an application and forget to tell: what is to be delivered is written
 * in the very transaction of the change. Ids and states only; nothing of the applicant leaves this way.
 */
const ANNOUNCE = `
  create function announce_application() returns trigger language plpgsql as $$
  declare
    v_at timestamptz := case when tg_op = 'INSERT' then new.created_at else new.updated_at end;
    v_events text[] := array_remove(array[
      case when tg_op = 'INSERT' then 'application.created' end,
      case when new.registered_at is not null and (tg_op = 'INSERT' or old.registered_at is null)
        then 'application.registered' end,
      case when tg_op = 'UPDATE' and new.state <> old.state then 'application.stateChanged' end,
      case when new.phase in ('granted', 'refused') and (tg_op = 'INSERT' or old.phase <> new.phase)
        then 'application.decided' end,
      case when new.closed_at is not null and (tg_op = 'INSERT' or old.closed_at is null)
        then 'application.closed' end
    ], null);
  begin
    if v_events = '{}' then
      return null;
    end if;
    with made as (
      insert into webhook_delivery (organisation_id, webhook_id, event, application_id, data, created_at)
      select new.organisation_id, w.id, happened.event, new.id, jsonb_build_object('application', new.id,
          'number', new.number, 'service', new.service_code, 'state', new.state, 'phase', new.phase,
          'version', new.version), v_at
        from webhook w cross join unnest(v_events) with ordinality as happened (event, place)
        where w.organisation_id = new.organisation_id and w.enabled and happened.event = any (w.events)
          and (w.services = '{}' or new.service_code = any (w.services))
        order by happened.place
      returning id, webhook_id
    )
    insert into outbox (organisation_id, topic, lane, owner_id, due_at)
      select new.organisation_id, 'webhook', webhook_id::text, id, v_at from made;
    return null;
  end $$;
  create trigger announce_application after insert or update of state, phase, registered_at, closed_at on application
    for each row execute function announce_application();
`;

export async function up(knex: Knex): Promise<void> {
  await knex.raw(TABLES);
  await knex.raw(ANNOUNCE);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop function announce_application() cascade;
    delete from outbox where topic = 'webhook';
    drop index outbox_failed;
    drop table webhook_delivery, webhook;
  `);
}
