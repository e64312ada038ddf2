import type { WorkflowAction, WorkflowDefinition } from '@reglament/format';
import { at, error, type Finding } from '../finding.ts';

/** What the platform does by itself when the last signature stands. */
export function signedActionFindings({ actions }: WorkflowDefinition): Finding[] {
  return actions.flatMap((action, index) => {
    if (!action.onSigned) return [];
    const pointer = `${at('actions', index)}/onSigned`;
    return [...askFindings(action, pointer), ...twinFindings(actions.slice(0, index), action, pointer)];
  });
}

function askFindings(action: WorkflowAction, pointer: string): Finding[] {
  const { automatic, creates, onDeadline, comment, input, effects } = action;
  if ((input?.schema.required ?? []).length > 0 || comment === 'required' || automatic || creates || onDeadline) {
    const text = [
      'Форму и комментарий этого действия заполнять некому',
      'Уберите обязательные поля и комментарий; «Как выполняется» – «Сотрудник нажимает кнопку» (без automatic, creates и onDeadline)',
    ] as const;
    return [error('signedAsks', pointer, text)];
  }
  if (effects.some(({ effect }) => effect === 'requireSignature')) return [];
  const text = [
    'Это действие не ждёт подписи',
    'Добавьте следствие «Потребовать подпись документа» (requireSignature) или снимите «Выполнить самой, когда встала последняя подпись» (onSigned)',
  ] as const;
  return [error('signedNotAwaited', pointer, text)];
}

/** Two of them in one state: the first would always be taken. */
function twinFindings(earlier: readonly WorkflowAction[], action: WorkflowAction, pointer: string): Finding[] {
  const common = action.from.find((code) => earlier.some((one) => one.onSigned && one.from.includes(code)));
  if (common === undefined) return [];
  const text = [`В состоянии «${common}» последняя подпись уже выполняет другое действие`, 'Оставьте одно'] as const;
  return [error('signedTwice', pointer, text)];
}
