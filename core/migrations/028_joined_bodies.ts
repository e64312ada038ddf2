import type { Knex } from 'knex';

/**
 * Whom one may ask through a plugin: bodies that have a connection of it, past the row-level security of connections, and
 * without leaving the transaction that asks. One that took a second connection of the pool for it would wait, when all are
 * taken by its like, for itself.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create function joined_bodies(p_plugin text) returns table (id uuid, code text, title text)
    language sql stable security definer set search_path = public, pg_temp as $$
      select o.id, o.code, o.title from organisation o
      where exists (select from connection c where c.organisation_id = o.id and c.plugin = p_plugin and c.enabled)
      order by o.title, o.id
    $$;
    revoke all on function joined_bodies(text) from public;
    grant execute on function joined_bodies(text) to reglament_app;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop function joined_bodies(text)');
}
