import type { Transaction } from '../../db.ts';
import { together } from '../../db-batch.ts';
import type { Deps } from '../../deps.ts';
import { eraseCase } from '../../destruction/erase/rows.ts';
import { actFor } from '../../destruction/rows.ts';
import { announce } from '../../events/rows.ts';
import { addEvent } from '../../journal/rows.ts';
import type { SessionOrganisation } from '../../session/session.ts';
import { listBodies } from '../clock/queries.ts';
import { executeBySystem } from '../commands.ts';
import { DISCARDED_DAYS } from './discardable.ts';
import { listAbandoned, listDiscardedBefore, lockDiscarded } from './queries.ts';

const DAY = 86_400_000;
const AT_ONCE = 200;

/** Nightly, at 02:05 UTC: what nobody wants goes for good, what nobody touches goes out of sight. */
export function scheduleDrafts(deps: Deps): void {
  const noData = { type: 'object', additionalProperties: false };
  deps.jobs.defineJob('drafts', noData, (_data, { signal }) => tidyDrafts(deps, signal));
  deps.jobs.schedule('drafts', '5 2 * * *', {});
}

export async function tidyDrafts(deps: Deps, signal: AbortSignal): Promise<void> {
  await eraseDiscarded(deps, signal);
  for (const body of await deps.database.asOwner(listBodies)) await discardAbandonedOf(deps, body, signal);
}

/** Each in a transaction of its own: one that is being brought back at this moment is waited for, and stays. */
async function eraseDiscarded({ database, clock }: Deps, signal: AbortSignal): Promise<void> {
  const before = new Date(clock().getTime() - DISCARDED_DAYS * DAY);
  for (let ids: string[] = []; ; ) {
    ids = await database.asOwner((trx) => listDiscardedBefore(trx, before, AT_ONCE));
    for (const id of ids) {
      signal.throwIfAborted();
      await database.asOwner((trx) => eraseOne(trx, { id, before, now: clock() }));
    }
    if (ids.length < AT_ONCE) return;
  }
}

interface Erasing {
  readonly id: string;
  readonly before: Date;
  readonly now: Date;
}

async function eraseOne(trx: Transaction, { id, before, now }: Erasing): Promise<void> {
  const row = await lockDiscarded(trx, id, before);
  if (row === undefined) return;
  const { organisationId, version, state } = row;
  await actFor(trx, organisationId);
  const event = { applicationId: id, organisationId, type: 'destroyed', actorId: null, at: now };
  const told = { applicationId: id, organisationId, version, state };
  await together(trx, [addEvent({ ...event, payload: { name: 'черновик удалён' } }), announce(told)]);
  await eraseCase(trx, { applicationId: id, organisationId, act: null, now });
}

async function discardAbandonedOf(deps: Deps, body: SessionOrganisation, signal: AbortSignal): Promise<void> {
  const untouchedSince = new Date(deps.clock().getTime() - deps.config.draftDays * DAY);
  const asked = { organisationId: body.id, before: untouchedSince, limit: AT_ONCE };
  for (let after: string | undefined; ; ) {
    const page = { ...asked, after };
    const ids = await deps.database.inBodies([body.id], (trx) => listAbandoned(trx, page));
    for (const id of ids) {
      signal.throwIfAborted();
      await executeBySystem(deps, body, { kind: 'discardAbandoned', id, untouchedSince });
    }
    if (ids.length < AT_ONCE) return;
    after = ids.at(-1);
  }
}
