import type { Knex } from 'knex';

/**
 * Services in test mode. What testers do stands in a database of its own, a stand; here is only that there is one and who may
 * enter it, so that when it ends nothing but a line in the journal of administration is left.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table test_run (
      id uuid primary key default new_id(),
      organisation_id uuid not null references organisation,
      service_code text not null,
      title text not null,
      -- [{draftId, revision}], the service's own first
      drafts jsonb not null,
      -- [{plugin, code, title}]: what leads to emulators on the stand
      connections jsonb not null,
      started_by uuid not null references user_account,
      started_at timestamptz not null,
      -- null: the stand was not finished; it can only be ended
      ready_at timestamptz,
      unique (organisation_id, service_code)
    );
    create index test_run_starter on test_run (started_by);
    select protect_table('test_run', '');
    create table test_run_tester (
      test_run_id uuid not null references test_run on delete cascade,
      user_id uuid references user_account,
      role_id uuid references role on delete cascade,
      check (num_nonnulls(user_id, role_id) = 1),
      unique nulls not distinct (test_run_id, user_id, role_id)
    );
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table test_run_tester, test_run');
}
