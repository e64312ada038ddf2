import type { Grant, Permission } from '../access/grant.ts';
import type { Session } from './session.ts';

/** Who acts for a body, as the database tells it. */
export interface ActorRow {
  user_id: string;
  login: string;
  surname: string;
  name: string;
  patronymic: string | null;
  position: string | null;
  email: string | null;
  phone: string | null;
  must_change_password: boolean;
  organisation_id: string;
  code: string;
  title: string;
  short_title: string;
  mnemonic: string;
  time_zone: string;
  workplace: string;
  services: string[] | null;
  department_id: string | null;
  roles: RoleRow[];
  /** Their ids, the chosen one first. */
  bodies: string;
}

interface RoleRow {
  functions: string[];
  permissions: Permission[];
  organisationId: string;
  serviceCode: string | null;
  departmentId: string | null;
}

export function sessionOf(row: ActorRow, { id, remembered }: Pick<Session, 'id' | 'remembered'>): Session {
  return {
    id,
    user: {
      id: row.user_id,
      login: row.login,
      surname: row.surname,
      name: row.name,
      patronymic: row.patronymic,
      position: row.position,
      email: row.email,
      phone: row.phone,
      mustChangePassword: row.must_change_password,
    },
    organisation: {
      id: row.organisation_id,
      code: row.code,
      title: row.title,
      shortTitle: row.short_title,
      mnemonic: row.mnemonic,
      timeZone: row.time_zone,
      workplace: row.workplace,
      services: row.services,
    },
    departmentId: row.department_id,
    grants: row.roles.flatMap(grantsOf),
    bodies: [...new Set(row.bodies.split(','))],
    remembered,
  };
}

function grantsOf(role: RoleRow): Grant[] {
  const { organisationId, serviceCode, departmentId } = role;
  const scope = { organisationId, serviceCode, departmentId };
  return [
    ...role.functions.map((code) => ({ function: code, ...scope })),
    ...role.permissions.map((permission) => ({ permission, ...scope })),
  ];
}
