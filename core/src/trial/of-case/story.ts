import type { ServiceTrial } from '@reglament/format';
import type { FieldChange } from '../../application/edit.ts';
import type { PlannedEffect } from '../../application/facts.ts';
import type { DutyKept } from '../../duty/duty-state.ts';
import type { KeptStatus } from '../../request/life.ts';
import type { JsonObject } from '../../rule/value.ts';

/** What has happened on an application, as far as a test of its service can repeat it. */
export interface CaseStory {
  readonly source: NonNullable<ServiceTrial['source']>;
  readonly applicantKind: NonNullable<ServiceTrial['applicant']>;
  readonly hasRepresentative: boolean;
  readonly timeZone: string;
  readonly events: readonly StoryEvent[];
  /** The oldest first. */
  readonly requests: readonly StoryRequest[];
  /** Codes of documents that are there now. */
  readonly documents: readonly string[];
  /** Functions of the workflow that people hold for the service, by their ids; who has left holds none. */
  readonly functions: ReadonlyMap<string, readonly string[]>;
}

export interface StoryEvent {
  readonly at: Date;
  readonly type: string;
  /** Id of an employee; null: the platform itself. */
  readonly actor: string | null;
  readonly payload: StoryPayload;
}

/** Parts of payloads of the journal; one that was destroyed by law has none. */
export interface StoryPayload {
  readonly content?: { readonly answers?: JsonObject };
  readonly changes?: readonly FieldChange[];
  readonly action?: string;
  readonly comment?: string | null;
  readonly input?: JsonObject;
  /** What stood of the state duty after the event. */
  readonly standing?: Pick<DutyKept, 'paid' | 'exemption'>;
  readonly steps?: readonly { readonly to: string; readonly effects: readonly PlannedEffect[] }[];
}

export interface StoryRequest {
  readonly entry: string;
  readonly author: string;
  readonly at: Date;
  readonly status: KeptStatus;
}
