import type { Session, SessionOrganisation } from './session.ts';

/** The platform itself acting for a body, by its own clock: it sees every case of the body and holds no function. */
export function systemSession(organisation: SessionOrganisation): Session {
  const user = {
    id: 'system',
    login: 'system',
    surname: 'Система',
    name: '',
    patronymic: null,
    position: null,
    email: null,
    phone: null,
    mustChangePassword: false,
  };
  const bodies = [organisation.id];
  return { id: '', user, organisation, departmentId: null, grants: [], bodies, remembered: false, system: true };
}

/** Who the rows name: nobody, where the platform itself acts. */
export function actorIdOf({ system, user }: Session): string | null {
  return system ? null : user.id;
}
