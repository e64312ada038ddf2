import type { Knex } from 'knex';

/**
 * Contents of the file store that no row names, and since when. Not logged: after a crash the waiting begins anew, which keeps
 * more, never less. Whoever is about to keep a content takes its mark away first, in any body's transaction.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create unlogged table unreferenced_content (
      storage_key text primary key,
      size bigint not null,
      found_at timestamptz not null
    );
    create index unreferenced_content_found on unreferenced_content (found_at);
    create function spare_content(p_key text) returns void
      language sql security definer set search_path = public, pg_temp as $$
      delete from unreferenced_content where storage_key = p_key
    $$;
    revoke all on function spare_content(text) from public;
    grant execute on function spare_content(text) to reglament_app;
    -- messages name their contents inside of their files
    create index bus_message_files on bus_message using gin (files jsonb_path_ops);
    create index delivery_files on delivery using gin (files jsonb_path_ops);
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop index delivery_files;
    drop index bus_message_files;
    drop function spare_content(text);
    drop table unreferenced_content;
  `);
}
