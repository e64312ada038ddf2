import type { WorkflowAction, WorkflowDefinition, WorkflowState } from '@reglament/format';
import { deps } from '../../rules.ts';
import { at, error, type Finding, warning } from '../finding.ts';
import { automaticCycleFindings, reachFindings, targetsOf } from './workflow-graph.ts';

/** States, ways between them, people and effects. */
export function lintWorkflow(workflow: WorkflowDefinition): Finding[] {
  const states = new Map(workflow.states.map((state) => [state.code, state]));
  const known = [
    ...unknownStates(workflow, states),
    ...unknownFunctions(workflow),
    ...workflow.actions.flatMap((action, index) => actionFindings(workflow, action, at('actions', index))),
  ];
  const whole = [...creationFindings(workflow), ...finalFindings(workflow)];
  const broken = known.some(({ code }) => code === 'unknownState');
  return [...known, ...whole, ...(broken ? [] : [...reachFindings(workflow), ...automaticCycleFindings(workflow)])];
}

function unknownStates(workflow: WorkflowDefinition, states: ReadonlyMap<string, WorkflowState>): Finding[] {
  const named = [
    { code: workflow.initial, pointer: '/initial' },
    ...workflow.actions.flatMap((action, index) => [
      ...action.from.map((code, row) => ({ code, pointer: at('actions', index, 'from', row) })),
      ...targetsOf(action).map((code, row) => {
        const place = at('actions', index, 'to');
        return { code, pointer: Array.isArray(action.to) ? place + at(row, 'state') : place };
      }),
    ]),
  ];
  return named
    .filter(({ code }) => !states.has(code))
    .map(({ code, pointer }) => error('unknownState', pointer, [`Состояния «${code}» нет`, 'Исправьте код состояния']));
}

function unknownFunctions(workflow: WorkflowDefinition): Finding[] {
  const named = [
    ...workflow.actions.flatMap((action, index) =>
      action.functions.map((code, row) => ({ code, pointer: at('actions', index, 'functions', row) })),
    ),
    ...workflow.states.flatMap((state, index) =>
      (state.editable ?? []).map((code, row) => ({ code, pointer: at('states', index, 'editable', row) })),
    ),
  ];
  return named
    .filter(({ code }) => !Object.hasOwn(workflow.functions, code))
    .map(({ code, pointer }) =>
      error('unknownFunction', pointer, [
        `Функции «${code}» нет в процессе`,
        'Добавьте её в functions или исправьте код',
      ]),
    );
}

function actionFindings(workflow: WorkflowDefinition, action: WorkflowAction, pointer: string): Finding[] {
  return [
    ...wayFindings(action, pointer),
    ...peopleFindings(workflow, action, pointer),
    ...effectFindings(action, pointer),
  ];
}

function wayFindings(action: WorkflowAction, pointer: string): Finding[] {
  if (action.creates) {
    if (action.from.length === 0 && action.to === undefined && !action.stay) return [];
    const todo = 'Оставьте from пустым и уберите to: заявка попадает в начальное состояние';
    return [error('creationWithWay', pointer, ['Действие создания не может вести из состояния в состояние', todo])];
  }
  const found: Finding[] = [];
  if (action.from.length === 0)
    found.push(error('nowhereFrom', `${pointer}/from`, ['Действие ниоткуда недоступно', 'Укажите состояния']));
  if ((action.to === undefined) === (action.stay === undefined)) {
    const text = ['Неясно, меняет ли действие состояние', 'Укажите либо to, либо stay'] as const;
    found.push(error('toOrStay', pointer, text));
  }
  if (Array.isArray(action.to)) {
    const last = action.to.length - 1;
    action.to.forEach((target, row) => {
      if (row === last && target.when !== undefined) {
        found.push(
          warning('noElse', `${pointer}/to/${row}`, [
            'У таблицы переходов нет строки «иначе»',
            'Добавьте последнюю строку без условия',
          ]),
        );
      }
      if (row < last && target.when === undefined) {
        found.push(
          error('unreachableRow', `${pointer}/to/${row}`, [
            'Строка без условия закрывает остальные',
            'Поставьте её последней',
          ]),
        );
      }
    });
  }
  return found;
}

