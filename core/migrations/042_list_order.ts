import type { Knex } from 'knex';

/**
 * The order and the search of lists of many applications: an index for each order that a list offers and that none had, and
 * one of words for what is searched by a part. Most are of those registered alone, so that a draft, which is written often
 * and listed seldom, costs nothing of them. The start of a text is enough to stand in order, and keeps an entry short.
 */
const ORDERS = `
  create index application_by_due on application (organisation_id, (coalesce(due_date, 'infinity'::date)), id)
    where number is not null;
  create index application_by_applicant on application (organisation_id, left(list_applicant, 100), id) where number is not null;
  create index application_by_address on application (organisation_id, left(list_address, 100), id) where number is not null;
  create index application_by_visitor on application (organisation_id, left(list_submitted_by, 100), id)
    where number is not null;
  create index application_service on application (organisation_id, service_code, listed_at desc, id desc);
  create index application_source on application (organisation_id, source, listed_at desc, id desc)
    where source <> 'employee';
`;

/** Without pg_trgm such a search reads the rows of the body, as the one by applicant does. */
const WORDS = `
  do $$
  begin
    if exists (select from pg_extension where extname = 'pg_trgm') then
      create index application_words on application
        using gin (number gin_trgm_ops, list_address gin_trgm_ops, list_submitted_by gin_trgm_ops) where number is not null;
    end if;
  end $$;
`;

export async function up(knex: Knex): Promise<void> {
  await knex.raw(ORDERS);
  await knex.raw(WORDS);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop index if exists application_words;
    drop index application_source, application_service, application_by_visitor, application_by_address,
      application_by_applicant, application_by_due;
  `);
}
