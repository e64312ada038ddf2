import type { Knex } from 'knex';

/**
 * One who was entered twice becomes one by a pointer: rows that name the merged record stay as they are, so a merge can
 * be taken back. Whoever saw the merged record must see the one that stays, whatever body merged them.
 */
const TABLES = `
  alter table applicant add column merged_into uuid references applicant, add check (merged_into <> id);
  create index applicant_merged on applicant (merged_into) where merged_into is not null;
  alter table applicant_link drop constraint applicant_link_reason_check;
  alter table applicant_link add constraint applicant_link_reason_check
    check (reason in ('application', 'identifier', 'merge'));

  create table applicant_event (
    id bigint generated always as identity primary key,
    -- the body whose clerk did it
    organisation_id uuid not null references organisation,
    applicant_id uuid not null references applicant,
    type text not null check (type in ('created', 'changed', 'merged', 'mergedInto', 'unmerged', 'unmergedFrom')),
    user_id uuid references user_account,
    at timestamptz not null,
    -- null when it was destroyed by law
    changes jsonb,
    reason text,
    other_id uuid references applicant,
    -- the bodies that a merge let see the one that stays
    linked uuid[] not null default '{}',
    undoes bigint unique references applicant_event
  );
  create index applicant_event_applicant on applicant_event (applicant_id, id desc);
  create function keep_applicant_event() returns trigger language plpgsql as $$
  begin
    if new.changes is null and to_jsonb(new) - 'changes' = to_jsonb(old) - 'changes' then return new; end if;
    raise exception 'an event of an applicant may only lose its values, not change' using errcode = 'RG001';
  end $$;
  create trigger keep_applicant_event before update on applicant_event
    for each row execute function keep_applicant_event();
  create trigger append_only before delete on applicant_event for each row execute function refuse_change();
  create trigger append_only_truncate before truncate on applicant_event
    for each statement execute function refuse_change();
  alter table applicant_event enable row level security;
  -- the record is shared, so is its history: seen by whoever sees the applicant
  create policy linked on applicant_event to reglament_app
    using (exists (select from applicant a where a.id = applicant_event.applicant_id))
    with check (organisation_id = any ((select current_bodies())::uuid[]));
  grant select, insert on applicant_event to reglament_app;
`;

const LINKS = `
  create function share_applicant(p_from uuid, p_to uuid, p_user uuid, p_at timestamptz)
  returns uuid[] language plpgsql security definer set search_path = public, pg_temp as $$
  declare
    v_linked uuid[];
  begin
    if not exists (select from applicant where id = p_from and merged_into = p_to)
      or (select count(distinct applicant_id) from applicant_link
          where applicant_id in (p_from, p_to) and organisation_id = any (current_bodies())) < 2 then
      raise exception 'applicant % is not merged into % by a body that sees both', p_from, p_to using errcode = '42501';
    end if;
    with added as (
      insert into applicant_link (organisation_id, applicant_id, reason, user_id, at)
        select organisation_id, p_to, 'merge', p_user, p_at from applicant_link where applicant_id = p_from
        on conflict do nothing returning organisation_id)
      select coalesce(array_agg(organisation_id), '{}') into v_linked from added;
    return v_linked;
  end $$;
  revoke all on function share_applicant(uuid, uuid, uuid, timestamptz) from public;
  grant execute on function share_applicant(uuid, uuid, uuid, timestamptz) to reglament_app;

  -- A body that has since got a reason of its own to see the applicant keeps seeing it.
  create function unshare_applicant(p_event bigint)
  returns void language plpgsql security definer set search_path = public, pg_temp as $$
  declare
    v_event applicant_event;
  begin
    select * into v_event from applicant_event where id = p_event and type = 'merged';
    if v_event.id is null
      or not exists (select from applicant where id = v_event.other_id and merged_into is null)
      or not exists (select from applicant_link
        where applicant_id = v_event.applicant_id and organisation_id = any (current_bodies())) then
      raise exception 'merge % is not taken back by a body that sees it', p_event using errcode = '42501';
    end if;
    delete from applicant_link l
      where l.applicant_id = v_event.applicant_id and l.reason = 'merge' and l.organisation_id = any (v_event.linked)
        and not exists (select from application a
          where a.applicant_id = l.applicant_id and a.organisation_id = l.organisation_id)
        and not exists (select from applicant m join applicant_link o on o.applicant_id = m.id
          where m.merged_into = l.applicant_id and o.organisation_id = l.organisation_id);
  end $$;
  revoke all on function unshare_applicant(bigint) from public;
  grant execute on function unshare_applicant(bigint) to reglament_app;
`;

/** The look-up of 008, but for who is merged: an identifier that was not chosen when merging was a mistake. */
const lookup = (merged: string) => `
  create or replace function find_applicant_by_identifier(p_kind text, p_value text, p_organisation uuid, p_user uuid)
  returns setof applicant language plpgsql security definer set search_path = public, pg_temp as $$
  declare
    v_found uuid[];
  begin
    if not p_organisation = any (current_bodies()) then
      raise exception 'organisation % is not one of the bodies of this transaction', p_organisation using errcode = '42501';
    end if;
    if p_kind not in ('snils', 'inn', 'ogrn') or coalesce(p_value, '') = '' then
      raise exception 'unknown kind of identifier: %', p_kind using errcode = '22023';
    end if;
    select coalesce(array_agg(id), '{}') into v_found from (
      select id from applicant where p_kind = 'snils' and snils = p_value ${merged}
      union all select id from applicant where p_kind = 'inn' and inn = p_value ${merged}
      union all select id from applicant where p_kind = 'ogrn' and ogrn = p_value ${merged}
      limit 100) as matching;
    insert into applicant_link (organisation_id, applicant_id, reason, user_id)
      select p_organisation, match.id, 'identifier', p_user from unnest(v_found) as match (id) on conflict do nothing;
    insert into access_log (organisation_id, user_id, action, subject_kind, subject_id)
      select p_organisation, p_user, 'lookup:' || p_kind, 'applicant', match.id::text from unnest(v_found) as match (id)
      union all select p_organisation, p_user, 'lookup:' || p_kind, 'applicant', null where cardinality(v_found) = 0;
    return query select * from applicant where id = any (v_found) order by surname, name, patronymic, title, id;
  end $$;
`;

export async function up(knex: Knex): Promise<void> {
  for (const part of [TABLES, LINKS, lookup('and merged_into is null')]) await knex.raw(part);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    ${lookup('')}
    drop function unshare_applicant(bigint);
    drop function share_applicant(uuid, uuid, uuid, timestamptz);
    drop table applicant_event;
    drop function keep_applicant_event();
    delete from applicant_link where reason = 'merge';
    alter table applicant_link drop constraint applicant_link_reason_check;
    alter table applicant_link add constraint applicant_link_reason_check check (reason in ('application', 'identifier'));
    alter table applicant drop column merged_into;
  `);
}
