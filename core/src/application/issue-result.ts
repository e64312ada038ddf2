import { localDate } from '../calendar/local-date.ts';
import { findDecision } from '../decision/queries.ts';
import { checkIssue } from '../issue/check-issue.ts';
import { recordIssue } from '../issue/commands.ts';
import { finishInPerson } from '../notice/commands.ts';
import { truth } from '../rule/evaluate.ts';
import { ruleContext } from './case-context.ts';
import { invalidContent } from './content.ts';
import type { Course, Outcome } from './course.ts';
import type { PlannedEffect } from './facts.ts';
import type { ApplicationChanges } from './rows.ts';

/** The result passes into somebody's hands; what waited for the applicant to come is done with. */
export async function issueResult(
  course: Course,
  { input }: Extract<PlannedEffect, { effect: 'issue' }>,
): Promise<Outcome> {
  const { work, held, record, decision } = course;
  const { trx, now, session } = work;
  const day = (moment: Date) => localDate(moment, held.body.timeZone);
  const published = (await findDecision(trx, record.id))?.publishedAt ?? now;
  const action = held.pinned.workflow.actions.find(({ code }) => code === decision.payload.action);
  const checked = checkIssue(input, {
    applicant: record.applicant,
    representative: record.representative,
    today: day(now),
    publishedOn: day(published),
    form: action?.input,
  });
  if (!checked.ok) throw invalidContent(checked.problems);
  const place = { organisationId: record.organisationId, applicationId: record.id, userId: session.user.id, now };
  await recordIssue(trx, place, checked.issue);
  await finishInPerson(trx, record.id, { userId: session.user.id, now });
  return { changes: { issueDueAt: null }, facts: { issue: checked.issue } };
}

/** Who comes for the result: it waits from the moment it is published. */
export function waitingForIssue({ work, record, held }: Course): ApplicationChanges {
  const { resultInPerson } = held.pinned.service;
  const comes = resultInPerson !== undefined && truth(resultInPerson, ruleContext(held.context)).value === true;
  return comes || record.notification?.way === 'inPerson' ? { issueDueAt: work.now } : {};
}
