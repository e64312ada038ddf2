import type { ApiTypes } from '../../api.gen.ts';
import { fullName } from '../../session/session.ts';
import type { SignedIn } from '../queries.ts';
import type { UserModel } from '../user.model.ts';

/** A person as the administrator of this body sees one: with the department and the roles that hold there. */
export function userView(
  user: UserModel,
  organisationId: string,
  signedIn: SignedIn | undefined,
): ApiTypes['UserView'] {
  const department = user.memberships?.find((one) => one.organisation_id === organisationId)?.department;
  return {
    id: user.id,
    login: user.login,
    surname: user.surname,
    name: user.name,
    patronymic: user.patronymic,
    fullName: fullName(user),
    position: user.position,
    email: user.email,
    phone: user.phone,
    department: department ? { id: department.id, title: department.title } : null,
    mustChangePassword: user.must_change_password,
    disabledAt: user.disabled_at?.toISOString() ?? null,
    roles: (user.grants ?? [])
      .filter((grant) => grant.organisation_id === organisationId)
      .map((grant) => ({
        code: grant.role?.code ?? '',
        title: grant.role?.title ?? '',
        service: grant.service_code,
        department: grant.department?.title ?? null,
        departmentId: grant.department_id,
      })),
    signedInBy: signedIn ? { title: signedIn.title, at: signedIn.at.toISOString() } : null,
  };
}
