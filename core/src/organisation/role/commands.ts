import type { Transaction } from '../../db.ts';
import { Refusal } from '../../errors.ts';
import { differenceOf } from '../../journal/admin-event.ts';
import { appendAdminEvent } from '../../journal/rows.ts';
import { once } from '../once.ts';
import { beyondAuthority } from '../person/authority.ts';
import { checkAdministered, type Doing } from '../person/commands.ts';
import { findUnadministered, lockBodies } from '../person/queries.ts';
import { getRole } from '../queries.ts';
import { insertRole } from '../rows.ts';
import type { RoleModel } from '../user.model.ts';
import { functionTitlesOf } from './functions.ts';
import { bodiesWithRole } from './queries.ts';
import { deleteRole, type RoleContent, updateRole } from './rows.ts';

/** @throws Refusal alreadyExists, forbidden, notFound */
export async function addRole(doing: Doing, role: { readonly code: string } & RoleContent): Promise<void> {
  checkFunctions(doing, role);
  await doing.deps.database.asOwner(async (trx) => {
    checkMay(doing, role, [doing.session.organisation.id]);
    const id = await once('code', `Роль с кодом «${role.code}» уже есть. Укажите другой код.`, () =>
      insertRole(trx, role),
    );
    await tell(trx, doing, { type: 'role.created', id, payload: role });
  });
}

/** A role is one for the installation: whoever changes it must be able to give it wherever it is held. */
export async function changeRole(doing: Doing, id: string, wanted: RoleContent): Promise<void> {
  checkFunctions(doing, wanted);
  await onRole(doing, id, async (trx, before, bodies) => {
    checkMay(doing, wanted, bodies);
    const unadministered = await findUnadministered(trx, bodies);
    await updateRole(trx, id, wanted);
    if (unadministered.length === 0) await checkAdministered(trx, bodies);
    const { title, functions, permissions } = before;
    const payload = { code: before.code, ...differenceOf({ title, functions, permissions }, { ...wanted }) };
    await tell(trx, doing, { type: 'role.changed', id, payload });
  });
}

/** Only one that nobody holds. @throws Refusal stateConflict */
export async function removeRole(doing: Doing, id: string): Promise<void> {
  await onRole(doing, id, async (trx, { code, title }, bodies) => {
    if ((await bodiesWithRole(trx, id)).length > 0 || bodies.length > 1) {
      throw new Refusal('stateConflict', `Роль «${title}» кому-то дана. Сначала снимите её со всех сотрудников.`);
    }
    await deleteRole(trx, id);
    await tell(trx, doing, { type: 'role.removed', id, payload: { code, title } });
  });
}

/** With the bodies where the role is held, one's own among them, locked: nobody gives it meanwhile. */
async function onRole(
  doing: Doing,
  id: string,
  change: (trx: Transaction, role: RoleModel, bodies: readonly string[]) => Promise<void>,
): Promise<void> {
  await doing.deps.database.asOwner(async (trx) => {
    const own = doing.session.organisation.id;
    const role = await getRole(trx, id);
    const bodies = [...new Set([own, ...(await bodiesWithRole(trx, id))])];
    await lockBodies(trx, bodies);
    checkMay(doing, role, bodies);
    await change(trx, role, bodies);
  });
}

/** @throws Refusal forbidden */
function checkMay({ session }: Doing, role: RoleContent, bodies: readonly string[]): void {
  for (const organisationId of bodies) {
    const beyond = beyondAuthority(session.grants, { ...role, organisationId });
    if (beyond !== undefined) throw new Refusal('forbidden', beyond);
  }
}

/** @throws Refusal invalidBody */
function checkFunctions({ deps }: Doing, { functions }: RoleContent): void {
  const known = functionTitlesOf(deps.definitions);
  const strange = functions.find((code) => !Object.hasOwn(known, code));
  if (strange === undefined) return;
  const message = `Функции «${strange}» нет ни в одном процессе. Выберите из списка.`;
  const problems = [{ field: 'functions', pointer: '/functions', code: 'unknown', message }];
  throw new Refusal('invalidBody', message, { problems });
}

interface Told {
  readonly type: 'role.created' | 'role.changed' | 'role.removed';
  readonly id: string;
  readonly payload: unknown;
}

function tell(trx: Transaction, { session, now: at }: Doing, { type, id, payload }: Told): Promise<void> {
  const organisationId = session.organisation.id;
  const subject = { kind: 'role', id } as const;
  return appendAdminEvent(trx, { organisationId, type, actorId: session.user.id, at, subject, payload });
}
