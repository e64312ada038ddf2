import type { Knex } from 'knex';

/**
 * The other place may say that somebody has signed out there: a session knows the name that it has there, and what was said once
 * is remembered for as long as it could be said again.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table session add column identity_session text;
    create table identity_ended (
      connection_id uuid not null references connection,
      -- SHA-256 of the name of the message
      message bytea not null check (octet_length(message) = 32),
      until timestamptz not null,
      primary key (connection_id, message)
    );
    create index identity_ended_until on identity_ended (until);
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table identity_ended; alter table session drop column identity_session');
}
