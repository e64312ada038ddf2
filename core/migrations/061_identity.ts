import type { Knex } from 'knex';

/**
 * Signing in at another place (ЕСИА). A login on its way is bound to the browser that began it; what waits for its return, and then
 * who has returned, is sealed. A person is known by a link, made once with their consent. A body admits people of another place
 * only when its administrator has said so; a session that came this way ends when that is no longer so.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table organisation add column ogrn text unique check (ogrn ~ '^[0-9]{13}$');

    create table identity_login (
      -- SHA-256 of what the browser keeps
      browser bytea primary key check (octet_length(browser) = 32),
      -- SHA-256 of the state that went to the other place
      state bytea not null check (octet_length(state) = 32),
      connection_id uuid not null references connection,
      stage text not null check (stage in ('away', 'checking', 'back')),
      content bytea not null,
      address text not null,
      began_at timestamptz not null,
      expires_at timestamptz not null
    );
    create index identity_login_address on identity_login (address, began_at);
    create index identity_login_expires on identity_login (expires_at);

    create table identity_link (
      connection_id uuid not null references connection,
      subject text not null,
      user_id uuid not null references user_account,
      consent text not null,
      consented_at timestamptz not null,
      last_login_at timestamptz not null,
      primary key (connection_id, subject),
      unique (user_id, connection_id)
    );
    grant select (connection_id, user_id, last_login_at) on identity_link to reglament_app;

    create table identity_body (
      connection_id uuid not null references connection,
      organisation_id uuid not null references organisation,
      enabled boolean not null,
      -- whoever comes and is not known yet becomes an employee
      newcomers boolean not null,
      department_id uuid,
      roles text[] not null,
      version int not null default 1,
      primary key (connection_id, organisation_id),
      foreign key (department_id, organisation_id) references department (id, organisation_id)
    );
    select protect_table('identity_body', '');

    alter table session add column identity_connection_id uuid references connection, add column identity_bodies uuid[];
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    delete from session where identity_connection_id is not null;
    alter table session drop column identity_connection_id, drop column identity_bodies;
    drop table identity_body, identity_link, identity_login;
    alter table organisation drop column ogrn;
  `);
}
