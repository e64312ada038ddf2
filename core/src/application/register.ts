import { localDate } from '../calendar/local-date.ts';
import { actorIdOf } from '../session/system-session.ts';
import { enterClock } from './clock/reckon.ts';
import { complete, dutyFact } from './complete.ts';
import type { Course, Outcome } from './course.ts';
import { defaultSeries, formatNumber } from './number.ts';
import { takeNumber } from './rows.ts';

/** The complete check, the applicant into the registry, the due date; the number is taken afterwards by `numberFor`. */
export async function register(course: Course): Promise<Outcome> {
  const { work, record } = course;
  const { applicantId, inRegistry, answers, variant: chosen, droppedAnswers, columns, duty } = await complete(course);
  const variant = chosen?.code ?? null;
  const pinnedCourse = { ...course, record: { ...record, variant } };
  const clock = await enterClock(pinnedCourse, { kind: 'started', at: work.now, reason: null });
  return {
    changes: {
      answers,
      applicantId,
      registrarId: actorIdOf(work.session),
      registeredAt: work.now,
      variant,
      duty,
      ...clock.changes,
      ...columns,
    },
    facts: { applicantId, inRegistry, variant, ...clock.facts, droppedAnswers, ...dutyFact(course, duty) },
  };
}

/** The number of a registered application; from here to the commit every other registration of the series waits. */
export async function numberFor({ work, held, record }: Course): Promise<string> {
  const { template, series = defaultSeries } = held.pinned.service.number;
  const year = Number(localDate(work.now, held.body.timeZone).slice(0, 4));
  const sequence = await takeNumber(work.trx, { organisationId: record.organisationId, series, year });
  const number = formatNumber(template, { body: held.body.mnemonic, year, sequence });
  // On every paper of a stand it shows that nobody has been granted anything.
  return work.deps.stands === undefined ? `ТЕСТ-${number}` : number;
}
