import type { WorkflowAction } from '@reglament/format';
import { reads, sees } from '../access/policy.ts';
import { placesOf } from '../access/queries.ts';
import type { ActionView, ApplicationCard, DeadlineView, DecisionView } from '../api.gen.ts';
import type { LedgerEntry } from '../calendar/ledger.ts';
import type { Transaction } from '../db.ts';
import type { DecisionRecord } from '../decision/decision.model.ts';
import { decisionSpec } from '../decision/decision-kind.ts';
import { decisionOf } from '../decision/queries.ts';
import { type KeptRepeat, titleOfException } from '../decision/repeat-refusal.ts';
import type { Deps } from '../deps.ts';
import { dutySummary } from '../duty/duty-view.ts';
import { fileView } from '../file/queries.ts';
import { viewOfIssue } from '../issue/queries.ts';
import { receivedViews } from '../received-document/queries.ts';
import { titleOf } from '../rule/title.ts';
import type { Session } from '../session/session.ts';
import { nameOf } from '../signature/signing.ts';
import type { VariantState } from '../variant/find-variant.ts';
import { withAround } from './around.ts';
import { findAttachProblem } from './attachment.ts';
import { contextOf, placeOf, ruleContext } from './case-context.ts';
import { ledgerOf } from './clock/queries.ts';
import { dueOf } from './clock/reckon.ts';
import { findDiscardProblem } from './discard/discardable.ts';
import { documentViews } from './documents.ts';
import { findEditProblem } from './edit.ts';
import type { WorkflowContext } from './facts.ts';
import { goneText } from './gone.ts';
import { noApplication } from './hold.ts';
import { keptOf } from './kept.ts';
import { linkedOf } from './linked.ts';
import { findOffer, viewOfOffer } from './newer-version.ts';
import { onlookerText } from './onlooker.ts';
import { isEnded, isOverdue } from './overdue.ts';
import { currentCalendar, getPinned, type Pinned } from './pinned.ts';
import {
  askWholeCard,
  type CardColumnsAlone,
  type CardRow,
  cardRowOf,
  findCard,
  type WholeCardColumns,
} from './queries.ts';
import { reviewersOf } from './reviewers.ts';
import { viewOfSigning } from './signing-view.ts';
import { variantOf } from './variant.ts';
import { type ActionAvailability, available, getState, mayEdit } from './workflow.ts';

/** Who looks, and at what moment. */
export interface Look {
  readonly deps: Deps;
  readonly session: Session;
  readonly now: Date;
  /** They have just changed it and see what came of that, even when the new state takes it out of their sight. */
  readonly acted?: true;
}

/** An application that the person may see, with everything that decides about it. */
export interface Case {
  readonly row: CardRow;
  readonly pinned: Pinned;
  readonly context: WorkflowContext;
}

/** @throws Refusal notFound when there is none, or none that this person may see */
export async function getCase(look: Look, trx: Transaction, id: string): Promise<Case> {
  return caseOf(look, await findCard(trx, id), trx);
}

async function caseOf({ deps, session, now, acted }: Look, row?: CardRow, trx?: Transaction): Promise<Case> {
  if (!row) throw noApplication();
  const pinned = await getPinned(deps.definitions, row, trx);
  const place = placeOf(row, pinned);
  const onlooker = !acted && !sees(session, place);
  if (onlooker) {
    const procedures = await placesOf(deps.definitions, row.procedures, trx);
    if (!reads(session, { ...place, procedures })) throw noApplication();
  }
  const calendar = currentCalendar(deps.definitions);
  const { timeZone } = row.body;
  const context = contextOf({ record: row, pinned, history: row, session, calendar, now, timeZone, onlooker });
  return { row, pinned, context };
}

/** The whole card; `view` goes on record in the access log, because it shows personal data. */
export async function getCard(look: Look, id: string): Promise<ApplicationCard> {
  const [[row]] = await look.deps.database.inBodiesAtOnce(look.session.bodies, [askWholeCard(id)]);
  return viewOfRead(look, row);
}

