import type { NoticeKind } from '@reglament/sdk';
import { findPortalStatus } from '../../definition/portal-status.ts';
import { insertPublication } from '../../publication/rows.ts';
import { titleOf } from '../../rule/title.ts';
import type { Course } from '../course.ts';
import type { EffectName } from '../facts.ts';
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

/** Effects that have something of their own to tell. */
const telling: ReadonlySet<EffectName> = new Set(['publish', 'notify', 'sendBack']);

/** A new state that nothing else has told of. A draft is nobody's business yet. */
export async function tellNewState(course: Course): Promise<void> {
  const { held, decision } = course;
  if (decision.state === held.record.state || decision.phase === 'draft') return;
  if (decision.effects.some(({ effect }) => telling.has(effect))) return;
  await tellPortal(course, { kind: 'status', text: '' });
}
