import type { TrialStep, WorkflowAction } from '@reglament/format';
import { ruleContext } from '../application/case-context.ts';
import { documentViews } from '../application/documents.ts';
import type { Decision, PlannedEffect, WorkflowContext } from '../application/facts.ts';
import { variantProblems } from '../application/variant.ts';
import { assertOpen, decide, decideOnDeadline, decideOnSigned, employeeField } from '../application/workflow.ts';
import type { LedgerEntry } from '../calendar/ledger.ts';
import { decisionInput, groundsOf } from '../decision/commands.ts';
import { groundsFor } from '../decision/decision-kind.ts';
import { validateAnswers } from '../definition/compile.ts';
import { fixedDuty, offeredExemptions } from '../duty/duty-state.ts';
import { type FieldProblemView, Refusal } from '../errors.ts';
import { closedReason } from '../request/allowed.ts';
import type { JsonObject } from '../rule/value.ts';
import { checkForm, visibleAnswers } from '../rules.ts';
import { requestsOfVariant } from '../variant/find-variant.ts';
import { contextFor, dueDateOf, middayOf, papersOf, personId, type Stage, type TrialCase } from './trial-case.ts';

export interface Taken {
  readonly present: TrialCase;
  /** What was done: by the platform when the term ran out on the way to this day or the last signature came, then by the action. */
  readonly done: readonly Decision[];
  /** Why the action was not done. */
  readonly refused?: { readonly message: string; readonly fields: readonly string[] };
}

/** Changes the answers and papers, sends requests, signs, then does the action, by the same pure rules as the server. */
export function takeStep(stage: Stage, before: TrialCase, step: TrialStep): Taken {
  const passed = passDeadline(stage, moved(before, step));
  const arrived = prepared(passed.present, step);
  let present = arrived;
  try {
    present = settle(stage, arrived, step);
    const asking = ask(stage, present, step);
    const signed = step.signed ? sign(stage, asking, step.as) : { present: asking, done: [] };
    const done = [...passed.done, ...signed.done];
    if (step.action === undefined) return { present: signed.present, done };
    const acted = act(stage, signed.present, { ...step, action: step.action });
    return { present: acted.present, done: [...done, ...acted.done] };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { problems = [] } = error.facts;
    const words = new Set([error.message, ...problems.map((problem) => problem.message)]);
    return {
      present,
      done: passed.done,
      refused: { message: [...words].join('; '), fields: [...new Set(problems.map(({ field }) => field))] },
    };
  }
}

function moved(before: TrialCase, { today, providers }: TrialStep): TrialCase {
  return { ...before, today: today ?? before.today, providers: { ...before.providers, ...providers } };
}

function prepared(before: TrialCase, { answers = {}, documents = [] }: TrialStep): TrialCase {
  const changed = Object.entries({ ...before.answers, ...answers }).filter(([, value]) => value !== null);
  return {
    ...before,
    answers: Object.fromEntries(changed) as JsonObject,
    documents: new Set([...before.documents, ...documents]),
  };
}

/** What the workflow does by itself on a day after the last one; the clock of a pause stands. */
function passDeadline(stage: Stage, present: TrialCase): Taken {
  const last = dueDateOf(stage, present);
  const { status } = present.facts.clock;
  if (last === null || last >= present.today || status !== 'running') return { present, done: [] };
  const context = contextFor(stage, present, 'system');
  const decision = decideOnDeadline(context);
  if (decision === undefined) return { present, done: [] };
  return { present: carriedOut({ stage, present, context }, decision), done: [decision] };
}

/** @throws Refusal */
function ask(stage: Stage, present: TrialCase, { as, ask: codes = [] }: TrialStep): TrialCase {
  if (codes.length === 0) return present;
  const context = contextFor(stage, present, as);
  const { row } = papersOf(stage, present, context);
  const listed = requestsOfVariant(stage.bench.service.requests ?? [], row);
  for (const code of codes) {
    const entry = listed.find((one) => one.code === code);
    if (entry === undefined) throw new Refusal('notFound', `Запроса «${code}» у этой услуги нет`);
    const reason = closedReason(entry, ruleContext(context));
    if (reason !== undefined) throw new Refusal('actionClosed', `Запрос «${code}» не предлагается. ${reason}`);
  }
  return sent(present, codes);
}