/** @throws Refusal notFound when there is none, or none that this person may see */
export async function viewOfRead(look: Look, read: CardColumnsAlone | undefined): Promise<ApplicationCard> {
  return viewOfCard(look, read && (await withAround(look.deps.database, read)));
}

/** @throws Refusal notFound when there is none, or none that this person may see */
export async function viewOfCard(look: Look, read: WholeCardColumns | undefined): Promise<ApplicationCard> {
  if (read === undefined) throw noApplication();
  const found = await caseOf(look, cardRowOf(read));
  const decision = read.decision === null ? undefined : decisionOf(read.decision);
  const ledger = ledgerOf(read.ledger ?? []);
  const receivedDocuments = receivedViews(read.received ?? []);
  const files = (read.files ?? []).map(fileView);
  const codes = [...receivedDocuments, ...files.filter((file) => file.purpose === 'document')].map(
    (one) => one.document,
  );
  const present = new Set(codes.filter((code) => code !== null));
  const rules = ruleContext(found.context);
  const variant = variantOf(found.row, found.pinned.service, rules);
  const documents = documentViews({ service: found.pinned.service, variant }, rules, present);
  return {
    ...cardOf(found, look.now),
    ...keptOf(look, found),
    variant: viewOfVariant(variant),
    newerVersion: newerVersionFor(look, found),
    ...(await linkedOf(look, found)),
    onlooker: found.context.actor.onlooker ? onlookerText : null,
    reviewers: await reviewersOf(look, found),
    term: termView(look, found, ledger),
    decision: viewOfDecision(found.pinned, decision),
    signing: viewOfSigning(found.context, decision, files),
    documents,
    receivedDocuments,
    files,
  };
}

type CardHead = Omit<
  ApplicationCard,
  | 'variant'
  | 'newerVersion'
  | 'parent'
  | 'linked'
  | 'procedures'
  | 'onlooker'
  | 'reviewers'
  | 'term'
  | 'decision'
  | 'signing'
  | 'documents'
  | 'receivedDocuments'
  | 'files'
  | 'retention'
  | 'destroyed'
  | 'discarded'
>;

function cardOf({ row, pinned, context }: Case, now: Date): CardHead {
  const { service, workflow } = pinned;
  return {
    id: row.id,
    number: row.number,
    service: { code: service.code, title: titleOf(service.title, 'ru'), version: pinned.serviceVersion },
    workflow: { code: workflow.code, version: pinned.workflowVersion },
    state: row.state,
    stateTitle: titleOf(getState(workflow, row.state).title, 'ru'),
    phase: row.phase,
    version: row.version,
    answers: row.answers,
    accepted: acceptedViews(row, pinned),
    applicantId: row.applicantId,
    applicant: row.applicant,
    representative: row.representative,
    submittedBy: row.submittedBy,
    notification: row.notification,
    source: row.source,
    emulated: row.emulated ?? false,
    creator: row.creator,
    executor: row.executor,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    registeredAt: row.registeredAt?.toISOString() ?? null,
    dueDate: row.dueDate,
    overdue: isOverdue(row, { now, timeZone: row.body.timeZone }),
    editable: mayEdit(context),
    closed: closedOf(context),
    duty: dutySummary(context),
    issue: viewOfIssue(row.issue),
    issueDueAt: row.issueDueAt?.toISOString() ?? null,
    actions:
      context.actor.onlooker || goneText(context.application) !== undefined ? [] : available(context).map(viewOfAction),
  };
}

/** «Почему нельзя» beside what is shut to this person now: the words with which it would be refused. */
function closedOf(context: WorkflowContext): ApplicationCard['closed'] {
  return {
    answers: findEditProblem(context)?.text ?? null,
    discard: findDiscardProblem(context)?.text ?? null,
    documents: findAttachProblem(context, 'document') ?? null,
    files: findAttachProblem(context, 'attachment') ?? null,
    papers: findAttachProblem(context, 'receivedDocuments') ?? null,
    requests: findAttachProblem(context, 'request') ?? null,
  };
}

