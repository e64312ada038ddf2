import { localDate } from '../../calendar/local-date.ts';
import { Refusal } from '../../errors.ts';
import { titleOf } from '../../rule/title.ts';
import { actorIdOf } from '../../session/system-session.ts';
import { tellStaff } from '../../staff-notice/commands.ts';
import type { Changed, DiscardAbandonedCommand, DiscardCommand, RestoreCommand } from '../command.ts';
import { type Held, hold, holdParent, type Work } from '../hold.ts';
import { findProcedureProblem } from '../procedure.ts';
import { tellParent } from '../procedure-outcome.ts';
import { findOpenProcedure } from '../queries.ts';
import { record } from '../record.ts';
import { updateApplication } from '../rows.ts';
import { findDiscardProblem, findKeepReason, findRestoreProblem, goneOn, originalsText } from './discardable.ts';
import { holdsOriginals } from './queries.ts';

/** A draft that was begun by mistake goes out of everybody's sight; for a month it can be brought back. */
export async function discard(work: Work, command: DiscardCommand): Promise<Changed> {
  const held = await hold(work, command);
  const problem = findDiscardProblem(held.context);
  if (problem !== undefined) throw new Refusal(problem.code, problem.text);
  if (await holdsOriginals(work.trx, command.id)) throw new Refusal('actionClosed', originalsText);
  return putAway(work, held, {});
}

/** The same for one that nobody has touched for as long as the settings say; whoever began it is told. */
export async function discardAbandoned(work: Work, command: DiscardAbandonedCommand): Promise<Changed> {
  const held = await hold(work, { id: command.id, discarded: true });
  const { id, version, updatedAt, discardedAt } = held.record;
  const untouched = updatedAt < command.untouchedSince && discardedAt == null;
  if (!untouched || findKeepReason(held.context) !== undefined) return { id, version };
  if (await holdsOriginals(work.trx, id)) return { id, version };
  const changed = await putAway(work, held, { comment: 'С черновиком давно никто не работал' });
  await tellCreator(work, held);
  return changed;
}

/** It is closed while it is away: a procedure's draft then keeps nobody from beginning another one. */
async function putAway(work: Work, held: Held, payload: object): Promise<Changed> {
  const { id, organisationId, state } = held.record;
  const { trx, now, session } = work;
  const columns = { discardedAt: now, discardedBy: actorIdOf(session), closedAt: now };
  const version = await updateApplication(trx, { id, now }, columns);
  await record(work, { id, organisationId, version, state }, { type: 'draftDiscarded', payload });
  await tellParent(work, held, 'procedureStopped');
  return { id, version };
}

async function tellCreator({ trx, now }: Work, { record: own, pinned, parts }: Held): Promise<void> {
  const { id: applicationId, organisationId, departmentId, serviceCode, creatorId } = own;
  const { title, shortTitle = title } = pinned.service;
  const day = (moment: Date) => localDate(moment, parts.timeZone).split('-').reverse().join('.');
  const text = `Черновик «${titleOf(shortTitle, 'ru')}» от ${day(own.createdAt)} удалён: с ним давно не работали. Восстановить его можно до ${day(goneOn(now))}`;
  const audience = { organisationId, departmentId, serviceCode, functions: [], executorId: creatorId };
  await tellStaff(trx, audience, { applicationId, kind: 'draftDiscarded', text, createdAt: now });
}

/** Brings it back as it was, for whoever could edit it. */
export async function restore(work: Work, command: RestoreCommand): Promise<Changed> {
  const held = await hold(work, { ...command, discarded: true });
  const { id, organisationId, state, version: before, discardedAt } = held.record;
  if (discardedAt == null) return { id, version: before };
  const problem = findRestoreProblem(held.parts);
  if (problem !== undefined) throw new Refusal(problem.code, problem.text);
  await refuseSecondProcedure(work, held);
  const { trx, now } = work;
  const version = await updateApplication(trx, { id, now }, { discardedAt: null, discardedBy: null, closedAt: null });
  await record(work, { id, organisationId, version, state }, { type: 'draftRestored', payload: {} });
  await tellParent(work, held, 'procedureStarted');
  return { id, version };
}

/** Another one may have begun since, or the time for it may be over. */
async function refuseSecondProcedure(work: Work, { record: own, pinned }: Held): Promise<void> {
  const { procedure } = pinned.service;
  if (procedure === undefined || own.parentId === null) return;
  const parent = await holdParent(work, own.parentId);
  const open = await findOpenProcedure(work.trx, { parentId: own.parentId, serviceCode: own.serviceCode });
  const { phase } = parent.record;
  const problem = findProcedureProblem(procedure, { phase, decision: parent.context.facts.decision, open });
  if (problem !== undefined) throw new Refusal('actionClosed', problem);
}
