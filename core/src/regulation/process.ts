import type { Phase, WorkflowAction, WorkflowDefinition, WorkflowFunction } from '@reglament/format';
import { plural, quoted } from '../rule/russian.ts';
import { titleOf } from '../rule/title.ts';
import { actionItems, type Naming } from './action.ts';
import { type Chapter, type Clause, listing } from './clause.ts';
import { type Subject, sayer } from './subject.ts';

const PHASES = {
  draft: 'черновик',
  received: 'поступило',
  inProgress: 'в работе',
  waitingApplicant: 'ожидает заявителя',
  awaitingApproval: 'на утверждении',
  awaitingSignature: 'на подписании',
  granted: 'услуга предоставлена',
  refused: 'отказано',
  withdrawn: 'отозвано или возвращено',
  closed: 'завершено',
} as const satisfies Record<Phase, string>;

export function processChapters(subject: Subject): Chapter[] {
  const { workflow, service } = subject;
  if (workflow === undefined) {
    const text = `Услуга ссылается на процесс «${service.workflow}», которого нет.`;
    return [{ key: 'process', title: 'Порядок предоставления услуги', clauses: [{ key: 'none', text }] }];
  }
  const naming = namingOf(workflow);
  const actions = workflow.actions.map((action) => actionClause(action, { naming, subject }));
  return [
    { key: 'people', title: 'Участники и состояния заявления', clauses: [people(workflow), states(workflow, naming)] },
    { key: 'process', title: 'Действия по заявлению', clauses: actions },
  ];
}

function namingOf({ functions, states, actions }: WorkflowDefinition): Naming {
  const stateTitles = new Map(states.map(({ code, title }) => [code, titleOf(title)]));
  const actionTitles = new Map(actions.map(({ code, title }) => [code, titleOf(title)]));
  return {
    state: (code) => `«${stateTitles.get(code) ?? code}»`,
    action: (code) => `«${actionTitles.get(code) ?? code}»`,
    person: (code) => (Object.hasOwn(functions, code) ? titleOf(functions[code]?.title ?? code) : code),
  };
}

function people({ functions }: WorkflowDefinition): Clause {
  const items = Object.values(functions).map((one) => `${titleOf(one.title)}: ${seen(one)}.`);
  return { key: 'people', text: 'В предоставлении услуги участвуют:', items };
}

function seen({ sees: { relation, phases } }: WorkflowFunction): string {
  const which = relation === 'any' ? 'видит все заявления органа' : 'видит заявления, которые создал или исполняет';
  return phases === undefined ? which : `${which}, в фазах: ${phases.map((phase) => PHASES[phase]).join(', ')}`;
}

function states({ states: all, initial }: WorkflowDefinition, naming: Naming): Clause {
  const rows = all.map(({ code, title, phase, final, days, clock, editable = [] }) => [
    titleOf(title),
    PHASES[phase],
    days === undefined ? '—' : `${days} ${plural(days, ['день', 'дня', 'дней'])}`,
    [
      ...(code === initial ? ['начальное'] : []),
      ...(final ? ['конечное'] : []),
      ...(clock === 'pauses' ? ['срок не идёт'] : []),
      ...(editable.length === 0 ? [] : [`сведения правит: ${editable.map(naming.person).join(', ')}`]),
    ].join('; ') || '—',
  ]);
  const columns = [
    { title: 'Состояние', width: 4 },
    { title: 'Фаза', width: 3 },
    { title: 'Отведено', width: 2 },
    { title: 'Особенности', width: 5 },
  ];
  return { key: 'states', text: 'Состояния заявления:', table: { columns, rows } };
}

function actionClause(action: WorkflowAction, { naming, subject }: { naming: Naming; subject: Subject }): Clause {
  const say = sayer(subject, action.input);
  const [clause] = listing(action.code, `${quoted(titleOf(action.title))}.`, actionItems(action, { naming, say }));
  return clause ?? { key: action.code, text: `${quoted(titleOf(action.title))}.` };
}