/** In the order of the form; a field that the form no longer has is left out. */
function acceptedViews({ accepted, answers }: CardRow, { service: { form } }: Pinned): ApplicationCard['accepted'] {
  return Object.keys(form.schema.properties).flatMap((field) => {
    const one = Object.hasOwn(accepted, field) ? accepted[field] : undefined;
    if (one === undefined) return [];
    const { value, request, at } = one;
    const answered = { ...request, emulated: request.emulated ?? false };
    return [{ field, value, filed: answers[field] ?? null, request: answered, at }];
  });
}

/** Only to whoever may take it: others see the draft as it is. */
function newerVersionFor(
  { deps, session, now }: Look,
  { row, pinned, context }: Case,
): ApplicationCard['newerVersion'] {
  if (!mayEdit(context)) return null;
  const calendar = currentCalendar(deps.definitions);
  const parts = { record: row, pinned, history: row, session, calendar, now, timeZone: row.body.timeZone };
  const offer = findOffer(deps.definitions, parts, context);
  return offer === undefined ? null : viewOfOffer(pinned, offer);
}

function viewOfVariant(state: VariantState): ApplicationCard['variant'] {
  if (state.status !== 'found') return null;
  return { code: state.variant.code, title: titleOf(state.variant.title, 'ru') };
}

/** As the clock has it now; null before it began and for a service without a term. */
function termView({ deps, now }: Look, { row, pinned }: Case, ledger: readonly LedgerEntry[]): DeadlineView | null {
  const calendar = currentCalendar(deps.definitions);
  const result = dueOf({ pinned, variant: row.variant, ledger, calendar, timeZone: row.body.timeZone, now });
  if (result === undefined) return null;
  const running = !isEnded(row.phase);
  return {
    unit: result.unit,
    dueDate: result.ok ? result.dueDate : null,
    remaining: result.ok && running ? result.remaining : null,
    pausedSince: running ? (result.paused?.since ?? null) : null,
    pauseReason: running ? (result.paused?.reason ?? null) : null,
    trace: [...result.trace],
    problem: result.ok ? null : result.message,
  };
}

/** The form of an action that is closed asks nobody anything, and a workflow's forms are most of what a card weighs. */
function viewOfAction({ action, open, reason }: ActionAvailability): ActionView {
  return {
    code: action.code,
    title: titleOf(action.title, 'ru'),
    ...(action.done === undefined ? {} : { done: titleOf(action.done, 'ru') }),
    ...(action.confirm === undefined ? {} : { confirm: titleOf(action.confirm, 'ru') }),
    tone: action.tone ?? 'default',
    open,
    ...(reason === undefined ? {} : { reason }),
    comment: action.comment ?? 'none',
    ...(open && action.input !== undefined ? { input: { ...action.input } } : {}),
    ...decidesOf(action),
    ...(action.effects.some(({ effect }) => effect === 'issue') ? { issues: true } : {}),
  };
}

function decidesOf(action: WorkflowAction): Pick<ActionView, 'decides'> {
  const [first] = action.effects.flatMap((one) => (one.effect === 'decide' ? [one.kind] : []));
  return first === undefined ? {} : { decides: first };
}

export function viewOfDecision({ service }: Pinned, decision: DecisionRecord | undefined): DecisionView | null {
  if (decision === undefined) return null;
  const { id: _id, signatures, grounds, repeat, revoked, createdAt, updatedAt, publishedAt, ...rest } = decision;
  return {
    ...rest,
    title: titleOf(decisionSpec(service, decision.kind).title, 'ru'),
    signers: signatures.map(nameOf),
    grounds: [...grounds],
    repeat: viewOfRepeat(repeat),
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
    publishedAt: publishedAt?.toISOString() ?? null,
    revoked: revoked && { ...revoked, at: new Date(revoked.at).toISOString() },
  };
}

function viewOfRepeat(repeat: KeptRepeat | null): DecisionView['repeat'] {
  if (repeat === null) return null;
  const { earlier, exception, justification } = repeat;
  return { earlier, exception: exception === null ? null : titleOfException(exception), justification };
}
