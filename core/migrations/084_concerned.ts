import type { Knex } from 'knex';

/**
 * Who was the executor of an application or has decided on it: a complaint about it is considered by somebody else. It runs
 * as whoever asks, so that row-level security holds in it.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create function case_concerned(p_application uuid) returns jsonb language plpgsql stable as $$
    begin
      return (select coalesce(jsonb_agg(distinct found.who), '[]') from (
        select executor_id from application where id = p_application
        union all select unnest(array[author_id, approver_id]) from decision where application_id = p_application
        union all select (assigned #>> '{}')::uuid
          from application_event e join application_event_payload p on p.event_id = e.id
            cross join jsonb_path_query(p.text::jsonb, '$.steps[*].effects[*] \\? (@.effect == "assign").executorId') assigned
          where e.application_id = p_application and e.type like 'action:%'
        union all select e.actor_id
          from application_event e join application_event_payload p on p.event_id = e.id
          where e.application_id = p_application and e.type like 'action:%'
            and p.text::jsonb @\\? '$.steps[*].effects[*] \\? (@.effect == "decide" || @.effect == "publish")'
      ) found (who) where found.who is not null);
    end $$;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop function case_concerned(uuid)');
}
