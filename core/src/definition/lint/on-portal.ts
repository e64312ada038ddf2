import type { WorkflowAction, WorkflowDefinition } from '@reglament/format';
import { at, error, type Finding } from '../finding.ts';

/** What the platform does by itself with the messages of a portal. */
export function portalActionFindings({ actions, states }: WorkflowDefinition): Finding[] {
  return actions.flatMap((action, index) => {
    if (action.onPortal === undefined) return [];
    const pointer = at('actions', index);
    return [...askFindings(action, pointer), ...phaseFindings(action, { states, pointer }), ...twins(actions, index)];
  });
}

/** What needs a person who answers for it. */
const needPerson: ReadonlySet<string> = new Set(['decide', 'returnDecision', 'publish', 'extend', 'assign']);

function askFindings(action: WorkflowAction, pointer: string): Finding[] {
  const found: Finding[] = [];
  if ((action.input?.schema.required ?? []).length > 0 || action.automatic || action.creates || action.onDeadline) {
    const text = [
      'Форму этого действия заполнять некому',
      'Уберите обязательные поля; «Как выполняется» – «Сотрудник нажимает кнопку» (без automatic, creates и onDeadline)',
    ] as const;
    found.push(error('portalAsks', `${pointer}/onPortal`, text));
  }
  for (const [row, { effect }] of action.effects.entries()) {
    if (!needPerson.has(effect)) continue;
    const text = [
      `Без сотрудника «${effect}» не выполнить`,
      'Уберите это следствие или выберите «Не связано с порталом» (onPortal)',
    ] as const;
    found.push(error('portalEffect', `${pointer}/effects/${row}`, text));
  }
  return found;
}

interface Place {
  readonly states: WorkflowDefinition['states'];
  readonly pointer: string;
}

/** Corrections count only while the applicant is waited for. */
function phaseFindings(action: WorkflowAction, { states, pointer }: Place): Finding[] {
  const wanted = { application: 'draft', correction: 'waitingApplicant', cancel: undefined }[
    action.onPortal ?? 'cancel'
  ];
  if (wanted === undefined) return [];
  const elsewhere = action.from.filter((code) => states.find((state) => state.code === code)?.phase !== wanted);
  return elsewhere.map((code) =>
    error('portalPhase', `${pointer}/from`, [
      `В состоянии «${code}» портал этого не присылает`,
      `Оставьте состояния фазы ${wanted} или уберите onPortal`,
    ]),
  );
}

/** Two actions for one message in one state: the first of them would always be taken. */
function twins(actions: readonly WorkflowAction[], index: number): Finding[] {
  const action = actions[index];
  const earlier = actions.slice(0, index).filter((one) => one.onPortal === action?.onPortal);
  const common = action?.from.find((code) => earlier.some((one) => one.from.includes(code)));
  if (common === undefined) return [];
  const text = [
    `В состоянии «${common}» на то же сообщение портала отвечает другое действие`,
    'Оставьте одно',
  ] as const;
  return [error('portalTwice', `${at('actions', index)}/onPortal`, text)];
}