function sent(present: TrialCase, codes: readonly string[]): TrialCase {
  return { ...present, asked: new Map([...present.asked, ...codes.map((code) => [code, present.today] as const)]) };
}

/** The requests that go out by themselves and have not gone yet. */
function started({ stage, present, context }: Moment): TrialCase {
  const { row } = papersOf(stage, present, context);
  const due = requestsOfVariant(stage.bench.service.requests ?? [], row).filter(
    (entry) =>
      entry.automatic && !present.asked.has(entry.code) && closedReason(entry, ruleContext(context)) === undefined,
  );
  return sent(
    present,
    due.map(({ code }) => code),
  );
}

/** What the workflow does by itself with the last signature, in the name of whoever put it. @throws Refusal when it does nothing */
function sign(stage: Stage, present: TrialCase, person: string): Taken {
  const context = contextFor(stage, present, person);
  const decision = decideOnSigned(context);
  if (decision !== undefined) return { present: carriedOut({ stage, present, context }, decision), done: [decision] };
  throw new Refusal('actionClosed', 'Последняя подпись сейчас ничего не выполняет: нет открытого действия с onSigned');
}

/** Pays the duty or marks that nothing is to be paid. @throws Refusal */
function settle(stage: Stage, present: TrialCase, { as, pay, exempt }: TrialStep): TrialCase {
  if (pay === undefined && exempt === undefined) return present;
  const { duty } = stage.bench.service;
  if (duty === undefined) throw new Refusal('stateConflict', 'По этой услуге госпошлина не взимается');
  const offered = offeredExemptions(duty, ruleContext(contextFor(stage, present, as)));
  if (exempt !== undefined && !offered.some(({ code }) => code === exempt)) {
    throw new Refusal('actionClosed', `Освобождение «${exempt}» здесь не предлагается`);
  }
  const { paid } = present.duty;
  const exemption = exempt === undefined ? {} : { exemption: exempt };
  return { ...present, duty: { ...present.duty, paid: paid + (pay ?? 0), ...exemption } };
}

type ActingStep = TrialStep & { readonly action: string };

/** @throws Refusal */
function act(stage: Stage, present: TrialCase, step: ActingStep): Taken {
  const context = contextFor(stage, present, step.as);
  const action = assertOpen(context, step.action);
  const input = inputOf(action, step);
  checkInput(context, action, input);
  const field = employeeField(action);
  const chosen = field === undefined ? undefined : input[field];
  const decision = decide(context, {
    action: action.code,
    input,
    ...(step.comment === undefined ? {} : { comment: step.comment }),
    ...(typeof chosen === 'string' ? { chosenExecutorId: chosen } : {}),
  });
  return { present: carriedOut({ stage, present, context }, decision), done: [decision] };
}

/** A person is picked by name; the form wants an id. */
function inputOf(action: WorkflowAction, step: ActingStep): JsonObject {
  const field = employeeField(action);
  const input = (step.input ?? {}) as JsonObject;
  const named = field === undefined ? undefined : input[field];
  return field === undefined || typeof named !== 'string' ? input : { ...input, [field]: personId(named) };
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
    if (effect.effect === 'startRequests') present = started({ ...moment, present });
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
  const titles = new Map(
    documentViews({ service, variant }, rules, present.documents).map((one) => [one.code, one.title]),
  );
  const papers = missing.map((code) => ({
    field: code,
    pointer: `/documents/${code}`,
    code: 'documentNeeded',
    message: `Приложите документ «${titles.get(code) ?? code}»`,
  }));
  refuseFor([...wrong, ...served, ...(wrong.length > 0 ? [] : variantProblems(variant, service)), ...papers]);
  const duty = service.duty && fixedDuty(service.duty, present.duty, rules);
  return {
    ...present,
    answers: visibleAnswers(service.form, answers, rules),
    variant: row?.code ?? null,
    duty: duty ?? present.duty,
  };
}

type Deciding = Extract<PlannedEffect, { effect: 'decide' }>;

/** Grounds have to be among those that the service allows here. @throws Refusal */
function checkGrounds({ stage, present, context }: Moment, { kind, input }: Deciding): void {
  const { row } = papersOf(stage, present, context);
  groundsOf(groundsFor(stage.bench.service, kind, row), decisionInput(input).grounds);
}
