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
  const failures = [await eraseDiscarded(deps, signal)];
  for (const body of await deps.database.asOwner(listBodies)) {
    failures.push(await discardAbandonedOf(deps, body, signal));
  }
  const first = failures.find((failure) => failure !== undefined);
  if (first !== undefined) throw first.error;
}

/** Each in a transaction of its own: one that is being brought back at this moment is waited for, and stays. */
function eraseDiscarded(deps: Deps, signal: AbortSignal): Promise<Failure | undefined> {
  const { database, clock } = deps;
  const before = new Date(clock().getTime() - DISCARDED_DAYS * DAY);
  return eachDraft(deps, signal, {
    page: (after) => database.asOwner((trx) => listDiscardedBefore(trx, { before, after, limit: AT_ONCE })),
    work: (id) => database.asOwner((trx) => eraseOne(trx, { id, before, now: clock() })),
  });
}

interface Failure {
  readonly error: unknown;
}

interface Drafts {
  readonly page: (after: string | undefined) => Promise<string[]>;
  readonly work: (id: string) => Promise<unknown>;
}

/** One that fails keeps none of the others from their turn; the job fails as a whole with the first of them, and runs again. */
async function eachDraft({ log }: Deps, signal: AbortSignal, { page, work }: Drafts): Promise<Failure | undefined> {
  let first: Failure | undefined;
  for (let after: string | undefined; ; ) {
    const ids = await page(after);
    for (const id of ids) {
      signal.throwIfAborted();
      try {
        await work(id);
      } catch (error) {
        log.warn({ application: id, err: error }, 'a draft could not be put away');
        first ??= { error };
      }
    }
    if (ids.length < AT_ONCE) return first;
    after = ids.at(-1);
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

function discardAbandonedOf(deps: Deps, body: SessionOrganisation, signal: AbortSignal): Promise<Failure | undefined> {
  const untouchedSince = new Date(deps.clock().getTime() - deps.config.draftDays * DAY);
  const asked = { organisationId: body.id, before: untouchedSince, limit: AT_ONCE };
  return eachDraft(deps, signal, {
    page: (after) => deps.database.inBodies([body.id], (trx) => listAbandoned(trx, { ...asked, after })),
    work: (id) => executeBySystem(deps, body, { kind: 'discardAbandoned', id, untouchedSince }),
  });
}
