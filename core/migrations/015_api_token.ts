import type { Knex } from 'knex';

/**
 * Programs act by tokens, each as an account of its own that is no person: it has roles and stands in the journal like
 * one, and cannot enter by a password. Of the token itself only the SHA-256 is kept.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table user_account add column machine boolean not null default false;
    alter table user_account add constraint machine_has_no_password check (not machine or password_hash = '!');
    grant select (machine) on user_account to reglament_app;

    create table api_token (
      id uuid primary key default new_id(),
      organisation_id uuid not null references organisation,
      user_id uuid not null unique references user_account,
      name text not null,
      hash bytea not null unique check (octet_length(hash) = 32),
      hint text not null,
      scopes text[] not null,
      created_by uuid references user_account,
      created_at timestamptz not null default now(),
      expires_at timestamptz not null,
      last_used_at timestamptz,
      revoked_by uuid references user_account,
      revoked_at timestamptz
    );
    create index api_token_body on api_token (organisation_id, id);
    select protect_table('api_token', '');
    grant select (id, organisation_id, user_id, name, hint, scopes, created_by, created_at, expires_at, last_used_at,
      revoked_by, revoked_at) on api_token to reglament_app;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop table api_token;
    alter table user_account drop column machine;
  `);
}
