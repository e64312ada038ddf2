import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { findWayOut } from '../notice/commands.ts';
import { languageOf } from '../preference/queries.ts';
import type { Session } from '../session/session.ts';
import { findLastDigest } from './queries.ts';
import { insertDigest } from './rows.ts';
import { testLetterText } from './text.ts';

/**
 * To one's own address, by the way of every other letter.
 * @throws Refusal stateConflict: there is no way, or the last letter is still on it
 */
export async function sendTestLetter(deps: Deps, { user, organisation, bodies }: Session, now: Date): Promise<void> {
  const whose = { userId: user.id, organisationId: organisation.id };
  await deps.database.inBodies(bodies, async (trx) => {
    const connectionId = await findWayOut(trx, deps, { organisationId: organisation.id, way: 'email' });
    if (connectionId === undefined || user.email === null) {
      throw new Refusal('stateConflict', 'Письмо не отправить: нет вашего адреса или у ведомства не подключена почта');
    }
    const last = await findLastDigest(trx, whose);
    if (last && last.sentAt === null && last.failure === null) {
      throw new Refusal('stateConflict', 'Прежнее письмо ещё отправляется: подождите, что с ним станет');
    }
    const text = testLetterText(deps.config.publicUrl, await languageOf(deps, user.id));
    await insertDigest(trx, { ...whose, connectionId, address: user.email, text, createdAt: now });
  });
}
