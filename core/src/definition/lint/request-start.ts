import type { WorkflowDefinition } from '@reglament/format';
import { at, error, type Finding } from '../finding.ts';
import { targetsOf } from './workflow-graph.ts';

/** Others are asked while a case is in work: an action that starts requests leads there, or stays there. */
export function requestStartFindings({ actions, states }: WorkflowDefinition): Finding[] {
  const working = new Set(states.filter(({ phase }) => phase === 'inProgress').map(({ code }) => code));
  return actions.flatMap((action, index) => {
    const effect = action.effects.findIndex((one) => one.effect === 'startRequests');
    if (effect < 0) return [];
    const targets = action.stay ? action.from : targetsOf(action);
    if (targets.some((state) => working.has(state))) return [];
    const message = 'Запросы отправляют, пока заявка в работе, а это действие туда не ведёт';
    const todo =
      'Перенесите «Отправить запросы услуги» (startRequests) в действие, которое ведёт в состояние фазы работы (inProgress)';
    return [error('startOutsideWork', at('actions', index, 'effects', effect), [message, todo])];
  });
}
