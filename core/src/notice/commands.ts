import { judge } from '../access/policy.ts';
import { findApplicationPlace, visibleTo } from '../access/queries.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { appendEvent } from '../journal/rows.ts';
import type { Session } from '../session/session.ts';
import { findNotice, type NoticeRow } from './queries.ts';
import { markNoticeDone } from './rows.ts';

/**
 * A clerk has told the applicant. Whoever works on the application may say so; who only looks on may not.
 * @throws Refusal notFound, forbidden, stateConflict
 */
export async function finishNotice(
  { deps, session, now }: { readonly deps: Deps; readonly session: Session; readonly now: Date },
  id: string,
): Promise<NoticeRow> {
  return deps.database.inBodies(session.bodies, async (trx) => {
    const visible = visibleTo(session, { definitions: deps.definitions, alias: 'application' });
    const before = await findNotice(trx, id, visible);
    if (!before) throw noNotice();
    const path = { id: before.applicationId, through: 'application' } as const;
    const application = await findApplicationPlace(trx, deps.definitions, path);
    if (judge({ application: 'act' }, { session, application }) !== 'allowed') throw new Refusal('forbidden');
    if (!(await markNoticeDone(trx, id, { userId: session.user.id, now }))) {
      throw new Refusal('stateConflict', 'Это уведомление уже отмечено переданным: обновите список');
    }
    const { applicationId, organisationId, way } = before;
    const payload = { notice: id, way };
    await appendEvent(trx, {
      applicationId,
      organisationId,
      type: 'noticeDone',
      actorId: session.user.id,
      at: now,
      payload,
    });
    const after = await findNotice(trx, id, visible);
    if (!after) throw noNotice();
    return after;
  });
}

function noNotice(): Refusal {
  return new Refusal('notFound', 'Уведомление не найдено или недоступно вам');
}
