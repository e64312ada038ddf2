import type { Knex } from 'knex';

/**
 * Behind a row-level policy PostgreSQL uses an index only for comparisons that it knows to tell nothing of rows they do
 * not return («leakproof»). LIKE is not marked so, hence a search by a part of a name would read all rows of the body.
 * It may be marked: its only errors are about the pattern. Only a superuser can; elsewhere the administrator runs these
 * two lines once, and until then such a search is slower.
 */
const MARK = (word: 'leakproof' | 'not leakproof') => `
  do $$
  begin
    alter function pg_catalog.textlike(text, text) ${word};
    alter function pg_catalog.texticlike(text, text) ${word};
  exception when insufficient_privilege then
    raise notice 'search by name does not use its index: a superuser has to mark textlike and texticlike as leakproof';
  end $$;
`;

export async function up(knex: Knex): Promise<void> {
  await knex.raw(MARK('leakproof'));
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(MARK('not leakproof'));
}
