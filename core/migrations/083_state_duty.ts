import type { Knex } from 'knex';

/**
 * Payments of the state duty and exemptions from it. Nothing is deleted: a wrong entry is withdrawn with a reason. What stands
 * after all of them is kept in the row of the application too, so that lists and actions ask no other table.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table application add column duty jsonb;
    create table duty_entry (
      id uuid primary key default new_id(),
      organisation_id uuid not null,
      application_id uuid not null,
      kind text not null check (kind in ('payment', 'exemption')),
      amount bigint check (amount > 0),
      paid_on date,
      identifier text,
      payer text,
      ground text,
      document text not null,
      file_id uuid references file,
      entered_by uuid not null references user_account,
      entered_at timestamptz not null,
      withdrawn_by uuid references user_account,
      withdrawn_at timestamptz,
      withdrawn_reason text,
      foreign key (application_id, organisation_id) references application (id, organisation_id),
      check (case kind when 'payment' then amount is not null and paid_on is not null and payer is not null and ground is null
        else amount is null and paid_on is null and ground is not null end),
      check ((withdrawn_at is null) = (withdrawn_by is null) and (withdrawn_at is null) = (withdrawn_reason is null))
    );
    select protect_table('duty_entry', 'select, insert');
    grant update (withdrawn_by, withdrawn_at, withdrawn_reason) on duty_entry to reglament_app;
    create index duty_entry_of_application on duty_entry (application_id, entered_at);
    create unique index duty_entry_exemption on duty_entry (application_id) where kind = 'exemption' and withdrawn_at is null;
    create unique index duty_entry_identifier on duty_entry (organisation_id, identifier)
      where length(identifier) = 32 and withdrawn_at is null;
    create index duty_entry_file on duty_entry (file_id) where file_id is not null;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop table duty_entry;
    alter table application drop column duty;
  `);
}
