import { judge } from '../access/policy.ts';
import { findApplicationPlace, visibleTo } from '../access/queries.ts';
import { findNotifierId } from '../connection/queries.ts';
import type { Transaction } from '../db.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { appendEvent } from '../journal/rows.ts';
import type { Session } from '../session/session.ts';
import { findNotice, type NoticeRow } from './queries.ts';
import { insertNotice, markInPersonDone, markNoticeDone, type NewNotice, sendNoticeAgain } from './rows.ts';

/** Plugins that take messages to people by this way. */
function notifierPlugins({ connections }: Pick<Deps, 'connections'>, way: string): string[] {
  return connections.plugins.filter(({ notifies }) => notifies?.some((one) => one === way)).map(({ id }) => id);
}

/** Ways by which connections of the session's body take messages now. */
export async function sendableWays(deps: Deps, { organisation, bodies }: Session): Promise<ReadonlySet<string>> {
  const ways = [...new Set(deps.connections.plugins.flatMap(({ notifies = [] }) => notifies))];
  return deps.database.inBodies(bodies, async (trx) => {
    const open = new Set<string>();
    for (const way of ways) {
      if ((await findWayOut(trx, deps, { organisationId: organisation.id, way })) !== undefined) open.add(way);
    }
    return open;
  });
}

/** The connection of the body that takes messages by this way; undefined: none does. */
export function findWayOut(
  trx: Transaction,
  deps: Pick<Deps, 'connections'>,
  { organisationId, way }: { readonly organisationId: string; readonly way: string },
): Promise<string | undefined> {
  return findNotifierId(trx, { organisationId, plugins: notifierPlugins(deps, way) });
}

/** By machine where a connection of the body goes that way and there is an address; any other notice is a task for a clerk. */
export async function tellApplicant(
  trx: Transaction,
  deps: Pick<Deps, 'connections'>,
  notice: Omit<NewNotice, 'connectionId'>,
): Promise<void> {
  const { organisationId, way, address } = notice;
  const connectionId = address === null ? undefined : await findWayOut(trx, deps, { organisationId, way });
  await insertNotice(trx, { ...notice, connectionId: connectionId ?? null });
}

/** The applicant has come, and has heard what waited for that. */
export async function finishInPerson(
  trx: Transaction,
  applicationId: string,
  done: { readonly userId: string; readonly now: Date },
): Promise<void> {
  await markInPersonDone(trx, applicationId, done);
}

interface Doing {
  readonly deps: Deps;
  readonly session: Session;
  readonly now: Date;
}

/**
 * What did not go by itself goes by machine after all, to another address when one is given.
 * @throws Refusal notFound, forbidden, stateConflict
 */
export async function resendNotice(doing: Doing, id: string, address?: string): Promise<NoticeRow> {
  return workOn(doing, id, async (trx, notice) => {
    const { organisationId, way } = notice;
    const connectionId = await findWayOut(trx, doing.deps, { organisationId, way });
    const to = address?.trim() ?? notice.address;
    if (connectionId === undefined || to === null) {
      throw new Refusal(
        'stateConflict',
        'Этим способом система не отправляет сама: сообщите заявителю и отметьте «Передано»',
      );
    }
    const again = { id, organisationId, connectionId, address: to, now: doing.now };
    if (!(await sendNoticeAgain(trx, again))) {
      throw new Refusal('stateConflict', 'Это уведомление уже отправляется или передано: обновите список');
    }
    return 'noticeResent';
  });
}

/**
 * A clerk has told the applicant. Whoever works on the application may say so; who only looks on may not.
 * @throws Refusal notFound, forbidden, stateConflict
 */
export async function finishNotice(doing: Doing, id: string): Promise<NoticeRow> {
  return workOn(doing, id, async (trx) => {
    if (!(await markNoticeDone(trx, id, { userId: doing.session.user.id, now: doing.now }))) {
      throw new Refusal('stateConflict', 'Это уведомление уже отмечено переданным: обновите список');
    }
    return 'noticeDone';
  });
}

/** Does the work on a notice that one may act on, and writes it down as the event that the work names. */
async function workOn(
  { deps, session, now }: Doing,
  id: string,
  work: (trx: Transaction, notice: NoticeRow) => Promise<'noticeDone' | 'noticeResent'>,
): Promise<NoticeRow> {
  return deps.database.inBodies(session.bodies, async (trx) => {
    const visible = visibleTo(session, { definitions: deps.definitions, alias: 'application' });
    const before = await findNotice(trx, id, visible);
    if (!before) throw noNotice();
    const path = { id: before.applicationId, through: 'application' } as const;
    const application = await findApplicationPlace(trx, deps.definitions, path);
    if (judge({ application: 'act' }, { session, application }) !== 'allowed') throw new Refusal('forbidden');
    const type = await work(trx, before);
    const { applicationId, organisationId, way } = before;
    const payload = { notice: id, way };
    await appendEvent(trx, {
      applicationId,
      organisationId,
      type,
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
