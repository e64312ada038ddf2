import { russianDate } from '../../rule/russian.ts';
import type { Changed, RecountCommand } from '../command.ts';
import { hold, type Work } from '../hold.ts';
import { isEnded } from '../overdue.ts';
import { record } from '../record.ts';
import { updateApplication } from '../rows.ts';
import { reckonCase } from './reckon.ts';

/**
 * The last day by the calendars as they are now. What did not move leaves no trace; a case whose clock stands is reckoned
 * when it goes on. The version stays: nothing that a person sees in the form has changed.
 */
export async function recount(work: Work, { id, because }: RecountCommand): Promise<Changed> {
  const held = await hold(work, { id });
  const { record: row } = held;
  if (row.closedAt !== null || row.pausedAt !== null || isEnded(row.phase)) return row;
  const { dates, term } = await reckonCase(work, held, row);
  if (dates.dueDate === row.dueDate && dates.warnOn === row.warnOn) return row;
  const version = await updateApplication(work.trx, { id, now: work.now, keepVersion: true }, dates);
  if (dates.dueDate !== row.dueDate) {
    const words = (date: string | null) => (date === null ? 'не рассчитан' : russianDate(date));
    const name = `${words(row.dueDate)} → ${words(dates.dueDate)}`;
    const payload = { name, comment: because, before: row.dueDate, after: dates.dueDate, term };
    await record(work, { ...row, version }, { type: 'termRecounted', payload });
  }
  return { id, version };
}
