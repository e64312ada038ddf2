import type {
  ProviderConduct,
  ServiceDefinition,
  ServiceTrial,
  ServiceVariant,
  Term,
  WorkflowDefinition,
} from '@reglament/format';
import { ruleContext, withForm } from '../application/case-context.ts';
import { idleClock } from '../application/clock/clock-plan.ts';
import { documentViews } from '../application/documents.ts';
import type { CaseFacts, WorkflowContext } from '../application/facts.ts';
import { decideCreation } from '../application/workflow.ts';
import { type Due, due } from '../calendar/due.ts';
import type { LedgerEntry } from '../calendar/ledger.ts';
import type { WorkCalendar } from '../calendar/work-calendar.ts';
import { type DutyKept, nothingPaid } from '../duty/duty-state.ts';
import type { JsonObject } from '../rule/value.ts';
import { formState, labelsOf } from '../rules.ts';
import { placesFor } from '../signature/signing.ts';
import { findVariant, type VariantState, variantByCode } from '../variant/find-variant.ts';

/** Definitions that a trial is run on. */
export interface Bench {
  readonly service: ServiceDefinition;
  readonly workflow: WorkflowDefinition;
  readonly calendar: WorkCalendar;
}

/** A made-up application between two steps. */
export interface TrialCase {
  readonly facts: CaseFacts;
  readonly answers: JsonObject;
  readonly documents: ReadonlySet<string>;
  readonly today: string;
  /** Kept from registering on. */
  readonly variant: string | null;
  /** Of the term: the due date follows from it. */
  readonly ledger: readonly LedgerEntry[];
  /** Codes of requests → the day they went out. */
  readonly asked: ReadonlyMap<string, string>;
  /** Who is not named answers at once. */
  readonly providers: Readonly<Record<string, ProviderConduct>>;
  readonly duty: DutyKept;
}

export interface Stage {
  readonly bench: Bench;
  readonly trial: ServiceTrial;
}

/** A day with calendars on both sides: years are loaded from 2025 on. */
const USUAL_DAY = '2026-03-02';

/** The application as its creator has made it. @throws Refusal when they may not */
export function begin(stage: Stage): TrialCase {
  const { trial, bench } = stage;
  const facts: CaseFacts = {
    state: bench.workflow.initial,
    executorId: null,
    decision: null,
    doneBy: {},
    passed: null,
    clock: idleClock,
  };
  const answers = (trial.answers ?? {}) as JsonObject;
  const documents = new Set(trial.documents);
  const nothing = { variant: null, ledger: [], asked: new Map(), providers: {}, duty: nothingPaid };
  const first: TrialCase = { facts, answers, documents, today: trial.today ?? USUAL_DAY, ...nothing };
  const { facts: _none, ...context } = contextFor(stage, first, creatorOf(trial));
  return { ...first, facts: decideCreation(context).facts };
}

/** All that decides about the made-up application for this person, as `contextOf` gives it for a real one. */
export function contextFor({ bench, trial }: Stage, present: TrialCase, person: string): WorkflowContext {
  const { service, workflow, calendar } = bench;
  const context: WorkflowContext = {
    workflow,
    service: { code: service.code, approval: service.approval, term: termOf(bench, present), duty: service.duty },
    application: {
      source: trial.source ?? 'employee',
      creatorId: personId(creatorOf(trial)),
      applicantKind: trial.applicant ?? 'person',
      hasRepresentative: trial.representative === true,
      // A trial has no files: what waits for a signature counts as signed.
      resultSigned: true,
      requestsAnswered: awaitedOf(present).length === 0,
      duty: present.duty,
      answers: present.answers,
    },
    facts: present.facts,
    actor: { id: personId(person), functions: new Set(functionsOf(trial, person)) },
    rules: { rules: service.rules, today: present.today, calendar, labels: labelsOf(service.form) },
  };
  return signedInOrder(withForm(context, service.form), service);
}

