import type { ProcedureSpec } from '@reglament/format';
import { decisionSpec } from '../decision/decision-kind.ts';
import { markRevoked } from '../decision/rows.ts';
import { copyResults } from '../file/commands.ts';
import { titleOf } from '../rule/title.ts';
import { actionEvent } from './application.model.ts';
import type { Course, Outcome } from './course.ts';
import type { DecisionKind } from './facts.ts';
import { type Held, holdParent, type Work } from './hold.ts';
import { record } from './record.ts';
import { updateApplication } from './rows.ts';
import { decideRevocation } from './workflow.ts';

type OutcomeOf = (course: Course, parent: Held) => Promise<Record<string, unknown>>;

/** What an approved procedure does on the application that it is on. */
const outcomes = {
  revoke,
  duplicate: async ({ work, record: own }, parent) => ({
    copies: await copyResults(work.trx, { from: parent.record.id, to: own.id, now: work.now }),
  }),
} as const satisfies Record<NonNullable<ProcedureSpec['outcome']>, OutcomeOf>;

/** Runs with the publication of the procedure's own decision, in the same transaction; the other card tells of it. */
export async function carryOutProcedure(course: Course): Promise<Outcome> {
  const { procedure } = course.held.pinned.service;
  const { parentId } = course.record;
  const kind = course.decision.facts.decision?.kind;
  if (procedure === undefined || parentId === null || kind === undefined) return { changes: {} };
  const parent = await holdParent(course.work, parentId);
  const outcome = kind === 'grant' ? procedure.outcome : undefined;
  const facts = outcome === undefined ? {} : await outcomes[outcome](course, parent);
  // Its own event on the other card tells of it already.
  if (outcome === 'revoke') return { changes: {}, facts };
  const { id, organisationId, version, state } = parent.record;
  const payload = { name: nameOfPaper(course, kind), id: course.record.id };
  await record(course.work, { id, organisationId, version, state }, { type: 'procedureEnded', payload });
  return { changes: {}, facts };
}

/** A procedure that ends before its decision is told of too: otherwise the other card says for ever that it was begun. */
export async function tellStopped({ work, held, decision, record: own }: Course): Promise<void> {
  const isDecided = decision.facts.decision?.status === 'published';
  if (own.closedAt !== null || isDecided) return;
  await tellParent(work, { record: own, pinned: held.pinned }, 'procedureStopped');
}

/** Of a procedure, on the card of the application that it is on; of any other application nothing. */
export async function tellParent(
  work: Work,
  { record: own, pinned: { service } }: Pick<Held, 'record' | 'pinned'>,
  type: 'procedureStarted' | 'procedureStopped',
): Promise<void> {
  if (service.procedure === undefined || own.parentId === null) return;
  const { id, organisationId, version, state } = (await holdParent(work, own.parentId)).record;
  const payload = { name: withNumber(titleOf(service.shortTitle ?? service.title, 'ru'), own.number), id: own.id };
  await record(work, { id, organisationId, version, state }, { type, payload });
}

function withNumber(title: string, number: string | null): string {
  return number === null ? title : `${title}, заявка № ${number}`;
}

/** «Решение об удовлетворении жалобы, заявка № …»: whoever reads the other card's history sees what was decided and where it stands. */
function nameOfPaper({ held, record: own }: Course, kind: DecisionKind): string {
  const { service } = held.pinned;
  const spec = decisionSpec(service, kind);
  return withNumber(titleOf(service.templates[spec.template]?.title ?? spec.title, 'ru'), own.number);
}

/** The one way out of a final state. What was published stays where it is, marked as revoked. */
async function revoke({ work, record: own }: Course, parent: Held): Promise<Record<string, unknown>> {
  const decision = decideRevocation(parent.context, own.id);
  const { id, organisationId, closedAt } = parent.record;
  await markRevoked(
    work.trx,
    { applicationId: id, organisationId, userId: work.session.user.id, now: work.now },
    own.id,
  );
  const closing = decision.final ? { closedAt: closedAt ?? work.now } : {};
  const columns = { state: decision.state, phase: decision.phase, ...closing };
  const version = await updateApplication(work.trx, { id, now: work.now }, columns);
  const procedure = { id: own.id, number: own.number };
  const event = { type: actionEvent(decision.payload.action), payload: { ...decision.payload, procedure } };
  await record(work, { id, organisationId, version, state: decision.state }, event);
  return { revoked: id };
}
