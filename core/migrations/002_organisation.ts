import type { Knex } from 'knex';

/** Bodies, their departments and people, scoped roles, sessions. Sessions and passwords are out of reach of reglament_app. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table organisation (
      id uuid primary key default new_id(),
      code text not null unique,
      title text not null,
      short_title text not null,
      mnemonic text not null,
      kind text not null,
      head_name text,
      head_position text,
      address text,
      time_zone text not null default 'Europe/Moscow',
      workplace text not null,
      created_at timestamptz not null default now()
    );
    grant select on organisation to reglament_app;

    create table department (
      id uuid primary key default new_id(),
      organisation_id uuid not null references organisation,
      code text not null,
      title text not null,
      unique (organisation_id, code),
      unique (id, organisation_id)
    );
    select protect_table('department', 'select, insert, update, delete');

    create table user_account (
      id uuid primary key default new_id(),
      login text not null unique check (login = lower(login)),
      surname text not null,
      name text not null,
      patronymic text,
      position text,
      email text,
      phone text,
      password_hash text not null,
      must_change_password boolean not null default true,
      disabled_at timestamptz,
      created_at timestamptz not null default now()
    );
    grant select (id, login, surname, name, patronymic, position, email, phone, must_change_password, disabled_at,
      created_at) on user_account to reglament_app;

    create table membership (
      user_id uuid not null references user_account,
      organisation_id uuid not null references organisation,
      department_id uuid,
      position text,
      primary key (user_id, organisation_id),
      foreign key (department_id, organisation_id) references department (id, organisation_id)
    );
    create index membership_organisation on membership (organisation_id);
    select protect_table('membership', 'select, insert, update, delete');

    create table role (
      id uuid primary key default new_id(),
      code text not null unique,
      title text not null,
      functions text[] not null default '{}',
      permissions text[] not null default '{}'
    );
    grant select on role to reglament_app;

    create table user_role (
      id uuid primary key default new_id(),
      user_id uuid not null references user_account,
      role_id uuid not null references role,
      organisation_id uuid not null references organisation,
      service_code text,
      department_id uuid,
      foreign key (department_id, organisation_id) references department (id, organisation_id)
    );
    create unique index user_role_once on user_role
      (user_id, role_id, organisation_id, coalesce(service_code, ''), coalesce(department_id::text, ''));
    create index user_role_organisation on user_role (organisation_id);
    select protect_table('user_role', 'select, insert, update, delete');
  `);
  await knex.raw(SESSIONS);
}

const SESSIONS = `
  create table session (
    id bytea primary key check (octet_length(id) = 32),
    user_id uuid not null references user_account on delete cascade,
    organisation_id uuid references organisation,
    remembered boolean not null default false,
    created_at timestamptz not null default now(),
    last_seen_at timestamptz not null default now(),
    expires_at timestamptz not null,
    address text,
    user_agent text
  );
  create index session_by_user on session (user_id);
  create index session_expires on session (expires_at);
  select protect_table('session', '');

  create table login_attempt (
    id bigint generated always as identity primary key,
    login text not null,
    address text not null,
    at timestamptz not null default now(),
    ok boolean not null
  );
  create index login_attempt_login on login_attempt (login, at desc);
  create index login_attempt_address on login_attempt (address, at desc);
`;

export async function down(knex: Knex): Promise<void> {
  await knex.raw(
    'drop table login_attempt, session, user_role, role, membership, user_account, department, organisation',
  );
}
