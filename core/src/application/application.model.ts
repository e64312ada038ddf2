import type { Phase } from '@reglament/format';
import type { ApplicantData, Notification } from '../api.gen.ts';
import type { DutyKept } from '../duty/duty-state.ts';
import type { JsonObject } from '../rule/value.ts';
import type { Signing } from '../signature/signing.ts';
import type { AcceptedValues } from './accepted.ts';
import type { ClockFacts, DecisionKind, DecisionStatus, Passed, Source } from './facts.ts';

/** A row of `application`, as it is read for cards and changes. */
export interface ApplicationRecord {
  readonly id: string;
  readonly organisationId: string;
  readonly departmentId: string | null;
  readonly number: string | null;
  readonly serviceCode: string;
  readonly serviceVersionId: string;
  readonly workflowVersionId: string;
  readonly state: string;
  readonly phase: Phase;
  readonly version: number;
  /** As they were filed; everything that decides or is printed goes by `effectiveAnswers`. */
  readonly answers: JsonObject;
  readonly accepted: AcceptedValues;
  readonly applicantId: string | null;
  readonly applicant: ApplicantData | null;
  readonly representative: ApplicantData | null;
  readonly submittedBy: ApplicantData | null;
  readonly notification: Notification | null;
  readonly source: Source;
  /** A portal's emulator has sent it: it is made up. */
  readonly emulated?: boolean;
  /** null: it came from outside, such as from a portal. */
  readonly creatorId: string | null;
  readonly executorId: string | null;
  readonly registrarId: string | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly registeredAt: Date | null;
  readonly dueDate: string | null;
  /** The application that this one is a procedure on. */
  readonly parentId: string | null;
  /** Code of the variant it was registered with. */
  readonly variant: string | null;
  /** The clock of the term stands since then. */
  readonly pausedAt: Date | null;
  /** The day from which people are told that the last day is near. */
  readonly warnOn: string | null;
  readonly closedAt: Date | null;
  /** Since when its result waits for the applicant to come for it. */
  readonly issueDueAt: Date | null;
  /** The connection of the portal that it came over, and whose account is told what becomes of it. */
  readonly portalConnectionId: string | null;
  /** null: nothing has come of it yet, or the service takes none. */
  readonly duty: DutyKept | null;
  /** What was of a person in it is destroyed by law; it never changes again. */
  readonly destroyed?: Destroyed | null;
  /** Since when it is a draft that nobody wants; its data go a month later. */
  readonly discardedAt?: Date | null;
  /** Since when nothing is decided about it any more; its term of keeping runs from there. */
  readonly endedAt?: Date | null;
}

export interface Destroyed {
  /** ISO moment. */
  readonly at: string;
  /** Number of the act; null: it was a draft that nobody wanted. */
  readonly act: number | null;
}

/** The part of a row that decides about actions; a list reads no more than this and its columns. */
export type CaseRecord = Pick<
  ApplicationRecord,
  | 'organisationId'
  | 'departmentId'
  | 'serviceCode'
  | 'state'
  | 'phase'
  | 'source'
  | 'creatorId'
  | 'executorId'
  | 'answers'
  | 'accepted'
  | 'variant'
  | 'duty'
  | 'destroyed'
  | 'discardedAt'
> & {
  readonly applicant: Pick<ApplicantData, 'kind'> | null;
  readonly representative: object | null;
};

/** Of one `application a`. */
export const destroyedColumn = `case when a.destroyed_at is not null
  then jsonb_build_object('at', a.destroyed_at, 'act', a.destroyed_by) end as destroyed`;

/** Columns of `application a` in the shape of ApplicationRecord. */
export const recordColumns = `a.id, a.organisation_id as "organisationId", a.department_id as "departmentId", a.number,
  a.service_code as "serviceCode", a.service_version_id as "serviceVersionId",
  a.workflow_version_id as "workflowVersionId", a.state, a.phase, a.version, a.answers, a.accepted, a.applicant_id as "applicantId",
  a.applicant, a.representative, a.submitted_by as "submittedBy", a.notification, a.source, a.creator_id as "creatorId",
  coalesce((a.external_reference ->> 'emulated')::boolean, false) as emulated, a.executor_id as "executorId", a.registrar_id as "registrarId", a.created_at as "createdAt",
  a.updated_at as "updatedAt", a.registered_at as "registeredAt", a.due_date as "dueDate", a.variant,
  a.paused_at as "pausedAt", a.warn_on as "warnOn", a.parent_id as "parentId", a.closed_at as "closedAt",
  a.portal_connection_id as "portalConnectionId", a.duty, a.issue_due_at as "issueDueAt",
  a.ended_at as "endedAt", a.discarded_at as "discardedAt", ${destroyedColumn}`;

