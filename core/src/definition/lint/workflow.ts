import type { WorkflowAction, WorkflowDefinition, WorkflowState } from '@reglament/format';
import { variablePath } from '../../rule/rule-shape.ts';
import { at, error, type Finding, warning } from '../finding.ts';
import { clockFindings } from './clock.ts';
import { issueFindings } from './issue.ts';
import { portalActionFindings } from './on-portal.ts';
import { signedActionFindings } from './on-signed.ts';
import { ownApprovalFindings } from './own-approval.ts';
import { rulesOf } from './places.ts';
import { recallFindings } from './recall.ts';
import { requestStartFindings } from './request-start.ts';
import { endPhases } from './workflow-facts.ts';
import { automaticCycleFindings, isRevocation, reachFindings, targetsOf } from './workflow-graph.ts';
import { possibleFindings } from './workflow-possible.ts';

/** States, ways between them, people and effects. */
export function lintWorkflow(workflow: WorkflowDefinition): Finding[] {
  const states = new Map(workflow.states.map((state) => [state.code, state]));
  const known = [
    ...unknownStates(workflow, states),
    ...unknownFunctions(workflow),
    ...workflow.actions.flatMap((action, index) => actionFindings(workflow, action, at('actions', index))),
  ];
  const whole = [
    ...creationFindings(workflow),
    ...finalFindings(workflow),
    ...clockFindings(workflow),
    ...portalActionFindings(workflow),
    ...signedActionFindings(workflow),
    ...requestStartFindings(workflow),
  ];
  const broken = known.some(({ code }) => code === 'unknownState');
  return [...known, ...whole, ...(broken ? [] : courseFindings(workflow))];
}

/** What the ways and the conditions together say; the table of ways first, because it is the plainer reason. */
function courseFindings(workflow: WorkflowDefinition): Finding[] {
  const ways = [...reachFindings(workflow), ...automaticCycleFindings(workflow)];
  const named = new Set(ways.map(({ pointer }) => pointer));
  return [...ways, ...possibleFindings(workflow).filter(({ pointer }) => !named.has(pointer))];
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
    ...functionsInRules(workflow),
  ];
  return named
    .filter(({ code }) => !Object.hasOwn(workflow.functions, code))
    .map(({ code, pointer }) =>
      error('unknownFunction', pointer, [
        `Функции «${code}» нет в процессе`,
        'Добавьте её на вкладке «Участники» (functions) или исправьте код',
      ]),
    );
}

/** `{"in": ["executor", {"var": "case.actor.functions"}]}` names a function like any list of functions does. */
function functionsInRules(workflow: WorkflowDefinition): { code: string; pointer: string }[] {
  return rulesOf(workflow).flatMap(({ rule, pointer }) => {
    const found: { code: string; pointer: string }[] = [];
    const visit = (node: unknown, place: string): void => {
      if (typeof node !== 'object' || node === null) return;
      const [code, list] = 'in' in node && Array.isArray(node.in) ? node.in : [];
      if (typeof code === 'string' && variablePath(list) === 'case.actor.functions')
        found.push({ code, pointer: place });
      for (const [key, value] of Object.entries(node)) visit(value, place + at(key));
    };
    visit(rule, pointer);
    return found;
  });
}

function actionFindings(workflow: WorkflowDefinition, action: WorkflowAction, pointer: string): Finding[] {
  return [
    ...wayFindings(action, pointer),
    ...peopleFindings(workflow, action, pointer),
    ...effectFindings(action, pointer),
    ...signingFindings(workflow, action, pointer),
    ...recallFindings(workflow, action, pointer),
    ...issueFindings(action, pointer),
  ];
}

function wayFindings(action: WorkflowAction, pointer: string): Finding[] {
  if (action.creates) {
    if (action.from.length === 0 && action.to === undefined && !action.stay) return [];
    const todo = 'Снимите отметки состояний (from) и «Куда ведёт» (to): заявка попадает в начальное состояние';
    return [error('creationWithWay', pointer, ['Действие создания не может вести из состояния в состояние', todo])];
  }
  const found: Finding[] = [];
  if (action.from.length === 0)
    found.push(error('nowhereFrom', `${pointer}/from`, ['Действие ниоткуда недоступно', 'Укажите состояния']));
  if ((action.to === undefined) === (action.stay === undefined)) {
    const text = [
      'Неясно, меняет ли действие состояние',
      'Выберите, куда ведёт действие (to), или «Состояние не меняется» (stay)',
    ] as const;
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
        'Не выбирайте, кто выполняет (functions)',
      ]),
    );
  }
  const byNobody = action.automatic || action.onDeadline || isRevocation(action);
  if (!byNobody && action.functions.length === 0) {
    found.push(error('nobody', `${pointer}/functions`, ['Действие никому не доступно', 'Укажите функции']));
  }
  if (action.guard !== undefined && action.guardMessage === undefined) {
    found.push(
      warning('guardWithoutMessage', `${pointer}/guard`, [
        'Условие без пояснения',
        'Напишите в «Что сказать, когда закрыто» (guardMessage), почему действие закрыто',
      ]),
    );
  }
  const { notSameUserAs } = action;
  if (notSameUserAs !== undefined && !workflow.actions.some(({ code }) => code === notSameUserAs)) {
    found.push(
      error('unknownAction', `${pointer}/notSameUserAs`, [`Действия «${notSameUserAs}» нет`, 'Исправьте код действия']),
    );
  }
  return [...found, ...ownApprovalFindings(workflow, action, pointer)];
}

/** A signature is asked for where papers wait for one; papers that are published as they are were rendered before. */
function signingFindings(workflow: WorkflowDefinition, action: WorkflowAction, pointer: string): Finding[] {
  const found: Finding[] = [];
  const phaseOf = (code: string) => workflow.states.find((state) => state.code === code)?.phase;
  if (action.effects.some(({ effect }) => effect === 'requireSignature')) {
    const elsewhere = action.from.filter((code) => phaseOf(code) !== 'awaitingSignature');
    found.push(
      ...elsewhere.map((code) =>
        error('signatureElsewhere', `${pointer}/from`, [
          `В состоянии «${code}» подписи не ждут: действие навсегда закрыто`,
          'Поставьте это состояние в фазу подписания (awaitingSignature) или уберите следствие «Потребовать подпись документа» (requireSignature)',
        ]),
      ),
    );
  }
  const renders = workflow.actions.some(({ effects }) => effects.some(({ effect }) => effect === 'renderDecision'));
  if (!renders && action.effects.some((effect) => effect.effect === 'publish' && effect.rendered)) {
    const text = [
      'Публикуется документ, которого никто не составил',
      'Добавьте следствие «Составить документ решения для подписи» (renderDecision) туда, где готовят решение',
    ] as const;
    found.push(error('nothingRendered', `${pointer}/effects`, text));
  }
  return found;
}

/** What an effect takes from the action's form. */
function effectFindings(action: WorkflowAction, pointer: string): Finding[] {
  const fields = action.input?.schema.properties ?? {};
  const needs = action.effects.flatMap((effect) => {
    if (effect.effect === 'assign' && effect.to === 'chosen') return ['employee'];
    if (effect.effect === 'issue') return ['receiver', 'receiverName', 'document', 'confirmation'];
    if (effect.effect !== 'decide') return [];
    return effect.kind === 'grant' ? ['message'] : ['message', 'grounds'];
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
    error('noFinal', '/states', [
      'У процесса нет конечного состояния',
      'Отметьте «Конечное» (final) у состояний, где заявка заканчивается',
    ]),
  ];
}
