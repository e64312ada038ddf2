import type { Knex } from 'knex';

/** What a person wants to be told of, where, and when letters wait; which notices have gone by a letter of their own. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table notice_setting (
      user_id uuid not null references user_account,
      organisation_id uuid not null references organisation,
      -- event: where it is shown and mailed; one that is not named is as usual
      events jsonb not null,
      -- what was told before goes by no letter of its own
      at_once_since timestamptz,
      quiet_from int check (quiet_from between 0 and 23),
      quiet_until int check (quiet_until between 0 and 23),
      check ((quiet_from is null) = (quiet_until is null)),
      primary key (user_id, organisation_id)
    );
    create index notice_setting_at_once on notice_setting (user_id) where at_once_since is not null;
    select protect_table('notice_setting', 'select, insert, update');
    alter table staff_notice add column mailed_at timestamptz;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('alter table staff_notice drop column mailed_at; drop table notice_setting');
}
