import type { Json, NoticeAnswer, NoticeKind } from '@reglament/sdk';
import { findPortalStatus } from '../../definition/portal-status.ts';
import { insertPublication } from '../../publication/rows.ts';
import { titleOf } from '../../rule/title.ts';
import type { Course } from '../course.ts';
import type { EffectName } from '../facts.ts';
import type { Held, Work } from '../hold.ts';
import { fillMessage } from '../publish.ts';
import { getState } from '../workflow.ts';

export interface Told {
  readonly kind: NoticeKind;
  /** The message to the applicant; empty: what the service says beside the status. */
  readonly text: string;
  /** Ids of files. */
  readonly files?: readonly string[];
}

/** The applicant's account on the portal that the application came from; others have none. */
export async function tellPortal(course: Course, { kind, text, files = [] }: Told): Promise<void> {
  const { work, held, record, decision } = course;
  const { portalConnectionId: connectionId, organisationId, id: applicationId } = record;
  if (connectionId === null) return;
  const state = getState(held.pinned.workflow, decision.state);
  const status = findPortalStatus(held.pinned.service, state);
  const comment = status?.comment === undefined ? '' : titleOf(status.comment, 'ru');
  await insertPublication(work.trx, {
    organisationId,
    applicationId,
    connectionId,
    kind,
    code: status?.code ?? null,
    title: titleOf(state.title, 'ru'),
    text: text === '' && comment !== '' ? await fillMessage(course, comment, null) : text,
    final: state.final === true,
    files,
    createdAt: work.now,
  });
}

export interface Answered extends Omit<NoticeAnswer, 'reference'> {
  /** What the portal gave to be given back; undefined: it waits for no answer. */
  readonly answerTo: Json | undefined;
  /** For the applicant. */
  readonly text: string;
}

/** The answer that a message of the applicant's gets by itself, beside the state that it may have changed. */
export async function answerPortal(work: Work, held: Held, { to, outcome, answerTo, text }: Answered): Promise<void> {
  const { portalConnectionId: connectionId, organisationId, id: applicationId, state: code } = held.record;
  if (answerTo === undefined || connectionId === null) return;
  const state = getState(held.pinned.workflow, code);
  await insertPublication(work.trx, {
    ...{ organisationId, applicationId, connectionId, text, createdAt: work.now },
    kind: 'text',
    code: findPortalStatus(held.pinned.service, state)?.code ?? null,
    title: titleOf(state.title, 'ru'),
    final: state.final === true,
    files: [],
    answer: { to, outcome, reference: answerTo },
  });
}

/** What came and stays a draft for now: the applicant is told that it came, where the service has words for it. */
export async function tellReceived(work: Work, held: Held): Promise<void> {
  const { portalConnectionId: connectionId, organisationId, id: applicationId, state: code } = held.record;
  const state = getState(held.pinned.workflow, code);
  const status = findPortalStatus(held.pinned.service, state);
  if (status === undefined || connectionId === null) return;
  await insertPublication(work.trx, {
    ...{ organisationId, applicationId, connectionId, createdAt: work.now },
    kind: 'status',
    code: status.code,
    // «Черновик» is a word of the clerks.
    title: 'Заявление получено',
    text: '',
    final: false,
    files: [],
  });
}

/** Effects that have something of their own to tell. */
const telling: ReadonlySet<EffectName> = new Set(['publish', 'notify', 'sendBack']);

/** A new state that nothing else has told of. A draft is nobody's business yet. */
export async function tellNewState(course: Course): Promise<void> {
  const { held, decision } = course;
  if (decision.state === held.record.state || decision.phase === 'draft') return;
  if (decision.effects.some(({ effect }) => telling.has(effect))) return;
  await tellPortal(course, { kind: 'status', text: '' });
}
