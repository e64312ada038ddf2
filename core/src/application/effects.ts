import { decisionInput, returnDecision } from '../decision/commands.ts';
import { findDecision } from '../decision/queries.ts';
import { listFiles } from '../file/queries.ts';
import { tellApplicant } from '../notice/commands.ts';
import { putEntryAgain } from '../outbox/rows.ts';
import { titleOf } from '../rule/title.ts';
import { enterClock, reckon } from './clock/reckon.ts';
import { acceptCorrections, enter } from './complete.ts';
import { noticeAddress } from './content.ts';
import type { Course, Outcome } from './course.ts';
import type { EffectName, PlannedEffect } from './facts.ts';
import { issueResult, waitingForIssue } from './issue-result.ts';
import { makeDecision } from './make-decision.ts';
import { type Told, tellPortal } from './portal/tell-portal.ts';
import { carryOutProcedure } from './procedure-outcome.ts';
import { dropRendered, fillMessage, publishDecision, renderDecision } from './publish.ts';
import { numberFor, register } from './register.ts';
import { requestStartTopic } from './request-start.ts';
import type { ApplicationChanges } from './rows.ts';
import { beginSigning, nobodyAwaited } from './signing.ts';
import { tellReassigned, tellReturned } from './tell-executors.ts';

type Runner<Name extends EffectName> = (
  course: Course,
  effect: Extract<PlannedEffect, { effect: Name }>,
) => Promise<Outcome>;

type Runners = { readonly [Name in EffectName]: Runner<Name> };

const runners = {
  register: (course, { incomplete }) => (incomplete ? enter(course) : register(course)),
  assign: async (course, { executorId }) => {
    await tellReassigned(course, executorId);
    return { changes: { executorId } };
  },
  decide: async (course, effect) => {
    await dropRendered(course);
    await makeDecision(course, effect, placeOfDecision(course));
    return { changes: { returnedAt: null, ...nobodyAwaited } };
  },
  returnDecision: async (course, { comment, input }) => {
    await dropRendered(course);
    // Taken back by its author, it has not come back to them: it does not wait among what others returned.
    const recalled = isRecall(course);
    const words = comment ?? (recalled ? 'Отозвано исполнителем.' : null);
    await returnDecision(course.work.trx, placeOfDecision(course), {
      comment: words,
      input: decisionInput(input),
      recalled,
    });
    if (!recalled) await tellReturned(course);
    return { changes: { returnedAt: recalled ? null : course.work.now, ...nobodyAwaited } };
  },
  publish: async (course, { rendered = false }) => {
    const { files, message } = await publishDecision(course, { place: placeOfDecision(course), rendered });
    const enclosed = await filesOfDecision(course, files);
    await notify(course, { kind: 'result', text: message, files: enclosed });
    const { facts } = await carryOutProcedure(course);
    return { changes: { ...waitingForIssue(course), ...nobodyAwaited }, facts: { files, ...facts } };
  },
  notify: async (course, { message }) => {
    const decision = await findDecision(course.work.trx, course.record.id);
    const text = await fillMessage(course, titleOf(message, 'ru'), decision ?? null);
    const moved = course.decision.state !== course.held.record.state;
    await notify(course, { kind: moved ? 'status' : 'text', text });
    return { changes: {} };
  },
  pause: async (course, { reason }) => {
    const at = course.work.now;
    const { changes, facts } = await enterClock(course, { kind: 'paused', at, reason });
    return { changes: { ...changes, pausedAt: at }, facts: { ...facts } };
  },
  resume: async (course, { reason }) => {
    const { changes, facts } = await enterClock(course, { kind: 'resumed', at: course.work.now, reason });
    return { changes: { ...changes, pausedAt: null }, facts: { ...facts } };
  },
  extend: async (course, { days, reason }) => {
    const { extensions, extendedDays } = course.decision.facts.clock;
    const { changes, facts } = await enterClock(course, { kind: 'extended', at: course.work.now, reason, days });
    return { changes: { ...changes, extensions, extendedDays }, facts: { ...facts } };
  },
  recompute: (course) => reckon(course),
  renderDecision: async (course) => {
    const rendered = await renderDecision(course, placeOfDecision(course));
    const { changes, facts } = await beginSigning(course);
    return { changes, facts: { rendered, ...facts } };
  },
  requireSignature: async ({ work, record }) => {
    const files = await listFiles(work.trx, record.id);
    const signatures = files.filter(({ purpose }) => purpose === 'result').flatMap((file) => file.signatures);
    // What was relied on, for whoever asks later.
    return { changes: {}, facts: { signatures: signatures.map(({ id, verdict }) => ({ id, verdict })) } };
  },
  sendBack: async (course, { message, comment }) => {
    const words = await fillMessage(course, titleOf(message, 'ru'), null);
    // A person's own words are never filled in: braces in them are only text.
    const text = comment === null ? words : `${words}\n\n${comment}`;
    const files = (course.decision.payload.attached ?? []).map(({ id }) => id);
    await notify(course, { kind: 'rework', text, files });
    return { changes: { returnedAt: null }, facts: { sentBack: text } };
  },
  acceptCorrections,
  startRequests: async ({ work, held, record }) => {
    if (held.pinned.service.requests?.some(({ automatic }) => automatic)) {
      const { organisationId, id } = record;
      const entry = { topic: requestStartTopic, lane: organisationId, ownerId: id, organisationId, dueAt: work.now };
      await putEntryAgain(work.trx, entry);
    }
    return { changes: {} };
  },
  issue: issueResult,
  // Only `carryOutProcedure` revokes, on the application that the procedure is on.
  revoke: async () => {
    throw new Error('a decision is revoked by a procedure');
  },
} satisfies Runners;

