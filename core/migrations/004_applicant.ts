import type { Knex } from 'knex';

/**
 * The registry of applicants is shared by the whole installation; a body sees those it is linked with: it has an
 * application of theirs, or found them by an exact identifier. A row is inserted without RETURNING (its id is taken
 * from new_id() first), because the link that makes it visible comes after it.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table applicant (
      id uuid primary key default new_id(),
      kind text not null check (kind in ('person', 'soleTrader', 'organisation')),
      data jsonb not null,
      snils text,
      inn text,
      ogrn text,
      surname text,
      name text,
      patronymic text,
      title text,
      search text not null,
      version int not null default 1,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now()
    );
    create index applicant_snils on applicant (snils) where snils is not null;
    create index applicant_inn on applicant (inn) where inn is not null;
    create index applicant_ogrn on applicant (ogrn) where ogrn is not null;
    create index applicant_list on applicant (search, id);
    select create_trigram_index('applicant_search', 'applicant', 'search');

    create table applicant_link (
      organisation_id uuid not null references organisation,
      applicant_id uuid not null references applicant,
      reason text not null check (reason in ('application', 'identifier')),
      user_id uuid references user_account,
      at timestamptz not null default now(),
      primary key (organisation_id, applicant_id)
    );
    create index applicant_link_applicant on applicant_link (applicant_id);
    select protect_table('applicant_link', 'select, insert');

    alter table applicant enable row level security;
    create policy linked on applicant to reglament_app
      using (exists (select from applicant_link l where l.applicant_id = applicant.id
        and l.organisation_id = any ((select current_bodies())::uuid[])))
      with check (true);
    grant select, insert, update on applicant to reglament_app;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table applicant_link, applicant cascade');
}