/** What beside the row decides about actions. */
export interface CaseHistory {
  readonly decision: { readonly kind: DecisionKind; readonly status: DecisionStatus } | null;
  /** Who did an action last, by its code. */
  readonly doneBy: Readonly<Record<string, string>>;
  readonly passed: Passed | null;
  readonly clock: ClockFacts;
  /** Whether the rendered paper has its signature; told only while it waits for one. */
  readonly resultSigned: boolean;
  /** Who has to sign it and who has; null while it waits for none in particular. */
  readonly signing: Signing | null;
  /** See WorkflowContext. A draft has no requests, and one that is closed asks nothing more. */
  readonly requestsAnswered: boolean;
  readonly issued: boolean;
  /** Of a procedure that goes on: who was the executor of the application that it is on, or has decided there. */
  readonly concerned: readonly string[] | null;
}

/** What an application's body gives to its cases. */
export interface Body {
  readonly timeZone: string;
  readonly mnemonic: string;
}

/** Events of actions are named after them, so that who did what is known even when payloads are destroyed by law. */
export const actionEvent = (action: string) => `action:${action}`;

const clockColumn = `jsonb_build_object('status', case when a.registered_at is null then 'notStarted'
    when a.paused_at is null then 'running' else 'paused' end, 'extensions', a.extensions, 'extendedDays', a.extended_days) as clock`;

/** What `case_history` of the database tells; null: no action was done. */
export type DoneOnCase = Pick<CaseHistory, 'doneBy' | 'passed'> | null;

export function doneOn(done: DoneOnCase): Pick<CaseHistory, 'doneBy' | 'passed'> {
  return done ?? { doneBy: {}, passed: null };
}

/** Who did what last as the row keeps it, for whoever knows the names. */
export interface KeptDone {
  readonly doneBy: Readonly<Record<string, string>>;
  readonly action: string;
  readonly by: string | null;
  /** Of whoever else has gone on since. */
  readonly begun: string | null;
}

/** DoneOnCase of one `application a`. */
export const doneColumn = 'case when a.hangs & 1 <> 0 then case_history(a.id) end as done';
/** The same as KeptDone: from the row, and from the journal where the row does not say it. */
export const keptColumn = 'case when a.hangs & 1 <> 0 then coalesce(a.done, last_done(a.id)) end as kept';

/**
 * CaseHistory of one `application a`, but for `decision`, `doneBy` and `passed`. What may be there stands in the
 * bits of `hangs`, see the migration: a function that is not called costs nothing, a sub-select is made ready all the same.
 */
export const ownHistoryColumns = `
  ${clockColumn},
  a.phase = 'awaitingSignature' and result_signed(a.id) as "resultSigned",
  case when a.phase = 'awaitingSignature' then signing_of(a.id) end as signing,
  a.registered_at is null or a.closed_at is not null or a.hangs & 32 = 0 or not case_awaits(a.id) as "requestsAnswered",
  case when a.parent_id is not null and a.closed_at is null then case_concerned(a.parent_id) end as concerned`;

/** The same as case_history tells, for the rows of a list: from the row itself, and by a call only where the row does not say it. */
const listedDone = `case when a.hangs & 1 = 0 then null when a.done is null then case_history(a.id) else jsonb_build_object(
    'doneBy', a.done -> 'doneBy', 'passed', jsonb_build_object('action', a.done -> 'action', 'by', a.done -> 'by', 'begunBy', (
      select concat_ws(' ', u.surname, u.name, u.patronymic) from user_account u where u.id = (a.done ->> 'begun')::uuid))) end as done`;

/** CaseHistory of the rows of a list, which are many in one statement; `doneOn` makes of `done` what it is there. */
export const listedHistoryColumns = `${listedDone},
  case when a.hangs & 2 <> 0 then (
    select jsonb_build_object('kind', d.kind, 'status', d.status) from decision d where d.application_id = a.id) end as decision,
  ${ownHistoryColumns},
  a.hangs & 64 <> 0 and exists (select from result_issue i where i.application_id = a.id) as issued`;
