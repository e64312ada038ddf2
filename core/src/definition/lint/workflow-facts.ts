import type { WorkflowAction, WorkflowDefinition } from '@reglament/format';
import { type Possibilities, possibilities, type World } from '../../rule/possible.ts';
import { OTHER_TEXT } from '../../rule/possible-worlds.ts';

/** What the way of a case tells by itself, whatever its answers are. */
export interface Standing {
  readonly state: string;
  readonly decision: { readonly kind: string; readonly status: 'prepared' | 'returned' | 'published' } | null;
  readonly assigned: boolean;
  /** The applicant has been told how the case ended. */
  readonly told: boolean;
}

/** Guards of a workflow are asked about many standings: each gets a small share of what a linter may cost. */
const BUDGET = 5_000;

/** Where the way of a case ends, one way or another. */
export const endPhases: ReadonlySet<string> = new Set(['granted', 'refused', 'withdrawn', 'closed']);

function tells({ effects }: WorkflowAction): boolean {
  return effects.some(({ effect }) => effect === 'publish' || effect === 'notify');
}

/** Far more than any sound workflow has. */
const MOST = 5_000;

/**
 * Every standing a case can come to, from the initial state by actions whose guards can be met. A guard that cannot be
 * judged counts as met, so what is not among these really cannot be.
 */
export function reachableStandings(workflow: WorkflowDefinition): readonly Standing[] {
  const judge = new Judge();
  const phases = new Map(workflow.states.map(({ code, phase }) => [code, phase]));
  const found = new Map<string, Standing>();
  const queue: Standing[] = [{ state: workflow.initial, decision: null, assigned: false, told: false }];
  for (const standing of queue) {
    const key = JSON.stringify(standing);
    if (found.has(key) || found.size >= MOST) continue;
    found.set(key, standing);
    for (const action of workflow.actions) {
      // A recall leads back to where the case has been.
      if (!action.from.includes(standing.state) || action.recalls) continue;
      for (const next of after(action, standing, judge)) {
        const ends = endPhases.has(phases.get(next.state) ?? '');
        queue.push(ends && tells(action) ? { ...next, told: true } : next);
      }
    }
  }
  return [...found.values()];
}

/** Standings an action leads to; none when its guard cannot be met here. */
function after(action: WorkflowAction, standing: Standing, judge: Judge): Standing[] {
  if (!judge.canBeMet(action, action.guard, standing)) return [];
  const facts = action.effects.reduce(applied, standing);
  if (action.to === undefined) return [facts];
  if (typeof action.to === 'string') return [{ ...facts, state: action.to }];
  const targets: Standing[] = [];
  for (const { when, state } of action.to) {
    const verdict = when === undefined ? { met: true, unmet: false } : judge.ask(action, when, facts);
    if (verdict.met) targets.push({ ...facts, state });
    if (!verdict.unmet) break;
  }
  return targets;
}

function applied(facts: Standing, effect: WorkflowAction['effects'][number]): Standing {
  switch (effect.effect) {
    case 'assign':
      return { ...facts, assigned: effect.to !== 'nobody' };
    case 'decide':
      return { ...facts, decision: { kind: effect.kind, status: 'prepared' } };
    case 'returnDecision':
      return { ...facts, decision: facts.decision && { ...facts.decision, status: 'returned' } };
    case 'publish':
      return { ...facts, decision: facts.decision && { ...facts.decision, status: 'published' } };
    default:
      return facts;
  }
}

/** Asks the same of one guard once for all standings that it cannot tell apart. */
export class Judge {
  private readonly known = new Map<string, Possibilities>();

  ask(action: WorkflowAction, rule: unknown, standing: Standing): Possibilities {
    const { kind = null } = standing.decision ?? {};
    const key = JSON.stringify([
      action.functions,
      action.relation,
      action.automatic,
      standing.state,
      kind,
      standing.assigned,
      rule,
    ]);
    const verdict = this.known.get(key) ?? judged(action, rule, standing);
    this.known.set(key, verdict);
    return verdict;
  }

  canBeMet(action: WorkflowAction, rule: unknown, standing: Standing): boolean {
    return rule === undefined || this.ask(action, rule, standing).met;
  }
}

const anyAnswers = { type: 'object' } as const;

function judged(action: WorkflowAction, rule: unknown, standing: Standing): Possibilities {
  try {
    const text = JSON.stringify(rule);
    const allowed = (world: World) =>
      fits(world, standing) && isIn(world, standing.state, text) && mayAct(world, action, text);
    return possibilities(rule, { schema: anyAnswers, allowed, budget: BUDGET }) ?? { met: true, unmet: true };
  } catch {
    // What is wrong with such a rule has been said by `check`.
    return { met: true, unmet: true };
  }
}

/** Facts of the standing, and what follows from them. */
function fits(world: World, { decision, assigned }: Standing): boolean {
  const kind = world.get('case.decision.kind');
  if (kind !== undefined && (typeof kind === 'string' ? kind : null) !== (decision?.kind ?? null)) return false;
  const isAssigned = world.get('case.executorAssigned');
  if (isAssigned !== undefined && isAssigned !== assigned) return false;
  return assigned || world.get('case.actor.isExecutor') !== true;
}

/** The state that the rule reads is the one that the case stands in, or none of those that the rule names. */
function isIn(world: World, state: string, rule: string): boolean {
  const read = world.get('case.state');
  if (read === undefined) return true;
  return read === (rule.includes(JSON.stringify(state)) ? state : OTHER_TEXT);
}

/** Who acts holds one of the functions of the action and stands to the case as it asks. */
function mayAct(world: World, { automatic, functions, relation }: WorkflowAction, rule: string): boolean {
  if (automatic) return true;
  if (relation === 'executor' && world.get('case.actor.isExecutor') === false) return false;
  if (relation === 'creator' && world.get('case.actor.isCreator') === false) return false;
  const held = world.get('case.actor.functions');
  if (!Array.isArray(held) || functions.length === 0) return true;
  // A function that the rule does not name may be held in any case.
  return functions.some((one) => held.includes(one) || !rule.includes(JSON.stringify(one)));
}
