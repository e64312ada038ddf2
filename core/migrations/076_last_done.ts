import type { Knex } from 'knex';
import { CASE_HISTORY } from './072_what_hangs.ts';

/**
 * Who did which action last stands in the row itself, so that a card need not read the journal for it. Kept by the journal's own
 * table in the transaction that writes there. A row of which nothing was written since knows nothing yet: it is asked as before.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table application add column done jsonb;

    -- From the journal, for a row that does not know it. Names change, ids do not.
    create function last_done(p_application uuid) returns jsonb language plpgsql stable as $$
    declare
      v_event record;
      v_done jsonb := '{}';
      v_action text;
      v_by uuid;
      v_begun uuid;
    begin
      for v_event in select type, actor_id from application_event where application_id = p_application order by seq loop
        if v_event.type like 'action:%' then
          v_action := substr(v_event.type, 8);
          v_by := v_event.actor_id;
          v_begun := null;
          v_done := v_done || jsonb_build_object(v_action, v_by);
        elsif v_begun is null and v_event.actor_id is distinct from v_by then
          v_begun := v_event.actor_id;
        end if;
      end loop;
      return case when v_action is not null then
        jsonb_build_object('doneBy', v_done, 'action', v_action, 'by', v_by, 'begun', v_begun) end;
    end $$;

    create or replace function case_history(p_application uuid) returns jsonb language plpgsql stable as $$
    declare
      v_done jsonb := coalesce((select done from application where id = p_application), last_done(p_application));
    begin
      return jsonb_build_object('doneBy', coalesce(v_done -> 'doneBy', '{}'), 'passed', case when v_done is not null then
        jsonb_build_object('action', v_done -> 'action', 'by', v_done -> 'by', 'begunBy', case when v_done ->> 'begun' is not null
          then (select concat_ws(' ', surname, name, patronymic) from user_account where id = (v_done ->> 'begun')::uuid) end) end);
    end $$;

    -- As the owner: who may write into the journal of a case need not have the right to change its row.
    create function keep_done() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
    declare
      v_action text := case when new.type like 'action:%' then substr(new.type, 8) end;
    begin
      update application set hangs = hangs | 1, done = case
        when done is null then last_done(id)
        when v_action is null then done || jsonb_build_object('begun', new.actor_id)
        else jsonb_build_object('doneBy', (done -> 'doneBy') || jsonb_build_object(v_action, new.actor_id),
          'action', v_action, 'by', new.actor_id, 'begun', null) end
        where id = new.application_id and (v_action is not null or (hangs & 1 <> 0 and (done is null
          or done ->> 'begun' is null and done ->> 'by' is distinct from new.actor_id::text)));
      return null;
    end $$;

    drop trigger mark_hanging on application_event;
    create trigger keep_done after insert on application_event for each row
      when (new.type like 'action:%' or (new.seq > 1 and new.actor_id is not null)) execute function keep_done();
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop function keep_done() cascade;
    drop function last_done(uuid);
    drop function case_history(uuid);
    ${CASE_HISTORY}
    create trigger mark_hanging after insert on application_event for each row
      when (new.type like 'action:%') execute function mark_hanging('1');
    alter table application drop column done;
  `);
}
