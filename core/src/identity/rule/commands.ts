import type { SignInRules } from '../../api.gen.ts';
import type { Transaction } from '../../db.ts';
import type { Deps } from '../../deps.ts';
import { Refusal } from '../../errors.ts';
import { checkOgrn, normalizeOgrn } from '../../identifier/ogrn.ts';
import { differenceOf } from '../../journal/admin-event.ts';
import { appendAdminEvent } from '../../journal/rows.ts';
import { changeOgrn, checkPlace } from '../../organisation/commands.ts';
import type { Session } from '../../session/session.ts';
import { countLinked, findUnknowable } from '../link/queries.ts';
import { findBodyRule, findOgrn } from '../queries.ts';
import { type BodyRule, saveBodyRule } from '../rows.ts';
import { listWays, noWay } from '../ways.ts';

/** Nothing said yet: nobody is let in. */
const nothing: BodyRule & { readonly version: number } = {
  enabled: false,
  newcomers: false,
  department: null,
  roles: [],
  version: 0,
};

export async function listRules(deps: Deps, organisationId: string): Promise<SignInRules> {
  const ways = await listWays(deps);
  return deps.database.asOwner(async (trx) => {
    const items: SignInRules['items'] = [];
    for (const { id: connection, title } of ways) {
      const rule = (await findBodyRule(trx, { connectionId: connection, organisationId })) ?? nothing;
      const linked = await countLinked(trx, connection, organisationId);
      items.push({ connection, title, ...rule, roles: [...rule.roles], linked });
    }
    const { count, people } = await findUnknowable(trx, organisationId);
    return { ogrn: await findOgrn(trx, organisationId), unknowable: { count, people: [...people] }, items };
  });
}

interface Doing {
  readonly deps: Deps;
  readonly session: Session;
  readonly now: Date;
}

interface RuleChange extends BodyRule {
  readonly version: number;
  readonly ogrn: string | null;
}

/** Nobody gives by a rule what they could not give by hand. @throws Refusal notFound, forbidden, invalidBody, versionConflict */
export async function changeRule({ deps, session, now }: Doing, connectionId: string, change: RuleChange) {
  const { version, ogrn: given, ...rule } = change;
  const organisationId = session.organisation.id;
  const way = (await listWays(deps)).find(({ id }) => id === connectionId);
  if (way === undefined) throw noWay();
  const ogrn = readOgrn(given, rule.enabled);
  if (rule.newcomers && rule.roles.length === 0) throw noRoles();
  await deps.database.asOwner(async (trx) => {
    await checkPlace(trx, session, rule);
    const place = { connectionId, organisationId };
    const before = { ...nothing, ...(await findBodyRule(trx, place)), ogrn: await findOgrn(trx, organisationId) };
    await changeOgrn(trx, organisationId, ogrn);
    if (!(await saveBodyRule(trx, { ...place, version }, rule)))
      throw new Refusal('versionConflict', 'Правило входа изменил другой администратор. Обновите страницу.');
    const payload = { title: way.title, ...differenceOf(before, { ...rule, ogrn }) };
    const subject = { kind: 'connection', id: connectionId } as const;
    const event = { type: 'signIn.changed', actorId: session.user.id, at: now, payload } as const;
    await appendAdminEvent(trx, { ...event, organisationId, subject });
  });
}

function noRoles(): Refusal {
  const message = 'Выберите хотя бы одну роль: без роли новый сотрудник не войдёт.';
  return new Refusal('invalidBody', message, {
    problems: [{ field: 'roles', pointer: '/roles', code: 'required', message }],
  });
}

/** @throws Refusal invalidBody */
function readOgrn(text: string | null, needed: boolean): string | null {
  if (text === null && !needed) return null;
  const verdict = checkOgrn(text ?? '');
  if (verdict.ok) return normalizeOgrn(text ?? '');
  const message = text === null ? 'Укажите ОГРН: по нему узнают ваше ведомство.' : `${verdict.message}.`;
  throw new Refusal('invalidBody', message, {
    problems: [{ field: 'ogrn', pointer: '/ogrn', code: 'ogrn', message }],
  });
}

export interface Admitting {
  readonly connectionId: string;
  readonly organisationId: string;
  readonly ogrn: string;
  /** Codes, of whoever is not known yet; absent: they are not let in. */
  readonly roles?: readonly string[] | undefined;
}

/** A body's first rule; one that is there stays as it is. */
export async function admitBody(trx: Transaction, { connectionId, organisationId, ogrn, roles }: Admitting) {
  const place = { connectionId, organisationId };
  if ((await findBodyRule(trx, place)) !== undefined) return;
  if ((await findOgrn(trx, organisationId)) === null) await changeOgrn(trx, organisationId, ogrn);
  const rule = { enabled: true, newcomers: roles !== undefined, department: null, roles: roles ?? [] };
  await saveBodyRule(trx, { ...place, version: 0 }, rule);
}
