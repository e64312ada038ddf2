import { serviceRights } from '../access/authorise.ts';
import { can, functionsFor, permissions } from '../access/grant.ts';
import { creates } from '../access/policy.ts';
import type { ApiTypes } from '../api.gen.ts';
import { listEmulated } from '../connection/queries.ts';
import type { Deps } from '../deps.ts';
import { viewOrigin } from '../identity/ways.ts';
import { getSignatory } from '../organisation/queries.ts';
import { findPreferences } from '../preference/queries.ts';
import { listMemberships } from './queries.ts';
import { fullName, type Session } from './session.ts';

/** What an interface needs to draw itself for this person. It shows what is allowed; each request is judged anew. */
export async function viewMe(deps: Deps, session: Session): Promise<ApiTypes['Me']> {
  const { user, organisation, grants, departmentId } = session;
  const services = serviceRights(deps);
  const functions = services.map(({ code }): [string, string[]] => {
    const scope = { organisationId: organisation.id, serviceCode: code, departmentId };
    return [code, [...functionsFor(grants, scope)].sort()];
  });
  const held = new Map(functions);
  const [organisations, preferences, signatory, signedInBy, emulated] = await Promise.all([
    listMemberships(deps.database, session),
    findPreferences(deps.database, user.id),
    deps.database.asOwner((trx) => getSignatory(trx, session)),
    viewOrigin(deps, session),
    deps.database.inBodies([organisation.id], (trx) => listEmulated(trx, organisation.id)),
  ]);
  return {
    user: {
      id: user.id,
      login: user.login,
      surname: user.surname,
      name: user.name,
      patronymic: user.patronymic,
      fullName: fullName(user),
      position: user.position,
      email: user.email,
      phone: user.phone,
      snils: signatory.snils,
    },
    organisation: {
      id: organisation.id,
      code: organisation.code,
      title: organisation.title,
      shortTitle: organisation.shortTitle,
      timeZone: organisation.timeZone,
      strictSigner: signatory.strict,
    },
    organisations,
    preferences,
    workplace: { ...deps.definitions.latest('workplace', organisation.workplace).content },
    functions: Object.fromEntries(functions.filter(([, held]) => held.length > 0)),
    permissions: permissions.filter((permission) => can(grants, permission, organisation.id)),
    mustChangePassword: user.mustChangePassword,
    signedInBy,
    emulated,
    canCreate: services.some((service) => creates(session, service)),
    executes: services.some(({ code, rights }) =>
      held.get(code)?.some((one) => rights.sees[one]?.sees.relation === 'mine'),
    ),
  };
}
