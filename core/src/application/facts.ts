import type { DecisionKind, Phase, StateDuty, Term, Title, WorkflowDefinition } from '@reglament/format';
import type { ApplicantChoice } from '../applicant/newer-data.ts';
import type { RepeatAnswer } from '../decision/repeat-refusal.ts';
import { dutyOf } from '../duty/duty-guard.ts';
import { type DutyKept, isSettled } from '../duty/duty-state.ts';
import { type RuleContext, ruleData } from '../rule/rule-context.ts';
import type { JsonObject } from '../rule/value.ts';
import type { Signatory, Signing } from '../signature/signing.ts';

export type Source = 'employee' | 'epgu' | 'rpgu' | 'mfc';
export type { DecisionKind };
export type DecisionStatus = 'prepared' | 'returned' | 'published' | 'revoked';

/** The clock of the term, as far as actions depend on it; the moments stand in its ledger. */
export interface ClockFacts {
  readonly status: 'notStarted' | 'running' | 'paused';
  /** How often the term was extended, and by how many days of its unit in all. */
  readonly extensions: number;
  readonly extendedDays: number;
}

/** What actions change and guards ask about, beside the answers. */
export interface CaseFacts {
  readonly state: string;
  readonly executorId: string | null;
  readonly decision: { readonly kind: DecisionKind; readonly status: DecisionStatus } | null;
  /** Who did an action last, by the code of the action: what `notSameUserAs` looks at. */
  readonly doneBy: Readonly<Record<string, string>>;
  readonly clock: ClockFacts;
  /** The last action: what may be recalled. */
  readonly passed: Passed | null;
  /** The result has been given into somebody's hands. */
  readonly issued?: true;
}

/** Where the last action has left the case. */
export interface Passed {
  readonly action: string;
  /** null: the platform itself. */
  readonly by: string | null;
  /** Name of whoever else has done anything on the case since: whom it was passed to has begun. */
  readonly begunBy: string | null;
}

export interface Actor {
  readonly id: string;
  /** Functions that the actor holds for this service in this body, by code. */
  readonly functions: ReadonlySet<string>;
  /** Absent colleagues whose place the actor takes. */
  readonly standsFor?: ReadonlySet<string>;
  /** Reads the case for a procedure on it: whatever they may be here otherwise, nothing is open to them. */
  readonly onlooker?: true;
}

/** Everything that decides whether an action is open. Made by the server from rows and by the browser from a card. */
export interface WorkflowContext {
  readonly workflow: WorkflowDefinition;
  readonly service: {
    readonly code: string;
    readonly approval: boolean;
    readonly term?: Term | undefined;
    readonly duty?: StateDuty | undefined;
  };
  readonly application: {
    readonly source: Source;
    readonly creatorId: string | null;
    readonly applicantKind: string | null;
    readonly hasRepresentative: boolean;
    /** Whether the paper of the decision that waits for signing has its signature. */
    readonly resultSigned: boolean;
    /** Who signs that paper, in their order; none: one signature of whoever works on the case is enough. */
    readonly signing?: Signing | undefined;
    /** Nothing more is expected of the requests that it has made, and none is about to be made by itself. */
    readonly requestsAnswered: boolean;
    /** See ApplicationRecord. */
    readonly destroyed?: boolean;
    /** See ApplicationRecord. */
    readonly discarded?: boolean;
    /** What has come of the state duty; none: nothing yet. */
    readonly duty?: DutyKept | null | undefined;
    /** Who may not be the executor: the procedure is about what they did. */
    readonly concerned?: readonly string[] | undefined;
    /** The law by which that is so, as the definition says it. */
    readonly impartialBasis?: string | undefined;
    readonly answers: JsonObject;
  };
  readonly facts: CaseFacts;
  readonly actor: Actor;
  /** Date, named rules, calendar, hidden fields and labels: what rules need beside the data. */
  readonly rules: Omit<RuleContext, 'data'>;
}

export interface ActionCommand {
  readonly action: string;
  readonly input: JsonObject;
  readonly comment?: string;
  readonly attached?: readonly Attached[];
  /** The executor picked in the action's form, when the action asks for one. */
  readonly chosenExecutorId?: string;
  /** What the clerk says of earlier refusals, when the action refuses. */
  readonly repeat?: RepeatAnswer;
  /** What stays in the registry of applicants where it knows newer. */
  readonly applicantChoice?: ApplicantChoice;
  /** Application of the procedure that revokes the decision. */
  readonly revokedBy?: string;
}

