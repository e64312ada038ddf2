import type { WorkflowAction } from '@reglament/format';
import type { ApiTypes } from '../api.gen.ts';
import { ruleContext } from '../application/case-context.ts';
import { documentViews } from '../application/documents.ts';
import { dataBeforeDuty, type WorkflowContext } from '../application/facts.ts';
import { available, findOnSigned, getState, mayEdit } from '../application/workflow.ts';
import { addDays } from '../calendar/iso-date.ts';
import { addWorkingDays } from '../calendar/work-calendar.ts';
import { groundsFor } from '../decision/decision-kind.ts';
import { validateAnswers } from '../definition/compile.ts';
import { dutyOf } from '../duty/duty-guard.ts';
import { type DutyState, offeredExemptions } from '../duty/duty-state.ts';
import { statusTitles } from '../duty/duty-words.ts';
import { titleOf } from '../rule/title.ts';
import { checkForm, quoted } from '../rules.ts';
import { effectWords } from './effect-words.ts';
import {
  contextFor,
  dueDateOf,
  dueOf,
  functionsOf,
  nameOfPerson,
  namesOf,
  papersOf,
  personId,
  type Stage,
  type TrialCase,
} from './trial-case.ts';
import type { Walk, WalkedStep } from './walk.ts';

type View = ApiTypes['TrialWalk'];

/** A walk as a screen shows it to one of its people; the requests are beside. Pure. */
export function walkView(stage: Stage, walked: Walk, as: string): Omit<View, 'requests'> {
  return {
    as,
    creator: stage.trial.creator ?? as,
    steps: walked.steps.map((step) => stepView(stage, step)),
    present: presentView(stage, walked.present, as),
    people: peopleOf(stage, walked.present, as),
    actions: actionsOf(stage, walked.present, as),
    onSigned: onSignedTitle(stage, walked.present, as),
    days: daysOf(stage, walked.present),
  };
}

function stepView(stage: Stage, { step, taken, unmet }: WalkedStep): View['steps'][number] {
  const { present, done, refused } = taken;
  const { workflow } = stage.bench;
  const titles = new Map(workflow.actions.map(({ code, title }) => [code, titleOf(title, 'ru')]));
  const nameOf = (id: string) => calledPerson(stage, nameOfPerson(stage.trial, id) ?? '');
  return {
    done: done.flatMap(({ payload }) =>
      payload.steps.map(({ action, automatic, effects }) => ({
        title: titles.get(action) ?? action,
        automatic,
        effects: effects.map((effect) => effectWords(effect, nameOf)),
      })),
    ),
    refused: refused?.message ?? null,
    problems: [...(refused?.fields ?? [])],
    unmet: unmet.map(({ message }) => message),
    visible: [...papersOf(stage, present, contextFor(stage, present, step.as)).visible],
    today: present.today,
    state: present.facts.state,
    stateTitle: stateTitle(stage, present),
    executor: nameOfPerson(stage.trial, present.facts.executorId),
    decision: present.facts.decision?.kind ?? null,
    variant: present.variant,
    dueDate: dueDateOf(stage, present),
    duty: dutyIn(contextFor(stage, present, step.as))?.due?.amount ?? null,
  };
}

function presentView(stage: Stage, present: TrialCase, as: string): View['present'] {
  const { service, workflow } = stage.bench;
  const context = contextFor(stage, present, as);
  const rules = ruleContext(context);
  const { variant, row } = papersOf(stage, present, context);
  const documents = documentViews({ service, variant }, rules, present.documents);
  const lacking = documents.filter((one) => one.needed && !one.present).map(({ title }) => `Документ ${quoted(title)}`);
  const state = getState(workflow, present.facts.state);
  const due = dueOf(stage, present);
  const wrong = checkForm({
    form: service.form,
    answers: present.answers,
    context: rules,
    validate: validateAnswers,
    complete: true,
  });
  return {
    today: present.today,
    state: state.code,
    stateTitle: titleOf(state.title, 'ru'),
    phase: state.phase,
    final: state.final === true,
    paused: present.facts.clock.status === 'paused',
    executor: nameOfPerson(stage.trial, present.facts.executorId),
    variant: row === undefined ? null : titleOf(row.title, 'ru'),
    dueDate: due?.ok ? due.dueDate : null,
    remaining: due?.ok ? due.remaining : null,
    duty: dutyPresent(context),
    trace: due === undefined ? [] : due.ok ? [...due.trace] : [...due.trace, due.message],
    answers: { ...present.answers },
    documents,
    missing: [...wrong.map(({ message }) => message), ...(wrong.length > 0 ? [] : lacking)],
    editable: mayEdit(context),
  };
}

