import type { ApplicantData, Notification } from '../api.gen.ts';
import type { ApplicantChoice } from '../applicant/newer-data.ts';
import type { Transaction } from '../db.ts';
import type { RepeatAnswer } from '../decision/repeat-refusal.ts';
import type { JsonObject } from '../rule/value.ts';
import type { AcceptedValues } from './accepted.ts';
import type { ApplicationRecord } from './application.model.ts';
import type { AttachmentKind } from './attachment.ts';
import type { WorkflowContext } from './facts.ts';
import type { Pinned } from './pinned.ts';
import type { WholeCardColumns } from './queries.ts';

/** What a person says of an application beside its state; each part that is given replaces the former whole. */
export interface ApplicationContent {
  readonly applicant?: ApplicantData | null;
  readonly representative?: ApplicantData | null;
  readonly submittedBy?: ApplicantData | null;
  readonly notification?: Notification | null;
  readonly answers?: JsonObject;
}

export interface CreateCommand {
  readonly kind: 'create';
  /** Code of a service. */
  readonly service: string;
  /** A uuid of the creator's own for this application: the same command again gives the one that there is. */
  readonly key?: string;
  readonly content: ApplicationContent;
}

export interface EditCommand {
  readonly kind: 'edit';
  readonly id: string;
  /** The version that the person saw; another one is refused with `versionConflict`. */
  readonly version: number;
  readonly content: ApplicationContent;
}

export interface TakeActionCommand {
  readonly kind: 'action';
  readonly id: string;
  readonly version: number;
  readonly action: string;
  readonly input: JsonObject;
  readonly comment?: string;
  /** What the clerk says of earlier refusals, when the action refuses. */
  readonly repeat?: RepeatAnswer;
  /** Of what is newer in the registry of applicants than in the application. */
  readonly applicantChoice?: ApplicantChoice;
}

/** What a concept that hangs on an application gets to write with: under the row's lock, in the command's transaction. */
export interface AttachWork {
  readonly trx: Transaction;
  readonly application: ApplicationRecord;
  readonly pinned: Pinned;
  /** All that decides about the application, for whoever acts. */
  readonly context: WorkflowContext;
  readonly now: Date;
}

/**
 * A change of what hangs on an application (files, received papers). The concept writes its own rows; the door checks
 * that the person may, and adds the journal's event from the payload that `write` gives back.
 */
export interface AttachCommand {
  readonly kind: 'attach';
  readonly id: string;
  /** Given: checked, and raised by the change. Not given: the version stays, because nothing can be overwritten. */
  readonly version?: number;
  readonly what: AttachmentKind;
  /** Type of the journal's event, such as `fileAdded`. */
  readonly event: string;
  readonly write: (work: AttachWork) => Promise<JsonObject>;
}

/** What lies over the answers afterwards, and what the journal says of where it comes from. */
export interface Acceptance {
  readonly accepted: AcceptedValues;
  readonly facts: JsonObject;
}

/** Values of answers to requests are taken over into the application, or taken back; what the applicant filed stays. */
export interface AcceptCommand {
  readonly kind: 'accept';
  readonly id: string;
  readonly version: number;
  /** Type of the journal's event. */
  readonly event: 'valuesAccepted' | 'acceptanceWithdrawn';
  readonly choose: (work: AttachWork) => Promise<Acceptance>;
}

/** By the clock: the last day may have come near or passed. */
export interface WatchCommand {
  readonly kind: 'watch';
  readonly id: string;
}

/** By a new calendar: the last day may be another. */
export interface RecountCommand {
  readonly kind: 'recount';
  readonly id: string;
  /** What the journal says of the reason. */
  readonly because: string;
}

/** A draft that nobody has touched since then is not wanted any more. */
export interface DiscardAbandonedCommand {
  readonly kind: 'discardAbandoned';
  readonly id: string;
  readonly untouchedSince: Date;
}

/** What the platform does by itself, in nobody's name. */
export type SystemCommand = WatchCommand | RecountCommand | AttachCommand | DiscardAbandonedCommand;

/** A draft that was begun by mistake is thrown away. */
export interface DiscardCommand {
  readonly kind: 'discard';
  readonly id: string;
  readonly version: number;
}

/** A draft that was thrown away is brought back. */
export interface RestoreCommand {
  readonly kind: 'restore';
  readonly id: string;
  readonly version: number;
}

/** Moves a draft to the versions in force. */
export interface ReconcileCommand {
  readonly kind: 'reconcile';
  readonly id: string;
  readonly version: number;
  /** The versions that the person was shown; others are refused. */
  readonly serviceVersion: number;
  readonly workflowVersion: number;
}

/** Begins a procedure on an application whose decision is published: a draft of its own, hung on that one. */
export interface StartProcedureCommand {
  readonly kind: 'startProcedure';
  /** The application that the procedure is on. */
  readonly id: string;
  /** Code of the procedure. */
  readonly procedure: string;
  readonly key?: string;
}

export type ApplicationCommand =
  | CreateCommand
  | StartProcedureCommand
  | EditCommand
  | TakeActionCommand
  | AttachCommand
  | AcceptCommand
  | ReconcileCommand
  | DiscardCommand
  | RestoreCommand;

export interface Changed {
  readonly id: string;
  readonly version: number;
  /** What a card shows, when the command has read it along. */
  readonly card?: WholeCardColumns;
}
