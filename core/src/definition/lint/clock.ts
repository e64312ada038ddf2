import type { WorkflowAction, WorkflowDefinition } from '@reglament/format';
import { at, error, type Finding, warning } from '../finding.ts';

/** What stops, moves and watches the term. */
export function clockFindings(workflow: WorkflowDefinition): Finding[] {
  return [
    ...stateFindings(workflow),
    ...workflow.actions.flatMap((action, index) => [
      ...extendFindings(action, at('actions', index)),
      ...(action.onDeadline ? onDeadlineFindings(action, at('actions', index)) : []),
    ]),
    ...resumeFindings(workflow),
    ...audienceFindings(workflow),
  ];
}

const workPhases: ReadonlySet<string> = new Set([
  'received',
  'inProgress',
  'waitingApplicant',
  'awaitingApproval',
  'awaitingSignature',
]);

function stateFindings({ states }: WorkflowDefinition): Finding[] {
  return states.flatMap((state, index) => {
    if (state.clock === undefined || workPhases.has(state.phase)) return [];
    const text = [
      'Срок здесь и так не идёт: приостанавливать нечего',
      'Снимите «Срок здесь стоит» (clock) или выберите фазу работы',
    ] as const;
    return [error('clockPhase', at('states', index, 'clock'), text)];
  });
}

/** An extension takes its days and its reason from the action's form. */
function extendFindings(action: WorkflowAction, pointer: string): Finding[] {
  if (!action.effects.some(({ effect }) => effect === 'extend')) return [];
  const fields = action.input?.schema.properties ?? {};
  const found: Finding[] = [];
  if (!Object.hasOwn(fields, 'days')) {
    found.push(
      error('inputWithoutField', `${pointer}/input`, [
        'Действию нужно поле «days», а в его форме такого нет',
        'Добавьте в форму действия поле «days»',
      ]),
    );
  }
  if (!Object.hasOwn(fields, 'reason') && action.comment !== 'required') {
    found.push(
      error('extensionWithoutReason', pointer, [
        'Срок продлевают без причины',
        'Добавьте в форму поле «reason» или сделайте комментарий обязательным',
      ]),
    );
  }
  return found;
}

/** What nobody can be asked for when the clock acts. */
const needPerson: ReadonlySet<string> = new Set(['register', 'decide', 'returnDecision', 'publish', 'extend']);

/** The clock fills in no form, and decides nothing. */
function onDeadlineFindings(action: WorkflowAction, pointer: string): Finding[] {
  const found: Finding[] = [];
  const asks = action.input !== undefined || action.comment === 'required' || action.relation !== undefined;
  if (action.automatic || action.creates || asks || action.functions.length > 0) {
    const text = [
      'Действие по истечении срока выполняет система',
      'Выберите «Само, когда срок истёк» и уберите, кто выполняет (functions, relation), форму и комментарий; automatic не нужен',
    ] as const;
    found.push(error('deadlineAsks', `${pointer}/onDeadline`, text));
  }
  for (const [row, effect] of action.effects.entries()) {
    if (
      !needPerson.has(effect.effect) &&
      !(effect.effect === 'assign' && (effect.to === 'me' || effect.to === 'chosen'))
    )
      continue;
    const text = [
      `Без человека «${effect.effect}» не выполнить`,
      'Уберите этот эффект или сделайте действие ручным',
    ] as const;
    found.push(error('deadlineEffect', `${pointer}/effects/${row}`, text));
  }
  return found;
}

function resumeFindings({ actions }: WorkflowDefinition): Finding[] {
  const has = (action: WorkflowAction, name: string) => action.effects.some(({ effect }) => effect === name);
  if (actions.some((action) => has(action, 'resume'))) return [];
  return actions.flatMap((action, index) => {
    const text = [
      'Приостановленный срок ничто не возобновит',
      'Добавьте действие со следствием «Возобновить срок» (resume)',
    ] as const;
    return has(action, 'pause') ? [warning('pauseForEver', at('actions', index, 'effects'), text)] : [];
  });
}

function audienceFindings({ deadline, functions }: WorkflowDefinition): Finding[] {
  const found: Finding[] = [];
  for (const when of ['near', 'passed'] as const) {
    for (const whom of ['functions', 'unassigned'] as const) {
      for (const [row, code] of (deadline?.[when]?.tell[whom] ?? []).entries()) {
        if (Object.hasOwn(functions, code)) continue;
        const text = [
          `Функции «${code}» нет в процессе`,
          'Добавьте её на вкладке «Участники» (functions) или исправьте код',
        ] as const;
        found.push(error('unknownFunction', at('deadline', when, 'tell', whom, row), text));
      }
    }
  }
  return found;
}
