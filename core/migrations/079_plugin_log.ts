import type { Knex } from 'knex';

/**
 * What plugins have said of a connection lately, of all processes together: the last lines of each, for whoever looks after
 * connections. The whole of it stands in the logs of the servers. Read and written by the owner alone.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table plugin_log (
      number bigint generated always as identity primary key,
      connection_id uuid not null references connection on delete cascade,
      at timestamptz not null,
      node text not null,
      event text not null,
      facts json not null
    );
    create index plugin_log_connection on plugin_log (connection_id, number desc);
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table plugin_log');
}
