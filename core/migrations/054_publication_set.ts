import type { Knex } from 'knex';

/** Drafts that are published with the one that was asked about: `[{draftId, revision}]`. One row, so one day and one confirmation. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`alter table draft_publication add column together jsonb not null default '[]'`);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('alter table draft_publication drop column together');
}
