import type { Knex } from 'knex';

/**
 * Whoever listens (the event streams) hears at once that a session ended or that someone's rights changed, no matter
 * which command did it.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create function signal_session() returns trigger language plpgsql as $$
    begin
      perform pg_notify('reglament_session', encode(old.id, 'hex'));
      return null;
    end $$;
    create trigger signal_session after delete or update of organisation_id on session
      for each row execute function signal_session();

    create function signal_user() returns trigger language plpgsql as $$
    declare
      v_row jsonb := to_jsonb(case when tg_op = 'DELETE' then old else new end);
    begin
      perform pg_notify('reglament_user', coalesce(v_row ->> 'user_id', v_row ->> 'id'));
      return null;
    end $$;
    create trigger signal_user after update of disabled_at on user_account
      for each row execute function signal_user();
    create trigger signal_user after insert or update or delete on user_role
      for each row execute function signal_user();
    create trigger signal_user after insert or update or delete on membership
      for each row execute function signal_user();

    create function signal_everyone() returns trigger language plpgsql as $$
    begin
      perform pg_notify('reglament_user', '');
      return null;
    end $$;
    create trigger signal_everyone after update on role for each statement execute function signal_everyone();
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop function signal_session() cascade;
    drop function signal_user() cascade;
    drop function signal_everyone() cascade;
  `);
}
