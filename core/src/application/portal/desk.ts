import { Refusal } from '../../errors.ts';
import { insertFile } from '../../file/rows.ts';
import { tellStaff } from '../../staff-notice/commands.ts';
import type { StaffNoticeKind } from '../../staff-notice/kinds.ts';
import { type Held, hold, type Work } from '../hold.ts';
import { record } from '../record.ts';
import { updateApplication } from '../rows.ts';
import { conclude } from '../take-action.ts';
import { decideOnPortal, type PortalMessage } from '../workflow.ts';
import type { PortalRef, SentFile } from './portal-command.ts';
import { findFromPortal } from './queries.ts';

/** The application that the portal speaks of, under its lock; undefined when it never came over this connection. */
export async function holdFromPortal(work: Work, portal: PortalRef): Promise<Held | undefined> {
  const id = await findFromPortal(work.trx, portal);
  return id === undefined ? undefined : hold(work, { id });
}

export type Acted = { readonly done: true } | { readonly done: false; readonly problems: readonly string[] };

/** The workflow's own action for the message. One that is refused is undone alone: what was sent stays. */
export async function act(work: Work, held: Held, [message, said]: [PortalMessage, string]): Promise<Acted> {
  try {
    return await work.trx.transaction(async (trx) => {
      const decision = decideOnPortal(held.context, message, said);
      if (decision === undefined) return { done: false, problems: [] };
      await conclude({ ...work, trx }, held, decision);
      return { done: true };
    });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { problems = [] } = error.facts;
    return {
      done: false,
      problems: problems.length === 0 ? [error.message] : problems.map(({ message: text }) => text),
    };
  }
}

export interface Noted {
  /** Type of the journal's event, and the kind of the notice to the staff. */
  readonly event: StaffNoticeKind;
  /** For the history: what the applicant said, or what is wrong. */
  readonly comment: string;
  /** What the system adds to it. */
  readonly problems?: readonly string[];
  /** For the staff, without personal data; `{}` stands for the application's number. */
  readonly notice: string;
}

/**
 * The journal keeps it, and the one whose work it is hears of it: the executor, or else those who take applications in.
 * Gives the id of the journal's event.
 */
export async function note(work: Work, held: Held, { event, notice, ...payload }: Noted): Promise<number> {
  const { id, organisationId, departmentId, serviceCode, executorId, number, state } = held.record;
  const { actions } = held.pinned.workflow;
  const functions = executorId === null ? actions.filter((one) => one.creates).flatMap((one) => one.functions) : [];
  const audience = { organisationId, departmentId, serviceCode, functions, executorId };
  const text = notice.replace('{}', number ?? 'без номера');
  await tellStaff(work.trx, audience, { applicationId: id, kind: event, text, createdAt: work.now });
  const version = await updateApplication(work.trx, { id, now: work.now, keepVersion: true }, {});
  return record(work, { id, organisationId, version, state }, { type: event, payload });
}

export interface FilePlace {
  readonly applicationId: string;
  readonly organisationId: string;
  /** Codes of the papers that the service asks for. */
  readonly documents: readonly string[];
}

/** A file under a code that the service does not have is an attachment like any other. Gives their ids. */
export async function addSentFiles(work: Work, place: FilePlace, files: readonly SentFile[]): Promise<string[]> {
  const { applicationId, organisationId, documents } = place;
  const ids: string[] = [];
  for (const { document, ...file } of files) {
    const known = document !== null && documents.includes(document);
    const id = await insertFile(work.trx, {
      ...file,
      ...{ applicationId, organisationId, uploadedBy: null, createdAt: work.now },
      ...(known ? { purpose: 'document', documentCode: document } : { purpose: 'attachment', documentCode: null }),
    });
    ids.push(id);
  }
  return ids;
}

export function placeOfFiles({ record: { id, organisationId }, pinned }: Held): FilePlace {
  return { applicationId: id, organisationId, documents: pinned.service.documents.map(({ code }) => code) };
}