function peopleFindings(workflow: WorkflowDefinition, action: WorkflowAction, pointer: string): Finding[] {
  const found: Finding[] = [];
  if (action.automatic && action.functions.length > 0) {
    found.push(
      warning('automaticWithFunctions', `${pointer}/functions`, [
        'Автоматическое действие делает система',
        'Оставьте functions пустым',
      ]),
    );
  }
  if (!action.automatic && action.functions.length === 0) {
    found.push(error('nobody', `${pointer}/functions`, ['Действие никому не доступно', 'Укажите функции']));
  }
  if (action.guard !== undefined && action.guardMessage === undefined) {
    found.push(
      warning('guardWithoutMessage', `${pointer}/guard`, [
        'Условие без пояснения',
        'Напишите в guardMessage, почему действие закрыто',
      ]),
    );
  }
  const { notSameUserAs } = action;
  if (notSameUserAs !== undefined && !workflow.actions.some(({ code }) => code === notSameUserAs)) {
    found.push(
      error('unknownAction', `${pointer}/notSameUserAs`, [`Действия «${notSameUserAs}» нет`, 'Исправьте код действия']),
    );
  }
  if (approvesOwn(workflow, action)) {
    const todo = 'Укажите notSameUserAs или условие по case.actor.isExecutor';
    found.push(warning('samePersonApproves', pointer, ['Один человек может и подготовить, и утвердить решение', todo]));
  }
  return found;
}

/** Publishes what waits for approval, and nothing keeps the one who prepared it from doing so. */
function approvesOwn(workflow: WorkflowDefinition, action: WorkflowAction): boolean {
  if (action.automatic || action.notSameUserAs !== undefined) return false;
  if (!action.effects.some(({ effect }) => effect === 'publish')) return false;
  const waits = action.from.some((code) =>
    workflow.states.some((state) => state.code === code && state.phase === 'awaitingApproval'),
  );
  return waits && !deps(action.guard).includes('case.actor.isExecutor');
}

/** What an effect takes from the action's form. */
function effectFindings(action: WorkflowAction, pointer: string): Finding[] {
  const fields = action.input?.schema.properties ?? {};
  const needs = action.effects.flatMap((effect) => {
    if (effect.effect === 'assign' && effect.to === 'chosen') return ['employee'];
    return effect.effect === 'decide' ? ['message'] : [];
  });
  return needs
    .filter((field) => !Object.hasOwn(fields, field))
    .map((field) =>
      error('inputWithoutField', `${pointer}/input`, [
        `Действию нужно поле «${field}», а в его форме такого нет`,
        `Добавьте в форму действия поле «${field}»`,
      ]),
    );
}

function creationFindings(workflow: WorkflowDefinition): Finding[] {
  const count = workflow.actions.filter((action) => action.creates).length;
  if (count === 1) return [];
  return [
    error('creation', '/actions', [`Действий, создающих заявку: ${count}`, 'Нужно ровно одно действие с creates']),
  ];
}

const endPhases: ReadonlySet<string> = new Set(['granted', 'refused', 'withdrawn', 'closed']);

function finalFindings(workflow: WorkflowDefinition): Finding[] {
  const found = workflow.states.flatMap((state, index) => {
    if (!state.final || endPhases.has(state.phase)) return [];
    return [
      error('finalPhase', at('states', index, 'phase'), [
        'Конечное состояние стоит в фазе работы',
        `Выберите фазу: ${[...endPhases].join(', ')}`,
      ]),
    ];
  });
  if (workflow.states.some((state) => state.final)) return found;
  return [
    ...found,
    error('noFinal', '/states', ['У процесса нет конечного состояния', 'Отметьте конечные состояния final']),
  ];
}
