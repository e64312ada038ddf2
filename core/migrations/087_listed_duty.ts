import type { Knex } from 'knex';

/**
 * How the duty of an application stands, for the list: of a draft it follows from answers, which no list reads. Few services take
 * a duty, so the index holds theirs alone. Drafts that were begun before get it when they are next saved.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table application add column list_duty text
      check (list_duty in ('notRequired', 'unknown', 'unpaid', 'partlyPaid', 'paid', 'exempt'));
    update application set list_duty = case
        when (duty -> 'fixed' ->> 'amount')::bigint = 0 then 'notRequired'
        when duty \\? 'exemption' then 'exempt'
        when duty -> 'fixed' is null then 'unknown'
        when (duty ->> 'paid')::bigint >= (duty -> 'fixed' ->> 'amount')::bigint then 'paid'
        when (duty ->> 'paid')::bigint > 0 then 'partlyPaid'
        else 'unpaid' end
      where duty is not null;
    create index application_by_duty on application (organisation_id, list_duty) where list_duty is not null;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('alter table application drop column list_duty');
}
