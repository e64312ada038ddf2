import type { WorkflowAction, WorkflowDefinition } from '@reglament/format';
import { possibilities, type World } from '../../rule/possible.ts';
import { type Finding, warning } from '../finding.ts';

/**
 * Whether one person may prepare a decision and approve it too. What an executor with full rights does alone is meant so,
 * and automatic actions belong to nobody.
 */
export function ownApprovalFindings(workflow: WorkflowDefinition, action: WorkflowAction, pointer: string): Finding[] {
  if (action.automatic || !action.effects.some(({ effect }) => effect === 'publish')) return [];
  const waiting = workflow.states.filter(({ phase }) => phase === 'awaitingApproval').map(({ code }) => code);
  if (!action.from.some((state) => waiting.includes(state))) return [];
  const preparing = workflow.actions.filter(waitsForApproval);
  if (preparing.some(({ code }) => code === action.notSameUserAs)) return [];
  const byExecutor = preparing.every(({ relation }) => relation === 'executor');
  if (byExecutor && !opensToExecutor(action)) return [];
  const todo = byExecutor
    ? 'Выберите «Не тот, кто выполнил» (notSameUserAs) или условие «Действует исполнитель» (case.actor.isExecutor)'
    : 'Выберите «Не тот, кто выполнил» (notSameUserAs): решение готовит не только исполнитель, поэтому условие об исполнителе (case.actor.isExecutor) не поможет';
  return [warning('samePersonApproves', pointer, ['Один человек может и подготовить, и утвердить решение', todo])];
}

/** A decision that its own action publishes (a refusal to accept) is for nobody to approve. */
function waitsForApproval({ effects }: WorkflowAction): boolean {
  const names = effects.map(({ effect }) => effect);
  return names.includes('decide') && !names.includes('publish');
}

const SUPER = 'superExecutor';

function opensToExecutor({ guard }: WorkflowAction): boolean {
  if (guard === undefined) return true;
  const allowed = (world: World): boolean => {
    const held = world.get('case.actor.functions');
    return world.get('case.actor.isExecutor') === true && !(Array.isArray(held) && held.includes(SUPER));
  };
  try {
    const question = { schema: { type: 'object' } as const, allowed, beside: ['case.actor.isExecutor'], budget: 5_000 };
    return possibilities(guard, question)?.met ?? true;
  } catch {
    // A guard that is itself wrong has its own finding.
    return false;
  }
}