function dutyIn(context: WorkflowContext): DutyState | undefined {
  return dutyOf(context, dataBeforeDuty(context));
}

function dutyPresent(context: WorkflowContext): View['present']['duty'] {
  const state = dutyIn(context);
  const { duty } = context.service;
  if (state === undefined || duty === undefined) return null;
  const { status, due, left } = state;
  const offered = offeredExemptions(duty, ruleContext(context));
  return {
    ...{ status, left, statusTitle: statusTitles[status] },
    amount: due?.amount ?? null,
    title: due?.title ?? null,
    offered: offered.map(({ code, title }) => ({ code, title: titleOf(title, 'ru') })),
  };
}

/** Everybody of the trial, and the functions of the workflow that nobody of them is called by. */
function peopleOf(stage: Stage, present: TrialCase, as: string): View['people'] {
  const { bench, trial } = stage;
  const { functions } = bench.workflow;
  const known = namesOf(trial).filter((name) =>
    functionsOf(trial, name).some((code) => Object.hasOwn(functions, code)),
  );
  const names = new Set([...known, as, ...Object.keys(functions)]);
  names.delete('');
  return [...names].map((name) => {
    const own = functionsOf(trial, name);
    return {
      name,
      id: personId(name),
      functions: own.map((code) => ({ code, title: functionTitle(functions, code) })),
      holds: own.some((code) => Object.hasOwn(functions, code)),
      opens: opensFor(stage, present, name),
    };
  });
}

/** What a person may do now, by title: whoever walks sees who goes on. */
function opensFor(stage: Stage, present: TrialCase, name: string): string[] {
  const own = available(contextFor(stage, present, name));
  return own.filter(({ open }) => open).map(({ action }) => titleOf(action.title, 'ru'));
}

/** Who is called by a function is shown by its title, anybody else by the name that the test gives. */
function calledPerson({ bench, trial }: Stage, name: string): string {
  const named = trial.people !== undefined && Object.hasOwn(trial.people, name);
  return named ? name : functionTitle(bench.workflow.functions, name);
}

function functionTitle(functions: Stage['bench']['workflow']['functions'], code: string): string {
  const found = Object.hasOwn(functions, code) ? functions[code] : undefined;
  return found === undefined ? code : titleOf(found.title, 'ru');
}

function actionsOf(stage: Stage, present: TrialCase, as: string): View['actions'] {
  const { row } = papersOf(stage, present, contextFor(stage, present, as));
  return available(contextFor(stage, present, as)).map(({ action, open, reason }) => ({
    code: action.code,
    title: titleOf(action.title, 'ru'),
    tone: action.tone ?? 'default',
    open,
    reason: reason?.text ?? null,
    comment: action.comment ?? 'none',
    form: action.input === undefined ? null : { ...action.input },
    grounds: groundsOfAction(stage, action, row),
  }));
}

function onSignedTitle(stage: Stage, present: TrialCase, as: string): string | null {
  const action = findOnSigned(contextFor(stage, present, as));
  return action === undefined ? null : titleOf(action.title, 'ru');
}

function groundsOfAction(
  { bench }: Stage,
  { effects }: WorkflowAction,
  row: ReturnType<typeof papersOf>['row'],
): View['actions'][number]['grounds'] {
  const kinds = effects.flatMap((one) => (one.effect === 'decide' ? [one.kind] : []));
  return kinds.flatMap((kind) =>
    groundsFor(bench.service, kind, row).map(({ code, title }) => ({ code, title: titleOf(title, 'ru') })),
  );
}

function stateTitle({ bench }: Stage, { facts }: TrialCase): string {
  return titleOf(getState(bench.workflow, facts.state).title, 'ru');
}

/** Days that a person wants to see: tomorrow, in a week, the last one and the one after it. */
function daysOf(stage: Stage, present: TrialCase): View['days'] {
  const { calendar } = stage.bench;
  const after = (title: string, days: number) => {
    const found = addWorkingDays(present.today, days, calendar);
    return found.ok ? [{ title, date: found.date }] : [];
  };
  const last = dueDateOf(stage, present);
  const ahead = last === null || last < present.today ? [] : [{ title: 'День после срока', date: addDays(last, 1) }];
  return [
    ...after('Следующий рабочий день', 1),
    ...after('Через 5 рабочих дней', 5),
    ...(last !== null && last > present.today ? [{ title: 'Последний день срока', date: last }] : []),
    ...ahead,
  ];
}
