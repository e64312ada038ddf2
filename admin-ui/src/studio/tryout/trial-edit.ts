import type { ApiTypes } from '@reglament/core/api';
import type { ServiceTrial, TrialExpectation, TrialStep } from '@reglament/format';

/** A walk under way: a test of the service whose steps may not have begun. Pure. */
export type Trial = Omit<ServiceTrial, 'steps'> & { readonly steps: readonly TrialStep[] };

/** Undefined takes a member away. */
export type Beginning = { readonly [Key in keyof Trial]?: Trial[Key] | undefined };

type Walked = Pick<ApiTypes['TrialWalk'], 'steps'>;

export function withStep(trial: Trial, step: TrialStep): Trial {
  return { ...trial, steps: [...trial.steps, step] };
}

export function withoutLastStep(trial: Trial): Trial {
  return { ...trial, steps: trial.steps.slice(0, -1) };
}

/** Members that are undefined are left out: the format knows no empty ones. */
export function withBeginning(trial: Trial, change: Beginning): Trial {
  const entries = Object.entries({ ...trial, ...change }).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as unknown as Trial;
}

/** What the clerk changed; what was taken away is null. */
export function changedAnswers(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const gone = Object.keys(before).filter((code) => after[code] === undefined);
  const other = Object.entries(after).filter(
    ([code, value]) => value !== undefined && JSON.stringify(value) !== JSON.stringify(before[code]),
  );
  return Object.fromEntries([...other, ...gone.map((code) => [code, null] as const)]);
}

/** Ids of people in an action's answers → the names by which the test calls them. */
export function namedPeople(
  input: Readonly<Record<string, unknown>>,
  people: ApiTypes['TrialWalk']['people'],
): Record<string, unknown> {
  const names = new Map(people.map(({ id, name }) => [id, name]));
  return Object.fromEntries(
    Object.entries(input).map(([code, value]) => [code, (typeof value === 'string' && names.get(value)) || value]),
  );
}

/** The walk as a test: named, and each step expecting what has just come out of it. */
export function asTest(trial: Trial, { steps }: Walked, title: string): ServiceTrial {
  const expected = trial.steps.map((step, index) => {
    const seen = steps[index];
    return seen === undefined ? step : { ...step, expect: { ...step.expect, ...expectationOf(seen) } };
  });
  return { ...trial, title, steps: expected };
}

/** The test also expects these fields to be shown, or not, as they have just been. */
export function withShown(test: ServiceTrial, { steps }: Walked, fields: readonly string[]): ServiceTrial {
  const expected = test.steps.map((step, index) => {
    const seen = steps[index];
    return seen === undefined
      ? step
      : { ...step, expect: { ...step.expect, ...shownFields(fields, seen, steps[index - 1]) } };
  });
  return { ...test, steps: expected as ServiceTrial['steps'] };
}

type Seen = Walked['steps'][number];

/** Where they are as after the step before, nothing is said of them again. */
function shownFields(
  fields: readonly string[],
  { visible }: Seen,
  before: Seen | undefined,
): Pick<TrialExpectation, 'visible' | 'hidden'> {
  if (before !== undefined && String(before.visible) === String(visible)) return {};
  const hidden = fields.filter((code) => !visible.includes(code));
  return { ...(visible.length > 0 ? { visible: [...visible] } : {}), ...(hidden.length > 0 ? { hidden } : {}) };
}

function expectationOf({ refused, problems, state, executor, decision, dueDate, duty }: Seen) {
  const expectation: TrialExpectation =
    refused === null
      ? {
          ...{ state, executor, decision },
          ...(dueDate === null ? {} : { dueDate }),
          ...(duty === null ? {} : { duty }),
        }
      : problems.length > 0
        ? { state, problems: [...problems] }
        : { state, refused };
  return expectation;
}
