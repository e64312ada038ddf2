import type { TrialStep, WorkflowAction } from '@reglament/format';
import { ruleContext } from '../application/case-context.ts';
import type { Decision, PlannedEffect, WorkflowContext } from '../application/facts.ts';
import { variantProblems } from '../application/variant.ts';
import { assertOpen, decide, employeeField } from '../application/workflow.ts';
import type { LedgerEntry } from '../calendar/ledger.ts';
import { decisionInput, groundsOf } from '../decision/commands.ts';
import { groundsFor } from '../decision/decision-kind.ts';
import { validateAnswers } from '../definition/compile.ts';
import { type FieldProblemView, Refusal } from '../errors.ts';
import type { JsonObject } from '../rule/value.ts';
import { checkForm, visibleAnswers } from '../rules.ts';
import { contextFor, middayOf, papersOf, personId, type Stage, type TrialCase } from './trial-case.ts';

export interface Taken {
  readonly present: TrialCase;
  /** Why the action was not done. */
  readonly refused?: { readonly message: string; readonly fields: readonly string[] };
}

/** Changes the answers and papers, then does the action, by the same pure rules as the server. */
export function takeStep(stage: Stage, before: TrialCase, step: TrialStep): Taken {
  const present = prepared(before, step);
  if (step.action === undefined) return { present };
  try {
    return { present: act(stage, present, { ...step, action: step.action }) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { problems = [] } = error.facts;
    const words = new Set([error.message, ...problems.map((problem) => problem.message)]);
    return {
      present,
      refused: { message: [...words].join('; '), fields: [...new Set(problems.map(({ field }) => field))] },
    };
  }
}

function prepared(before: TrialCase, { today, answers = {}, documents = [] }: TrialStep): TrialCase {
  const changed = Object.entries({ ...before.answers, ...answers }).filter(([, value]) => value !== null);
  return {
    ...before,
    today: today ?? before.today,
    answers: Object.fromEntries(changed) as JsonObject,
    documents: new Set([...before.documents, ...documents]),
  };
}

type ActingStep = TrialStep & { readonly action: string };

/** @throws Refusal */
function act(stage: Stage, present: TrialCase, step: ActingStep): TrialCase {
  const context = contextFor(stage, present, step.as);
  const action = assertOpen(context, step.action);
  const input = inputOf(stage, action, step);
  checkInput(context, action, input);
  const field = employeeField(action);
  const chosen = field === undefined ? undefined : input[field];
  const decision = decide(context, {
    action: action.code,
    input,
    ...(step.comment === undefined ? {} : { comment: step.comment }),
    ...(typeof chosen === 'string' ? { chosenExecutorId: chosen } : {}),
  });
  return carriedOut({ stage, present, context }, decision);
}

/** A person is picked by name; the form wants an id. */
function inputOf({ trial }: Stage, action: WorkflowAction, step: ActingStep): JsonObject {
  const field = employeeField(action);
  const input = (step.input ?? {}) as JsonObject;
  const named = field === undefined ? undefined : input[field];
  return field === undefined || typeof named !== 'string' ? input : { ...input, [field]: personId(trial, named) };
}

const emptyForm = { schema: { type: 'object' as const, properties: {} }, sections: [] };

function checkInput(context: WorkflowContext, action: WorkflowAction, input: JsonObject): void {
  const form = action.input ?? emptyForm;
  const rules = ruleContext(context);
  refuseFor(checkForm({ form, answers: input, context: rules, validate: validateAnswers, complete: true }));
}

function refuseFor(problems: readonly FieldProblemView[]): void {
  if (problems.length === 0) return;
  throw new Refusal('invalidAnswers', 'Данных не хватает или они не подходят', { problems });
}

interface Moment {
  readonly stage: Stage;
  readonly present: TrialCase;
  readonly context: WorkflowContext;
}

/** What effects do to the case, as far as no database is needed for it. */
function carriedOut(moment: Moment, decision: Decision): TrialCase {
  let { present } = moment;
  for (const effect of decision.effects) {
    if (effect.effect === 'register' && !effect.incomplete) present = registered({ ...moment, present });
    if (effect.effect === 'decide') checkGrounds({ ...moment, present }, effect);
    const entry = ledgerEntry(effect, middayOf(present.today));
    if (entry !== undefined) present = { ...present, ledger: [...present.ledger, entry] };
  }
  return { ...present, facts: decision.facts };
}

function ledgerEntry(effect: PlannedEffect, at: Date): LedgerEntry | undefined {
  switch (effect.effect) {
    case 'register':
      return effect.incomplete ? undefined : { kind: 'started', at, reason: null };
    case 'pause':
      return { kind: 'paused', at, reason: effect.reason };
    case 'resume':
      return { kind: 'resumed', at, reason: effect.reason };
    case 'extend':
      return { kind: 'extended', at, reason: effect.reason, days: effect.days };
    default:
      return undefined;
  }
}

const notServed = {
  field: 'applicant',
  pointer: '/applicant/kind',
  code: 'kindNotServed',
  message: 'За этой услугой такой заявитель обратиться не может',
};

/** @throws Refusal with every field and document that is missing or wrong */
function registered({ stage, present, context }: Moment): TrialCase {
  const { service } = stage.bench;
  const rules = ruleContext(context);
  const { variant, row, missing } = papersOf(stage, present, context);
  const { answers } = present;
  const wrong = checkForm({ form: service.form, answers, context: rules, validate: validateAnswers, complete: true });
  const kind = stage.trial.applicant ?? 'person';
  const served = service.applicants.includes(kind) ? [] : [notServed];
  const papers = missing.map((code) => ({
    field: code,
    pointer: `/documents/${code}`,
    code: 'documentNeeded',
    message: `Приложите документ «${code}»`,
  }));
  refuseFor([...wrong, ...served, ...(wrong.length > 0 ? [] : variantProblems(variant, service)), ...papers]);
  return { ...present, answers: visibleAnswers(service.form, answers, rules), variant: row?.code ?? null };
}

type Deciding = Extract<PlannedEffect, { effect: 'decide' }>;

/** Grounds have to be among those that the service allows here. @throws Refusal */
function checkGrounds({ stage, present, context }: Moment, { kind, input }: Deciding): void {
  const { row } = papersOf(stage, present, context);
  groundsOf(groundsFor(stage.bench.service, kind, row), decisionInput(input).grounds);
}
