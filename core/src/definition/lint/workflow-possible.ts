import type { WorkflowAction, WorkflowDefinition } from '@reglament/format';
import { at, error, type Finding, warning } from '../finding.ts';
import { Judge, reachableStandings, type Standing } from './workflow-facts.ts';

/** What the conditions of a workflow never let happen, though its table of states and actions shows a way. */
export function possibleFindings(workflow: WorkflowDefinition): Finding[] {
  const standings = reachableStandings(workflow);
  const judge = new Judge();
  return [
    ...closedStates(workflow, standings),
    ...untoldFindings(workflow, standings),
    ...workflow.actions.flatMap((action, index) => {
      const here = standings.filter(({ state }) => action.from.includes(state));
      if (action.creates || here.length === 0) return [];
      return actionFindings({ action, here, judge }, at('actions', index));
    }),
  ];
}

function closedStates(workflow: WorkflowDefinition, standings: readonly Standing[]): Finding[] {
  const reached = new Set(standings.map(({ state }) => state));
  return workflow.states.flatMap((state, index) => {
    const leads = workflow.actions.some(({ to }) =>
      [to].flat().some((one) => one === state.code || isRow(one, state.code)),
    );
    if (reached.has(state.code) || !leads) return [];
    const message = `В состояние «${state.code}» условия действий не пускают ни одну заявку`;
    return [
      error('unreachableState', at('states', index), [message, 'Исправьте условия действий, которые в него ведут']),
    ];
  });
}

/** An end that a case may come to with nobody having told the applicant; who withdraws an application knows it. */
function untoldFindings(workflow: WorkflowDefinition, standings: readonly Standing[]): Finding[] {
  const untold = new Set(standings.filter(({ told }) => !told).map(({ state }) => state));
  return workflow.states.flatMap((state, index) => {
    if (!state.final || state.phase === 'withdrawn' || !untold.has(state.code)) return [];
    const message = `В конечное состояние «${state.code}» заявка может прийти без сообщения заявителю`;
    return [
      warning('finalWithoutMessage', at('states', index), [
        message,
        'Добавьте на пути следствие «Опубликовать решение» (publish) или «Сообщить заявителю» (notify)',
      ]),
    ];
  });
}

function isRow(target: unknown, state: string): boolean {
  return typeof target === 'object' && target !== null && 'state' in target && target.state === state;
}

interface Place {
  readonly action: WorkflowAction;
  /** Standings of cases in the states of the action. */
  readonly here: readonly Standing[];
  readonly judge: Judge;
}

function actionFindings(place: Place, pointer: string): Finding[] {
  const { action, here, judge } = place;
  const open = here.filter((standing) => judge.canBeMet(action, action.guard, standing));
  if (open.length === 0) {
    // A guard that is plainly `false` is a choice: the action is put away.
    if (action.guard === false) return [];
    const todo = 'Исправьте условие или удалите действие';
    return [error('impossibleGuard', `${pointer}/guard`, ['Условие не может выполнить ни одна заявка', todo])];
  }
  return [...decisionFindings(action, open, pointer), ...rowFindings({ ...place, here: open }, pointer)];
}

/** Publishing and returning need a decision that waits; without one the person would be refused every time. */
function decisionFindings(action: WorkflowAction, open: readonly Standing[], pointer: string): Finding[] {
  const issues = action.effects.findIndex(({ effect }) => effect === 'issue');
  if (issues >= 0 && !open.some(({ decision }) => decision?.status === 'published')) {
    const message = 'Здесь решение никогда не опубликовано: выдавать нечего';
    return [
      error('nothingToIssue', `${pointer}/effects/${issues}`, [
        message,
        'Исправьте состояния, в которых действие возможно (from)',
      ]),
    ];
  }
  const needed = action.effects.findIndex(
    ({ effect }) => effect === 'publish' || effect === 'returnDecision' || effect === 'renderDecision',
  );
  if (needed < 0 || action.effects.slice(0, needed).some(({ effect }) => effect === 'decide')) return [];
  if (open.some(({ decision }) => decision?.status === 'prepared')) return [];
  const message = 'К этому действию решение никогда не подготовлено: оно всегда будет отклонено';
  return [
    error('noDecisionYet', `${pointer}/effects/${needed}`, [
      message,
      'Сначала нужно действие со следствием «Подготовить решение» (decide)',
    ]),
  ];
}

/** Rows of a table of targets that no case takes. */
function rowFindings({ action, here, judge }: Place, pointer: string): Finding[] {
  if (!Array.isArray(action.to)) return [];
  const decided = action.effects.flatMap((effect) => (effect.effect === 'decide' ? [effect.kind] : []));
  const [kind] = decided;
  const standings = here.map((one): Standing => (kind ? { ...one, decision: { kind, status: 'prepared' } } : one));
  return action.to.flatMap(({ when }, row) => {
    if (when === undefined || standings.some((standing) => judge.canBeMet(action, when, standing))) return [];
    const message = 'Эту строку переходов не выберет ни одна заявка';
    return [warning('impossibleRow', `${pointer}/to/${row}/when`, [message, 'Исправьте условие или удалите строку'])];
  });
}
