import { can, type Grant, type Permission, permissions, workPermissions } from '../../access/grant.ts';
import { permissionTitles } from '../../access/permission-titles.ts';

/** A role as it is given in a body, for the question whether one may give it, take it away or act for its holder. Pure. */
export interface RoleInBody {
  readonly title: string;
  readonly permissions: readonly string[];
  readonly organisationId: string;
}

/**
 * Nobody gives, takes away or takes over what they could not give themselves: the permissions of administration must be one's
 * own in that very body; a clerk's work is given by whoever manages people there. Gives what is missing, in words.
 */
export function beyondAuthority(grants: readonly Grant[], role: RoleInBody): string | undefined {
  const { organisationId } = role;
  if (!can(grants, 'users.manage', organisationId)) {
    return `Роль «${role.title}» действует и в ведомстве, сотрудниками которого вы не управляете.`;
  }
  const missing = permissions.filter(
    (permission): permission is Permission =>
      role.permissions.includes(permission) &&
      !workPermissions.has(permission) &&
      !can(grants, permission, organisationId),
  );
  if (missing.length === 0) return undefined;
  const named = missing.map((permission) => `${permissionTitles[permission]} (${permission})`).join(', ');
  return `Роль «${role.title}» даёт разрешения, которых нет у вас: ${named}.`;
}
