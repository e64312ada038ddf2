import type { Knex } from 'knex';

/**
 * Publications that were asked for: from which day, who asked and who confirmed. A row is never taken away, so that it stays known
 * how each version came to hold.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table organisation add column publishes_by_two boolean not null default false;
    create table draft_publication (
      id uuid primary key default new_id(),
      draft_id uuid not null references definition_draft,
      organisation_id uuid not null references organisation,
      revision int not null check (revision >= 0),
      comment text not null check (comment <> ''),
      accept_warnings boolean not null,
      accept_breaking boolean not null,
      -- null: at once
      holds_from date,
      -- of the body: its midnight begins the day
      time_zone text not null,
      by_two boolean not null,
      asked_by uuid not null references user_account,
      asked_at timestamptz not null,
      confirmed_by uuid references user_account check (confirmed_by <> asked_by),
      confirmed_at timestamptz,
      withdrawn_by uuid references user_account,
      version int check (version > 0),
      failure text,
      ended_at timestamptz
    );
    create unique index draft_publication_open on draft_publication (draft_id) where ended_at is null;
    grant select, insert, update on draft_publication to reglament_app;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table draft_publication');
  await knex.raw('alter table organisation drop column publishes_by_two');
}
