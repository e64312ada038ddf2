import type { WorkflowAction, WorkflowDefinition } from '@reglament/format';
import { at, error, type Finding } from '../finding.ts';

/** States an action may lead to; empty when it stays or creates. */
export function targetsOf(action: WorkflowAction): string[] {
  if (action.to === undefined) return [];
  return Array.isArray(action.to) ? action.to.map(({ state }) => state) : [action.to];
}

type Ways = ReadonlyMap<string, ReadonlySet<string>>;

/** Only such an action leaves a final state, and only a procedure takes it. */
export function isRevocation(action: WorkflowAction): boolean {
  return action.effects.some(({ effect }) => effect === 'revoke');
}

function waysOf(actions: readonly WorkflowAction[]): Ways {
  const ways = new Map<string, Set<string>>();
  for (const action of actions) {
    for (const from of action.from) {
      const known = ways.get(from) ?? new Set();
      for (const target of targetsOf(action)) known.add(target);
      ways.set(from, known);
    }
  }
  return ways;
}

function reachable(from: Iterable<string>, ways: Ways): Set<string> {
  const seen = new Set(from);
  for (const state of seen) for (const next of ways.get(state) ?? []) seen.add(next);
  return seen;
}

function reversed(ways: Ways): Ways {
  const back = new Map<string, Set<string>>();
  for (const [from, targets] of ways) {
    for (const target of targets) back.set(target, (back.get(target) ?? new Set()).add(from));
  }
  return back;
}

/** States nobody gets to, states with no way out, states from which no end is reached, ends that are left. */
export function reachFindings(workflow: WorkflowDefinition): Finding[] {
  const ways = waysOf(workflow.actions);
  const left = waysOf(workflow.actions.filter((action) => !isRevocation(action)));
  const reached = reachable([workflow.initial], ways);
  const ends = workflow.states.filter((state) => state.final).map((state) => state.code);
  const ending = reachable(ends, reversed(ways));
  return workflow.states.flatMap((state, index) => {
    const place = at('states', index);
    const out = left.get(state.code)?.size ?? 0;
    const name = `«${state.code}»`;
    if (!reached.has(state.code)) {
      return [
        error('unreachableState', place, [
          `В состояние ${name} попасть нельзя`,
          'Добавьте действие, которое в него ведёт, или удалите состояние',
        ]),
      ];
    }
    if (state.final) {
      return out === 0
        ? []
        : [error('finalLeft', place, [`Из конечного состояния ${name} ведёт действие`, 'Уберите final или действие'])];
    }
    if (out === 0) {
      return [
        error('deadEnd', place, [
          `Из состояния ${name} нет выхода`,
          'Добавьте действие или отметьте состояние конечным',
        ]),
      ];
    }
    return ending.has(state.code)
      ? []
      : [
          error('noWayToEnd', place, [
            `Из состояния ${name} нельзя дойти до конца`,
            'Добавьте путь к конечному состоянию',
          ]),
        ];
  });
}

/** Automatic actions that lead back to where they began would never stop, or only because of their guards. */
export function automaticCycleFindings(workflow: WorkflowDefinition): Finding[] {
  const ways = waysOf(workflow.actions.filter((action) => action.automatic));
  return workflow.actions.flatMap((action, index) => {
    if (!action.automatic) return [];
    const targets = action.stay ? action.from : targetsOf(action);
    const back = reachable(targets, ways);
    if (!action.from.some((state) => back.has(state))) return [];
    const text = [
      'Автоматические действия идут по кругу',
      'Разорвите круг: сделайте одно из них действием человека',
    ] as const;
    return [error('automaticCycle', at('actions', index), text)];
  });
}
