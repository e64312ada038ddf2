import type { Transaction } from '../../db.ts';
import { Refusal } from '../../errors.ts';
import { appendAdminEvent } from '../../journal/rows.ts';
import { changePersonTold, checkOver, type Doing } from '../../organisation/person/commands.ts';
import { bodiesOf } from '../../organisation/queries.ts';
import { endIdentitySessions } from '../../session/commands.ts';
import { deleteLink } from '../rows.ts';
import { type LinkedWay, listLinks } from './queries.ts';

/**
 * Takes the link of a person to another place away, by an administrator who may give all that the account has: whoever comes
 * from there next is known by СНИЛС anew, and agrees anew. @throws Refusal notFound, forbidden
 */
export async function unlinkPerson(doing: Doing, userId: string, connectionId: string): Promise<void> {
  await changePersonTold(doing, userId, async (trx, person) => {
    checkOver(doing.session, person);
    const link = await takeLink(trx, userId, connectionId);
    return { type: 'user.unlinked', payload: { login: person.login, ...toldOf(link) } };
  });
}

/** One's own consent taken back: the sessions that came so end, this one too. @throws Refusal notFound */
export async function withdrawConsent({ deps, session, now }: Doing, connectionId: string): Promise<void> {
  const userId = session.user.id;
  await deps.database.asOwner(async (trx) => {
    const link = await takeLink(trx, userId, connectionId);
    const subject = { kind: 'user', id: userId } as const;
    const event = { type: 'user.withdrew', actorId: userId, at: now, subject, payload: toldOf(link) } as const;
    for (const organisationId of await bodiesOf(trx, userId)) await appendAdminEvent(trx, { ...event, organisationId });
  });
}

async function takeLink(trx: Transaction, userId: string, connectionId: string): Promise<LinkedWay> {
  const link = (await listLinks(trx, userId)).find(({ connection }) => connection === connectionId);
  if (link === undefined) throw new Refusal('notFound', 'Связи с этим входом нет: её уже сняли. Обновите страницу.');
  await deleteLink(trx, userId, connectionId);
  await endIdentitySessions(trx, userId, connectionId);
  return link;
}

/** What was agreed to, and for how long it held, stays on record. */
function toldOf({ title, consent, consentedAt, lastLoginAt }: LinkedWay) {
  return { way: title, consent, consentedAt, lastLoginAt };
}
