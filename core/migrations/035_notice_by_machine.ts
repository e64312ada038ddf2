import type { Knex } from 'knex';

/**
 * A notice that a connection of the body can take to the applicant goes by itself; one that did not go is a task, with the
 * reason. `done` without `done_by` went by machine.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table notice
      add column connection_id uuid references connection,
      add column subject text,
      add column failure text,
      drop constraint notice_status_check,
      add constraint notice_status_check check (status in ('sending', 'todo', 'done'));
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    update notice set status = 'todo' where status = 'sending';
    delete from outbox where topic = 'notice';
    alter table notice
      drop constraint notice_status_check,
      add constraint notice_status_check check (status in ('todo', 'done')),
      drop column failure,
      drop column subject,
      drop column connection_id;
  `);
}
