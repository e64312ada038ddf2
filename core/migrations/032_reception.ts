import type { Knex } from 'knex';

/** How taking what other systems have for us goes, apart from sending: one may work while the other does not. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table connection
      add column reception_failures int not null default 0,
      add column reception_failing_since timestamptz,
      add column reception_reason text,
      add column reception_trouble text check (reception_trouble in ('refused', 'silent', 'fault'));
    grant select (reception_failures, reception_failing_since, reception_reason, reception_trouble)
      on connection to reglament_app;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table connection drop column reception_trouble, drop column reception_reason,
      drop column reception_failing_since, drop column reception_failures;
  `);
}
