import type { Knex } from 'knex';

/** Who wants the day's new notices by e-mail and at what hour of the body, and what was sent. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table digest_setting (
      user_id uuid not null references user_account,
      organisation_id uuid not null references organisation,
      hour int not null check (hour between 0 and 23),
      looked_on date,
      looked_at timestamptz,
      primary key (user_id, organisation_id)
    );
    select protect_table('digest_setting', 'select, insert, update, delete');

    create table digest (
      id uuid primary key default new_id(),
      organisation_id uuid not null references organisation,
      user_id uuid not null references user_account,
      address text not null,
      text text not null,
      created_at timestamptz not null,
      sent_at timestamptz,
      failure text
    );
    create index digest_user on digest (user_id, organisation_id, id desc);
    select protect_table('digest', 'select, insert, update');
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("delete from outbox where topic = 'digest'; drop table digest, digest_setting");
}
