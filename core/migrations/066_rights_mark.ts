import type { Knex } from 'knex';

/**
 * Counts the changes of whatever says who may do what, so that a process knows whether what it has read of a session still
 * holds. The row is taken at the commit, after all other locks: two who change rights wait for one another's commit and never
 * in a circle. It comes with the first change, so that a new database is as empty as before.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table rights_mark (only_one boolean primary key default true check (only_one), version bigint not null);

    create function mark_rights() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
    begin
      -- Once a transaction, however many rows it changes.
      if current_setting('reglament.rights_marked', true) is distinct from pg_current_xact_id()::text then
        perform set_config('reglament.rights_marked', pg_current_xact_id()::text, true);
        insert into rights_mark as mark (version) values (1) on conflict (only_one) do update set version = mark.version + 1;
      end if;
      return null;
    end $$;
  `);
  for (const table of TABLES) {
    await knex.raw(`
      create constraint trigger mark_rights after insert or update or delete on ${table}
        deferrable initially deferred for each row execute function mark_rights();
    `);
  }
}

/** All that the row of a session is read from, but the session itself. */
const TABLES = ['user_account', 'membership', 'organisation', 'user_role', 'role', 'absence'];

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop function mark_rights() cascade; drop table rights_mark;');
}
