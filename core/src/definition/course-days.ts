import type { Term, WorkflowAction, WorkflowDefinition, WorkflowState } from '@reglament/format';

/** A way of a case through its workflow, and the days of the term that it takes. */
export interface CourseWay {
  readonly days: number;
  /** States that take days, in the order of the way. */
  readonly stages: readonly { readonly code: string; readonly days: number }[];
}

/** Phases in which the body works: what an applicant or nobody does takes no days of the term. */
const working: ReadonlySet<string> = new Set(['received', 'inProgress', 'awaitingApproval', 'awaitingSignature']);
/** Far more ways than any sound workflow has: what is found until then is told. */
const MOST_STEPS = 50_000;

/** The workflow as one service goes through it: what its term says of the days of a state comes before what the workflow says. */
export function withStages(workflow: WorkflowDefinition, term: Pick<Term, 'stages'> | undefined): WorkflowDefinition {
  const stages = term?.stages;
  if (stages === undefined) return workflow;
  const states = workflow.states.map((state) => {
    const stage = stages[state.code];
    if (stage === undefined) return state;
    const { check: _workflows, ...rest } = state;
    return { ...rest, ...stage };
  });
  return { ...workflow, states };
}

/** Whether what is said of its days counts: in it the body works, and the clock runs. */
export function takesDays({ phase, clock }: Pick<WorkflowState, 'phase' | 'clock'>): boolean {
  return working.has(phase) && clock !== 'pauses';
}

/** Of the shortest way to the service being given: when even that is too long, no case can be in time. */
export function shortestDays(workflow: WorkflowDefinition): number | undefined {
  const states = new Map(workflow.states.map((state) => [state.code, state]));
  const ways = waysOf(workflow.actions);
  const best = new Map([[workflow.initial, daysOf(states.get(workflow.initial))]]);
  // Bellman and Ford: at most as many rounds as there are states.
  for (let round = 0; round < workflow.states.length; round += 1) {
    for (const [from, targets] of ways) {
      const known = best.get(from);
      if (known === undefined) continue;
      for (const to of targets)
        best.set(to, Math.min(best.get(to) ?? Number.POSITIVE_INFINITY, known + daysOf(states.get(to))));
    }
  }
  const found = [...endsOf(workflow.states)].flatMap((code) => best.get(code) ?? []);
  return found.length === 0 ? undefined : Math.min(...found);
}

/** The longest way to the service being given that comes to no state twice. */
export function longestWay(workflow: WorkflowDefinition): CourseWay | undefined {
  const states = new Map(workflow.states.map((state) => [state.code, state]));
  const ways = waysOf(workflow.actions);
  const ends = endsOf(workflow.states);
  let found: CourseWay | undefined;
  let steps = 0;
  const walk = (code: string, way: CourseWay, seen: ReadonlySet<string>): void => {
    steps += 1;
    const days = daysOf(states.get(code));
    const here = days === 0 ? way : { days: way.days + days, stages: [...way.stages, { code, days }] };
    if (ends.has(code) && (found === undefined || here.days > found.days)) found = here;
    if (ends.has(code) || steps > MOST_STEPS) return;
    for (const next of ways.get(code) ?? []) if (!seen.has(next)) walk(next, here, new Set([...seen, next]));
  };
  walk(workflow.initial, { days: 0, stages: [] }, new Set([workflow.initial]));
  return found;
}

function daysOf(state: WorkflowState | undefined): number {
  return state !== undefined && takesDays(state) ? (state.days ?? 0) : 0;
}

/** A refusal to accept and a withdrawal are shorter, but nobody gets the service by them. */
function endsOf(states: readonly WorkflowState[]): ReadonlySet<string> {
  const given = states.filter(({ phase }) => phase === 'granted');
  return new Set((given.length > 0 ? given : states.filter(({ final }) => final)).map(({ code }) => code));
}

/** A recall leads back to where the case has been, a revocation leaves an end. */
function waysOf(actions: readonly WorkflowAction[]): ReadonlyMap<string, ReadonlySet<string>> {
  const ways = new Map<string, Set<string>>();
  for (const { from, to, recalls, effects } of actions) {
    if (to === undefined || recalls || effects.some(({ effect }) => effect === 'revoke')) continue;
    for (const code of from) {
      const known = ways.get(code) ?? new Set();
      for (const target of typeof to === 'string' ? [to] : to.map(({ state }) => state)) known.add(target);
      ways.set(code, known);
    }
  }
  return ways;
}
