import { localDate } from '../../calendar/local-date.ts';
import { Refusal } from '../../errors.ts';
import { russianDate } from '../../rule/russian.ts';
import { tellStaff } from '../../staff-notice/commands.ts';
import type { ApplicationRecord } from '../application.model.ts';
import type { Changed, WatchCommand } from '../command.ts';
import { type Held, hold, type Work } from '../hold.ts';
import { isEnded } from '../overdue.ts';
import { record } from '../record.ts';
import { updateApplication } from '../rows.ts';
import { conclude } from '../take-action.ts';
import { decideOnDeadline } from '../workflow.ts';
import { audienceOf } from './audience.ts';
import { insertDeadlineMark } from './rows.ts';

type Moment = 'near' | 'passed';

const kinds = { near: 'deadlineNear', passed: 'deadlinePassed' } as const satisfies Record<Moment, string>;

/**
 * The last day has come near or passed: people are told, and what the workflow does by itself is done. Once for each
 * last day, however often and in however many processes it is asked; a case that has ended or stands is left alone.
 */
export async function passDeadline(work: Work, { id }: WatchCommand): Promise<Changed> {
  const held = await hold(work, { id });
  const { record: row, body } = held;
  const moment = momentOf(row, localDate(work.now, body.timeZone));
  if (moment === undefined || row.dueDate === null) return row;
  const mark = { applicationId: id, organisationId: row.organisationId, kind: moment, dueDate: row.dueDate };
  if (!(await insertDeadlineMark(work.trx, { ...mark, at: work.now }))) return row;
  await tell(work, held, { moment, dueDate: row.dueDate });
  if (moment === 'near') return row;
  return (await actByItself(work, held)) ?? row;
}

/** What the last day is to a case today; undefined while it is far, or matters no more. */
function momentOf(
  { dueDate, warnOn, phase, pausedAt, closedAt }: ApplicationRecord,
  today: string,
): Moment | undefined {
  if (dueDate === null || pausedAt !== null || closedAt !== null || isEnded(phase)) return undefined;
  if (dueDate < today) return 'passed';
  return warnOn !== null && warnOn <= today ? 'near' : undefined;
}

async function tell(work: Work, held: Held, { moment, dueDate }: { moment: Moment; dueDate: string }): Promise<void> {
  const { id, organisationId, departmentId, serviceCode, number, state } = held.record;
  const { workflow } = held.pinned;
  const audience = audienceOf(workflow, workflow.deadline?.[moment]?.tell, held.record);
  const date = russianDate(dueDate);
  const named = `Заявка № ${number ?? 'без номера'}`;
  const text = moment === 'near' ? `${named}: последний день срока — ${date}` : `${named}: срок истёк ${date}`;
  const notice = { applicationId: id, kind: kinds[moment], text, createdAt: work.now };
  const told = await tellStaff(work.trx, { organisationId, departmentId, serviceCode, ...audience }, notice);
  const version = await updateApplication(work.trx, { id, now: work.now, keepVersion: true }, {});
  const payload = { name: date, dueDate, told };
  await record(work, { id, organisationId, version, state }, { type: kinds[moment], payload });
}

/** A workflow that refuses its own action must not keep people from being told: it is undone alone, and said in the log. */
async function actByItself(work: Work, held: Held): Promise<Changed | undefined> {
  try {
    return await work.trx.transaction(async (trx) => {
      const decision = decideOnDeadline(held.context);
      return decision === undefined ? undefined : conclude({ ...work, trx }, held, decision);
    });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    work.deps.log.warn({ application: held.record.id, code: error.code }, 'the action on the deadline was refused');
    return undefined;
  }
}
