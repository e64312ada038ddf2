import type { Knex } from 'knex';

/**
 * An answer that a person brought on paper, with who and why; files of a message that was kept apart, for when a person
 * finds the request that it belongs to; and how long each connection's answers take.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table request add column brought_by uuid references user_account;
    alter table request add column brought_reason text;
    alter table request add check ((brought_by is null) = (brought_reason is null));
    create index request_answered on request (connection_id, answered_at desc) where answered_at is not null;
    alter table delivery add column files jsonb not null default '[]';
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table delivery drop column files;
    drop index request_answered;
    alter table request drop column brought_reason, drop column brought_by cascade;
  `);
}