/** A file that the action's form named. */
export interface Attached {
  readonly id: string;
  readonly name: string;
}

/** What an effect will do, with everything about people already chosen: data that the command door carries out. */
export type PlannedEffect =
  | { readonly effect: 'register'; readonly incomplete?: true }
  | { readonly effect: 'assign'; readonly executorId: string | null }
  | {
      readonly effect: 'decide';
      readonly kind: DecisionKind;
      readonly input: JsonObject;
      readonly repeat?: RepeatAnswer;
    }
  | { readonly effect: 'returnDecision'; readonly comment: string | null; readonly input: JsonObject }
  | { readonly effect: 'publish'; readonly rendered?: true }
  | { readonly effect: 'notify'; readonly message: Title }
  | { readonly effect: 'pause'; readonly reason: string }
  | { readonly effect: 'resume'; readonly reason: string }
  | { readonly effect: 'extend'; readonly days: number; readonly reason: string }
  | { readonly effect: 'recompute' }
  | { readonly effect: 'renderDecision' }
  | { readonly effect: 'requireSignature' }
  | { readonly effect: 'sendBack'; readonly message: Title; readonly comment: string | null }
  | { readonly effect: 'acceptCorrections' }
  | { readonly effect: 'startRequests' }
  | { readonly effect: 'revoke'; readonly by: string }
  | { readonly effect: 'issue'; readonly input: JsonObject };

export type EffectName = PlannedEffect['effect'];

export interface Step {
  readonly action: string;
  readonly automatic: boolean;
  readonly from: string;
  readonly to: string;
  readonly effects: readonly PlannedEffect[];
}

/** What the journal keeps of an action; `replay` gives the state back from these alone. */
export interface TransitionPayload {
  readonly action: string;
  readonly by: string;
  readonly comment: string | null;
  readonly steps: readonly Step[];
  readonly attached?: readonly Attached[];
  readonly applicantChoice?: ApplicantChoice;
  /** What was typed into the form of the action, unless one of its effects keeps it. */
  readonly input?: JsonObject;
}

/** What an action leads to, whole, before anything is written. */
export interface Decision {
  readonly state: string;
  readonly phase: Phase;
  readonly final: boolean;
  readonly facts: CaseFacts;
  readonly effects: readonly PlannedEffect[];
  readonly payload: TransitionPayload;
}

/** The executor, or whoever stands in for them. */
export function isExecutor({ facts, actor }: Pick<WorkflowContext, 'facts' | 'actor'>): boolean {
  return isInPlaceOf(actor, facts.executorId);
}

export function isInPlaceOf(actor: Actor, id: string | null): boolean {
  if (actor.onlooker) return false;
  return id !== null && (id === actor.id || (actor.standsFor?.has(id) ?? false));
}

/** The actor as one who may have to sign. */
export function signatoryOf(context: Pick<WorkflowContext, 'facts' | 'actor'>): Signatory {
  const { id, functions } = context.actor;
  return { id, functions, isExecutor: isExecutor(context) };
}

/** The data a rule of a workflow sees: answers at the root, facts of the case under `case`. */
export function caseData(context: WorkflowContext): JsonObject {
  const data = dataBeforeDuty(context);
  const duty = dutyOf(context, data);
  const facts = data.case as JsonObject;
  return { ...data, case: { ...facts, duty: { settled: duty === undefined || isSettled(duty) } } };
}

/** The same as the amounts of the duty see it: they cannot ask about themselves. */
export function dataBeforeDuty(context: WorkflowContext): JsonObject {
  const { application, facts, actor, service } = context;
  return ruleData(application.answers, {
    source: application.source,
    service: { code: service.code, approval: service.approval },
    applicant: { kind: application.applicantKind },
    hasRepresentative: application.hasRepresentative,
    state: facts.state,
    actor: {
      functions: [...actor.functions],
      isCreator: application.creatorId === actor.id,
      isExecutor: isExecutor(context),
    },
    decision: { kind: facts.decision?.kind ?? null },
    executorAssigned: facts.executorId !== null,
    requests: { answered: application.requestsAnswered },
    signing: { functions: (application.signing?.places ?? []).map((place) => place.function) },
    clock: { paused: facts.clock.status === 'paused' },
    issued: facts.issued === true,
  });
}