/** Everybody who has to sign has: a trial has no keys. */
function signedInOrder(context: WorkflowContext, { decisions }: ServiceDefinition): WorkflowContext {
  const kind = context.facts.decision?.kind;
  const places = placesFor(kind && decisions[kind]?.signatures, ruleContext(context));
  if (places.length === 0) return context;
  const signed = places.map(({ code }) => ({ place: code, by: code }));
  return { ...context, application: { ...context.application, signing: { places, signed } } };
}

/** Codes of requests that went out and have no answer. */
export function awaitedOf({ asked, providers }: Pick<TrialCase, 'asked' | 'providers'>): string[] {
  return [...asked.keys()].filter((code) => conductOf(providers, code) === 'silent');
}

export function conductOf(providers: TrialCase['providers'], request: string): ProviderConduct {
  return (Object.hasOwn(providers, request) ? providers[request] : undefined) ?? 'answered';
}

function creatorOf(trial: ServiceTrial): string {
  return trial.creator ?? trial.steps[0]?.as ?? '';
}

function termOf({ service }: Bench, { variant }: TrialCase): Term | undefined {
  return variantByCode(service, variant)?.term ?? service.term;
}

/** Midday of a day; a trial knows days only, and its body lives by UTC. */
export function middayOf(date: string): Date {
  return new Date(`${date}T12:00:00Z`);
}

export function dueDateOf(stage: Stage, present: TrialCase): string | null {
  const found = dueOf(stage, present);
  return found?.ok ? found.dueDate : null;
}

/** Undefined: the service has no term, or it has not begun. */
export function dueOf({ bench }: Stage, present: TrialCase): Due | undefined {
  const term = termOf(bench, present);
  if (term === undefined || present.ledger.length === 0) return undefined;
  const now = middayOf(present.today);
  return due({ ledger: present.ledger, term, calendar: bench.calendar, timeZone: 'UTC', now });
}

/** Who is not among the people is called by the one function that they hold. */
export function functionsOf(trial: ServiceTrial, person: string): readonly string[] {
  return trial.people !== undefined && Object.hasOwn(trial.people, person) ? (trial.people[person] ?? []) : [person];
}

/** Looks like the id of an employee, because forms of actions ask for one; the same name has the same id everywhere. */
export function personId(name: string): string {
  const sum = [...name].reduce((total, letter) => (total * 31 + (letter.codePointAt(0) ?? 0)) % 0xff_ff_ff_ff_ff_ff, 0);
  return `00000000-0000-4000-8000-${sum.toString(16).padStart(12, '0')}`;
}

export function nameOfPerson(trial: ServiceTrial, id: string | null): string | null {
  return namesOf(trial).find((name) => personId(name) === id) ?? null;
}

/** Whoever acts, and whoever is named in the form of an action. */
export function namesOf(trial: ServiceTrial): string[] {
  const named = trial.steps.flatMap(({ as, input = {} }) => [as, ...Object.values(input).filter(isName)]);
  return [...new Set([creatorOf(trial), ...Object.keys(trial.people ?? {}), ...named])];
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && /^[a-z][a-zA-Z0-9]{0,39}$/.test(value);
}

export interface Papers {
  readonly variant: VariantState;
  /** The variant when it is known. */
  readonly row: ServiceVariant | undefined;
  /** Codes of documents that the application cannot be registered without. */
  readonly needed: readonly string[];
  readonly missing: readonly string[];
  readonly visible: ReadonlySet<string>;
}

/** What follows from the answers: the variant, its papers, the questions that are asked. */
export function papersOf(stage: Stage, present: TrialCase, context: WorkflowContext): Papers {
  const { service } = stage.bench;
  const rules = ruleContext(context);
  const pinned = variantByCode(service, present.variant);
  const variant: VariantState =
    pinned === undefined ? findVariant(service, rules) : { status: 'found', variant: pinned };
  const needed = documentViews({ service, variant }, rules, present.documents).filter((one) => one.needed);
  const { answers } = present;
  return {
    variant,
    row: variant.status === 'found' ? variant.variant : undefined,
    needed: needed.map(({ code }) => code),
    missing: needed.filter((one) => !one.present).map(({ code }) => code),
    visible: formState(service.form, { ...rules, data: { ...answers, case: rules.data.case } }).visibleFields,
  };
}
