import type { Term, WorkflowDefinition } from '@reglament/format';
import { longestWay, withStages } from '../definition/course-days.ts';
import { plural, quoted } from '../rule/russian.ts';
import { titleOf } from '../rule/title.ts';
import { type Chapter, type Clause, listing } from './clause.ts';
import { CHECK } from './passport.ts';
import type { Subject } from './subject.ts';

/** «14 рабочих дней». */
export function daysText({ days, unit }: Pick<Term, 'days' | 'unit'>): string {
  const kind =
    unit === 'working'
      ? (['рабочий', 'рабочих', 'рабочих'] as const)
      : (['календарный', 'календарных', 'календарных'] as const);
  return `${days} ${plural(days, kind)} ${plural(days, ['день', 'дня', 'дней'])}`;
}

export function termChapter({ service, workflow }: Subject): Chapter {
  const { term } = service;
  const clauses: Clause[] =
    term === undefined
      ? [{ key: 'term', text: 'Срок предоставления услуги не установлен.' }]
      : [{ key: 'term', text: `Срок предоставления услуги – ${daysText(term)}.` }, ...rulesOf(term)];
  return {
    key: 'term',
    title: 'Срок предоставления услуги',
    clauses:
      workflow === undefined
        ? clauses
        : [...clauses, ...courseOf(withStages(workflow, term), term), ...noticesOf(workflow, term)],
  };
}

/** Everything about a term but its length, one sentence a rule. */
function rulesOf({ startsOn, cutOffHour, extension }: Term): Clause[] {
  const first = startsOn === 'nextDay' ? 'следующий день' : 'следующий рабочий день';
  const late =
    cutOffHour === undefined
      ? ''
      : ` Зарегистрированное в ${cutOffHour}:00 и позже считается поступившим на следующий день.`;
  const times = extension?.times ?? 1;
  return [
    {
      key: 'start',
      text: `Первый день срока – ${first} после регистрации заявления. Последний день срока просрочкой не считается.${late}`,
    },
    {
      key: 'extension',
      text:
        extension === undefined
          ? 'Продление срока не предусмотрено.'
          : `Срок можно продлить ${times} ${plural(times, ['раз', 'раза', 'раз'])}, всего не более чем на ${extension.days} ${plural(extension.days, ['день', 'дня', 'дней'])}${extension.clause === undefined ? '' : ` (${extension.clause})`}${extension.check ? CHECK : ''}.`,
    },
  ];
}

function courseOf(workflow: WorkflowDefinition, term: Term | undefined): Clause[] {
  const states = new Map(workflow.states.map((state) => [state.code, state]));
  const way = longestWay(workflow);
  const paused = workflow.states
    .filter(({ clock }) => clock === 'pauses')
    .map(({ title }) => `${quoted(titleOf(title))}`);
  const stages = (way?.stages ?? []).map(({ code, days }) => {
    const state = states.get(code);
    const title = state === undefined ? code : titleOf(state.title);
    return `«${title}» – ${days} ${plural(days, ['день', 'дня', 'дней'])}${state?.check ? CHECK : ''}`;
  });
  const whole =
    way === undefined
      ? ''
      : ` Самый длинный путь – ${way.days} ${plural(way.days, ['день', 'дня', 'дней'])}${term === undefined ? '' : ` из ${term.days}`}.`;
  return [
    ...listing('pauses', 'Течение срока приостанавливается, пока заявление в состоянии:', paused),
    ...listing('course', `На состояния отведено.${whole}`, stages),
  ];
}

function noticesOf({ deadline, functions }: WorkflowDefinition, term: Term | undefined): Clause[] {
  const titleOfFunction = (code: string) =>
    `«${functions[code] === undefined ? code : titleOf(functions[code].title)}»`;
  const whom = (tell: NonNullable<typeof deadline>['passed']) => {
    const { executor, functions: all = [], unassigned = [] } = tell?.tell ?? {};
    return [
      ...(executor ? ['исполнителю'] : []),
      ...all.map((code) => `всем с функцией ${titleOfFunction(code)}`),
      ...unassigned.map((code) => `пока исполнителя нет – всем с функцией ${titleOfFunction(code)}`),
    ].join(', ');
  };
  const near = deadline?.near;
  const days = term?.warnDays ?? near?.days;
  return [
    ...(near === undefined
      ? []
      : [
          {
            key: 'near',
            text: `За ${days} ${plural(days ?? 0, ['рабочий день', 'рабочих дня', 'рабочих дней'])} до конца срока напоминание: ${whom(near)}.`,
          },
        ]),
    ...(deadline?.passed === undefined
      ? []
      : [{ key: 'passed', text: `Когда срок истёк, сообщение: ${whom(deadline.passed)}.` }]),
  ];
}
