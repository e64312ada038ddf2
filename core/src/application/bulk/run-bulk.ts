import type { Deps } from '../../deps.ts';
import { Refusal } from '../../errors.ts';
import { findActor } from '../../session/queries.ts';
import type { Session } from '../../session/session.ts';
import { conclude, prepareAction } from '../take-action.ts';
import { bulkKind } from './bulk-kind.ts';
import { type BulkRowStatus, type BulkRunRow, findRun, holdRun, listPositions, lockRow } from './queries.ts';
import { moveRun, noteOutcome } from './rows.ts';

export interface BulkJobData {
  readonly id: string;
  readonly organisationId: string;
}

interface Doing {
  readonly deps: Deps;
  readonly session: Session;
  readonly run: BulkRunRow;
  readonly signal: AbortSignal;
}

/** Checks each application, or takes the action on each that passed, as the person who asked and with the rights of now. */
export async function runBulk(deps: Deps, { id, organisationId }: BulkJobData, signal: AbortSignal): Promise<void> {
  const run = await deps.database.inBodies([organisationId], (trx) => findRun(trx, id));
  if (run === undefined) return;
  const session = await findActor(deps.database, run, deps.clock());
  const doing = { deps, session, run, signal };
  if (session === undefined) await finish(doing, 'cancelled');
  else if (run.status === 'checking') await each({ ...doing, session }, 'waiting');
  else if (run.status === 'running') await each({ ...doing, session }, 'ready');
}

/** A row is judged once and done once: its state and the application change in one transaction, under the row's lock. */
async function each(doing: Doing, status: 'waiting' | 'ready'): Promise<void> {
  const { deps, session, run, signal } = doing;
  const positions = await deps.database.inBodies(session.bodies, (trx) => listPositions(trx, run.id, status));
  for (const position of positions) {
    signal.throwIfAborted();
    const place = { runId: run.id, position };
    try {
      if (!(await one(doing, place, status))) return;
    } catch (error) {
      if (!(error instanceof Refusal) || error.status >= 500) throw error;
      const outcome = { status: status === 'waiting' ? 'closed' : 'refused', reason: error.message } as const;
      await deps.database.inBodies(session.bodies, async (trx) => {
        if (await lockRow(trx, place, status)) await noteOutcome(trx, place, outcome);
      });
    }
  }
  await finish(doing, status === 'waiting' ? 'checked' : 'done');
}

/** False: the run has been cancelled. @throws Refusal why it may not be done, and then nothing has changed */
async function one(
  { deps, session, run }: Doing,
  place: { readonly runId: string; readonly position: number },
  status: 'waiting' | 'ready',
): Promise<boolean> {
  return deps.database.inBodies(session.bodies, async (trx) => {
    const held = await holdRun(trx, run.id);
    if (held?.status !== run.status) return false;
    const target = await lockRow(trx, place, status);
    if (target === undefined) return true;
    const work = { deps, session, trx, now: deps.clock() };
    const { action, input } = run;
    const command = { kind: 'action', id: target.applicationId, version: target.version, action, input } as const;
    const prepared = await prepareAction(work, command);
    if (bulkKind(prepared.action) === undefined) throw onCardOnly();
    if (status === 'ready') await conclude(work, prepared.held, prepared.decision);
    const next: BulkRowStatus = status === 'waiting' ? 'ready' : 'done';
    await noteOutcome(trx, place, { status: next, reason: null });
    return true;
  });
}

function onCardOnly(): Refusal {
  return new Refusal('actionClosed', 'Это действие спрашивает о каждой заявке: выполните его на карточке');
}

async function finish(
  { deps, run }: Pick<Doing, 'deps' | 'run'>,
  status: 'checked' | 'done' | 'cancelled',
): Promise<void> {
  const finished = status === 'checked' ? {} : { finishedAt: deps.clock() };
  await deps.database.inBodies([run.organisationId], (trx) =>
    moveRun(trx, { id: run.id, from: [run.status] }, { status, ...finished }),
  );
}