/** What a paper or a message says of the number and of the decision must be there before it is written. */
const afterNumber: ReadonlySet<EffectName> = new Set(['decide', 'publish', 'notify', 'renderDecision', 'sendBack']);

/**
 * Carries the effects out in their order, those that speak of the number after it. The number comes last of all that may
 * fail or wait, since taking it makes every other registration of the body wait for this one.
 */
export async function carryOut(course: Course): Promise<Required<Outcome>> {
  const { effects } = course.decision;
  let state = { record: course.record, changes: {} as ApplicationChanges, facts: {} as Record<string, unknown> };
  const apply = ({ changes, facts }: Outcome) => {
    state = {
      record: { ...state.record, ...changes },
      changes: { ...state.changes, ...changes },
      facts: { ...state.facts, ...facts },
    };
  };
  for (const effect of effects.filter((one) => !afterNumber.has(one.effect))) {
    apply(await run({ ...course, record: state.record }, effect));
  }
  if (effects.some(({ effect }) => effect === 'register') && state.record.number === null) {
    const number = await numberFor({ ...course, record: state.record });
    apply({ changes: { number }, facts: { number } });
  }
  for (const effect of effects.filter((one) => afterNumber.has(one.effect))) {
    apply(await run({ ...course, record: state.record }, effect));
  }
  return { changes: state.changes, facts: state.facts };
}

function run<Name extends EffectName>(
  course: Course,
  effect: Extract<PlannedEffect, { effect: Name }>,
): Promise<Outcome> {
  const table: Runners = runners;
  const runner: Runner<Name> = table[effect.effect as Name];
  return runner(course, effect);
}

function isRecall({ held, decision }: Course): boolean {
  return held.pinned.workflow.actions.some(({ code, recalls }) => code === decision.payload.action && recalls);
}

function placeOfDecision({ work, record }: Course) {
  return {
    applicationId: record.id,
    organisationId: record.organisationId,
    userId: work.session.user.id,
    now: work.now,
  };
}

/** The papers of the decision, and what its author has put to them. */
async function filesOfDecision({ work, record }: Course, papers: readonly string[]): Promise<string[]> {
  if (record.portalConnectionId === null) return [];
  const files = await listFiles(work.trx, record.id);
  return [...papers, ...files.filter(({ purpose }) => purpose === 'decision').map(({ id }) => id)];
}

/** By the portal of the application, or by the way that the applicant chose. */
async function notify(course: Course, told: Told): Promise<void> {
  const { work, held, record } = course;
  await tellPortal(course, told);
  const way = record.notification?.way ?? 'inPerson';
  if (record.portalConnectionId !== null && way === 'portal') return;
  const service = titleOf(held.pinned.service.title, 'ru');
  await tellApplicant(work.trx, work.deps, {
    organisationId: record.organisationId,
    applicationId: record.id,
    way,
    address: noticeAddress(record),
    subject: record.number === null ? service : `Заявка № ${record.number}: ${service}`,
    text: told.text,
    createdAt: work.now,
  });
}
