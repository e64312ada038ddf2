import type { Knex } from 'knex';

/**
 * The role that every request and job takes inside its transaction, and the functions that all later tables use.
 * The role belongs to the whole cluster, so several databases of one cluster share it.
 */
const ROLE = `
do $$
begin
  if not exists (select from pg_roles where rolname = 'reglament_app') then
    create role reglament_app nologin noinherit nobypassrls;
  end if;
exception when duplicate_object or unique_violation then
  null; -- another database of the cluster was migrated at the same moment
end $$;
do $$
begin
  -- since PostgreSQL 16 the creator of a role may not take it on without this
  if not pg_has_role(current_user, 'reglament_app', 'member')
     or not (select rolsuper from pg_roles where rolname = current_user) then
    execute format('grant reglament_app to %I', current_user);
  end if;
end $$;
grant usage on schema public to reglament_app;
`;

/** Ids grow with time (UUID version 7), so that new rows land at the end of the index; PostgreSQL has it since 18. */
const NEW_ID = `
do $$
begin
  if current_setting('server_version_num')::int >= 180000 then
    create function new_id() returns uuid language sql volatile parallel safe as 'select uuidv7()';
  else
    create function new_id() returns uuid language sql volatile parallel safe as $body$
      select encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid())
        placing substring(int8send(floor(extract(epoch from clock_timestamp()) * 1000)::bigint) from 3) from 1 for 6),
        52, 1), 53, 1), 'hex')::uuid
    $body$;
  end if;
end $$;
`;

/** The bodies this transaction acts for; none unless it said so, hence nothing is visible by default. */
const BODIES = `
create function current_bodies() returns uuid[] language sql stable parallel safe as $$
  select coalesce(string_to_array(nullif(current_setting('reglament.bodies', true), ''), ',')::uuid[], '{}'::uuid[])
$$;

create function protect_table(target regclass, privileges text) returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', target);
  -- the sub-select is evaluated once a statement, not once a row
  execute format('create policy body on %s to reglament_app
    using (organisation_id = any ((select current_bodies())::uuid[]))
    with check (organisation_id = any ((select current_bodies())::uuid[]))', target);
  if privileges <> '' then
    execute format('grant %s on %s to reglament_app', privileges, target);
  end if;
end $$;
revoke all on function protect_table(regclass, text) from public;
`;

const APPEND_ONLY = `
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'table % is append-only: % is refused', tg_table_name, tg_op using errcode = 'RG001';
end $$;

create function make_append_only(target regclass) returns void language plpgsql as $$
begin
  execute format('create trigger append_only before update or delete on %s
    for each row execute function refuse_change()', target);
  execute format('create trigger append_only_truncate before truncate on %s
    for each statement execute function refuse_change()', target);
end $$;
revoke all on function make_append_only(regclass) from public;
`;

/** Search by a part of a name wants pg_trgm; where the server lacks it, such a search reads the body's rows. */
const TRIGRAM = `
do $$
begin
  if exists (select from pg_available_extensions where name = 'pg_trgm') then
    create extension if not exists pg_trgm;
  end if;
exception when insufficient_privilege then
  raise notice 'pg_trgm is not installed and may not be created by this user: search by name will be slower';
end $$;

create function create_trigram_index(index_name text, target regclass, expression text) returns void
language plpgsql as $$
begin
  if exists (select from pg_extension where extname = 'pg_trgm') then
    execute format('create index %I on %s using gin ((%s) gin_trgm_ops)', index_name, target, expression);
  end if;
end $$;
revoke all on function create_trigram_index(text, regclass, text) from public;
`;

export async function up(knex: Knex): Promise<void> {
  for (const part of [ROLE, NEW_ID, BODIES, APPEND_ONLY, TRIGRAM]) await knex.raw(part);
}

/** The role stays when another database of the cluster still uses it. pg_trgm stays: it may serve others. */
export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop function create_trigram_index(text, regclass, text);
    drop function make_append_only(regclass);
    drop function refuse_change();
    drop function protect_table(regclass, text);
    drop function current_bodies();
    drop function new_id();
    drop owned by reglament_app;
    do $$
    begin
      drop role reglament_app;
    exception when dependent_objects_still_exist or object_in_use then
      null;
    end $$;
  `);
}
