import type { Transaction } from '../db.ts';
import { together } from '../db-batch.ts';
import type { Deps } from '../deps.ts';
import { announce } from '../events/rows.ts';
import { tellIncoming } from '../incoming-request/rows.ts';
import { addEvent, insertViews } from '../journal/rows.ts';
import { getActingBody } from '../organisation/queries.ts';
import {
  type ActPlace,
  type ActRecord,
  type ActRow,
  findAct,
  holdAct,
  listContents,
  listWaiting,
  lockAct,
  lockWaiting,
} from './act.model.ts';
import { askedOf } from './asked.ts';
import { type Category, categoriesOf, categoriesOfRequest } from './categories.ts';
import { contentsJob, tell } from './commands.ts';
import { eraseCase } from './erase/rows.ts';
import { eraseRequest } from './incoming/rows.ts';
import { lockDue } from './over.ts';
import { type Keeper, readHeld } from './queries.ts';
import { actFor, moveAct, noteDone, noteKept } from './rows.ts';
import { tellDone } from './tell.ts';
import { actTitle, noLongerOver, obstacleText } from './words.ts';

/** Somebody may be putting the same bytes into the store right now; from there to the row that names them pass seconds. */
export const WAIT = 60 * 60 * 1000;

interface Doing {
  readonly deps: Deps;
  readonly act: ActRecord;
  readonly body: Keeper;
}

/** Destroys what was approved, case by case, each in a transaction of its own; a repeat goes on where it was cut off. */
export async function runDestruction(deps: Deps, place: ActPlace, signal: AbortSignal): Promise<void> {
  const { act, body, positions } = await deps.database.asOwner(async (trx) => ({
    act: await findAct(trx, place),
    body: await getActingBody(trx, place.organisationId),
    positions: await listWaiting(trx, place.id),
  }));
  if (act?.status !== 'running') return;
  for (const position of positions) {
    signal.throwIfAborted();
    await deps.database.asOwner((trx) => destroyOne(trx, { deps, act, body }, position));
  }
  await deps.database.asOwner((trx) => finish(trx, deps, place));
}

async function destroyOne(trx: Transaction, { deps, act, body }: Doing, position: number): Promise<void> {
  if ((await holdAct(trx, act))?.status !== 'running') return;
  const row = await lockWaiting(trx, { actId: act.id, position });
  if (row === undefined) return;
  const now = deps.clock();
  const asked = askedOf(deps, body, now);
  const place = { actId: act.id, position };
  const over = await lockDue(trx, { ...asked, kind: row.kind, id: row.application, act: act.id });
  const obstacle = over === undefined ? noLongerOver : obstacleText(over);
  if (obstacle !== undefined) return noteKept(trx, place, obstacle);
  await actFor(trx, act.organisationId);
  const destroy = row.kind === 'application' ? destroyCase : destroyRequest;
  const categories = await destroy(trx, { act, row, now });
  await noteDone(trx, place, { categories, at: now });
}

interface Destroying {
  readonly act: ActRecord;
  readonly row: ActRow;
  readonly now: Date;
}

async function destroyCase(trx: Transaction, { act, row, now }: Destroying): Promise<Category[]> {
  const { id: actId, organisationId, number, approver } = act;
  const applicationId = row.application;
  const { version, state, ...held } = await readHeld(trx, applicationId);
  const payload = { act: actId, name: actTitle(number) };
  const event = { applicationId, organisationId, type: 'destroyed', actorId: approver?.id ?? null, at: now, payload };
  await together(trx, [addEvent(event), announce({ applicationId, organisationId, version, state })]);
  const erased = await eraseCase(trx, { applicationId, organisationId, act: { id: actId, number }, now });
  return categoriesOf(held, erased);
}

/** It has no journal of its own: that it went stands in the log of who looked at it. */
async function destroyRequest(trx: Transaction, { act, row, now }: Destroying): Promise<Category[]> {
  const { id: actId, organisationId, number, approver } = act;
  const incomingId = row.application;
  const erased = await eraseRequest(trx, { incomingId, organisationId, actId, act: number, now });
  const gone = { action: 'destroyed', subjectKind: 'incomingRequest', subjectId: incomingId, requestId: null };
  await together(trx, [insertViews([{ at: now, organisationId, userId: approver?.id ?? null, ...gone }])]);
  await tellIncoming(trx, { organisationId, incomingRequestId: incomingId });
  return categoriesOfRequest(erased);
}

/** Nothing is left in the database; contents of files go a while later. */
async function finish(trx: Transaction, deps: Deps, place: ActPlace): Promise<void> {
  const act = await lockAct(trx, place);
  if (act?.status !== 'running' || (await listWaiting(trx, act.id)).length > 0) return;
  const now = deps.clock();
  if ((await listContents(trx, act.id)).length === 0) return conclude(trx, act, now);
  const contentsAt = new Date(now.getTime() + WAIT);
  await moveAct(trx, act.id, { status: 'contents', contentsAt });
  await deps.jobs.enqueue(trx, { name: contentsJob, data: { ...place }, startAfter: contentsAt });
}

/** The last step of an act, in the caller's transaction and under the act's lock. */
export async function conclude(trx: Transaction, act: ActRecord, now: Date): Promise<void> {
  await moveAct(trx, act.id, { status: 'done', at: now });
  await tell(trx, { act, now }, { type: 'destruction.done', payload: { number: act.number } });
  await tellDone(trx, act, now);
}
