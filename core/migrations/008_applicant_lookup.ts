import type { Knex } from 'knex';

/**
 * The one way past the row-level security of applicants: an exact identifier. What is found is linked with the body
 * and the look-up goes on record, found or not, so that trying identifiers out cannot go unseen.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create function find_applicant_by_identifier(p_kind text, p_value text, p_organisation uuid, p_user uuid)
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
        select id from applicant where p_kind = 'snils' and snils = p_value
        union all select id from applicant where p_kind = 'inn' and inn = p_value
        union all select id from applicant where p_kind = 'ogrn' and ogrn = p_value
        limit 100) as matching;
      insert into applicant_link (organisation_id, applicant_id, reason, user_id)
        select p_organisation, match.id, 'identifier', p_user from unnest(v_found) as match (id) on conflict do nothing;
      insert into access_log (organisation_id, user_id, action, subject_kind, subject_id)
        select p_organisation, p_user, 'lookup:' || p_kind, 'applicant', match.id::text from unnest(v_found) as match (id)
        union all select p_organisation, p_user, 'lookup:' || p_kind, 'applicant', null where cardinality(v_found) = 0;
      return query select * from applicant where id = any (v_found) order by surname, name, patronymic, title, id;
    end $$;
    revoke all on function find_applicant_by_identifier(text, text, uuid, uuid) from public;
    grant execute on function find_applicant_by_identifier(text, text, uuid, uuid) to reglament_app;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop function find_applicant_by_identifier(text, text, uuid, uuid)');
}
