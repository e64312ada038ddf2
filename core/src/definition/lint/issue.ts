import type { WorkflowAction } from '@reglament/format';
import { error, type Finding } from '../finding.ts';

/** Giving a result into somebody's hands: a person does it, and the case stays where it is. */
export function issueFindings(action: WorkflowAction, pointer: string): Finding[] {
  const index = action.effects.findIndex(({ effect }) => effect === 'issue');
  if (index < 0) return [];
  const found: Finding[] = [];
  if (!action.stay) {
    const text = [
      'Выдача на руки не меняет состояния: за результатом приходят и после конца работы',
      'Выберите «Состояние не меняется» (stay вместо to)',
    ] as const;
    found.push(error('issueMoves', pointer, text));
  }
  if (action.automatic || action.onDeadline || action.onPortal || action.creates) {
    const text = ['Результат из рук в руки передаёт сотрудник', 'Сделайте действие обычным'] as const;
    found.push(error('issueByItself', `${pointer}/effects/${index}`, text));
  }
  return found;
}
