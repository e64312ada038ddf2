import { sees } from '../access/policy.ts';
import type { Transaction } from '../db.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { titleOf } from '../rule/title.ts';
import type { Session } from '../session/session.ts';
import type { ApplicationRecord, Body } from './application.model.ts';
import { type CaseParts, contextOf, placeOf } from './case-context.ts';
import type { WorkflowContext } from './facts.ts';
import { goneText } from './gone.ts';
import { currentCalendar, getPinned, type Pinned } from './pinned.ts';
import { findLastChanger, lockApplication, readCase } from './queries.ts';
import { getState } from './workflow.ts';

/** One command under way: who, when, in which transaction. */
export interface Work {
  readonly deps: Deps;
  readonly session: Session;
  readonly trx: Transaction;
  readonly now: Date;
}

/** An application under its row's lock, with everything that decides about it. */
export interface Held {
  readonly record: ApplicationRecord;
  readonly pinned: Pinned;
  readonly body: Body;
  /** What `context` was made of, to make it again for a changed row. */
  readonly parts: CaseParts;
  readonly context: WorkflowContext;
}

export interface HoldTarget {
  readonly id: string;
  readonly version?: number;
  /** Also a draft that somebody did not want: whoever brings it back needs it. */
  readonly discarded?: true;
}

/**
 * Locks the application and reads its facts. The facts are read by a second statement, because the first may have waited
 * for the lock and would give what stood beside the row before.
 * @throws Refusal notFound when the person may not see it, versionConflict when it has changed since they saw it
 */
export async function hold(work: Work, target: HoldTarget): Promise<Held> {
  const { deps, session, trx } = work;
  const record = await lockApplication(trx, target.id);
  if (!record) throw noApplication();
  const pinned = await getPinned(deps.definitions, record, trx);
  if (!session.system && !sees(session, placeOf(record, pinned))) throw noApplication();
  const destroyed = record.destroyed != null;
  const discarded = record.discardedAt != null && (destroyed || target.discarded !== true);
  const gone = goneText({ destroyed, discarded });
  if (gone !== undefined) throw new Refusal('actionClosed', gone);
  if (target.version !== undefined && target.version !== record.version) throw await conflict(trx, record, pinned);
  return heldOf(work, record, pinned);
}

/** The application that a procedure acts on, locked: the system acts there, so whether this person sees it is nothing. */
export async function holdParent(work: Work, id: string): Promise<Held> {
  const record = await lockApplication(work.trx, id);
  if (!record) throw noApplication();
  return heldOf(work, record, await getPinned(work.deps.definitions, record, work.trx));
}

async function heldOf({ deps, session, trx, now }: Work, record: ApplicationRecord, pinned: Pinned): Promise<Held> {
  const { body, ...history } = await readCase(trx, record.id);
  const calendar = currentCalendar(deps.definitions);
  const parts = { record, pinned, history, session, calendar, now, timeZone: body.timeZone };
  return { record, pinned, body, parts, context: contextOf(parts) };
}

export function noApplication(): Refusal {
  return new Refusal('notFound', 'Заявка не найдена: её нет, или она вам недоступна');
}

async function conflict(trx: Transaction, record: ApplicationRecord, pinned: Pinned): Promise<Refusal> {
  const state = getState(pinned.workflow, record.state);
  const updatedBy = await findLastChanger(trx, record.id);
  const current = {
    version: record.version,
    state: record.state,
    stateTitle: titleOf(state.title, 'ru'),
    updatedAt: record.updatedAt.toISOString(),
    updatedBy,
  };
  const who = updatedBy === null ? '' : ` (${updatedBy})`;
  const text = `Заявку уже изменили${who}. Обновите страницу: сейчас она в состоянии «${current.stateTitle}»`;
  return new Refusal('versionConflict', text, { current });
}
