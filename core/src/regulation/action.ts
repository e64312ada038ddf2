import type { FormDefinition, WorkflowAction } from '@reglament/format';
import { quoted } from '../rule/russian.ts';
import { titleOf } from '../rule/title.ts';
import { sentence } from './clause.ts';
import { effectWords } from './effect-words.ts';
import type { Say } from './subject.ts';

/** What codes of a process are called. */
export interface Naming {
  readonly state: (code: string) => string;
  readonly action: (code: string) => string;
  readonly person: (code: string) => string;
}

interface Told {
  readonly naming: Naming;
  readonly say: Say;
}

const MESSAGES = {
  application: 'с портала поступило заявление',
  correction: 'с портала поступили исправления',
  cancel: 'заявитель отказался от заявления на портале',
} as const satisfies Record<NonNullable<WorkflowAction['onPortal']>, string>;

/** Who does it, in which state, where it leads, on what condition, what is asked and what follows: one line each. */
export function actionItems(action: WorkflowAction, told: Told): string[] {
  const { onPortal, onSigned, effects } = action;
  const follows = effects.map(effectWords).join('; ');
  return [
    `Кто: ${actorText(action, told.naming)}.`,
    ...(onPortal === undefined ? [] : [`Выполняется и системой, когда ${MESSAGES[onPortal]}.`]),
    ...(onSigned ? ['Выполняется и системой, когда под документом встала последняя подпись.'] : []),
    wayText(action, told),
    ...conditionLines(action, told),
    ...inputLines(action),
    ...(follows === '' ? [] : [`Что происходит: ${follows}.`]),
  ];
}

function actorText({ functions, relation, automatic, onDeadline }: WorkflowAction, { person }: Naming): string {
  if (onDeadline) return 'система, когда срок истёк';
  const people = functions.map(person).join(', ');
  if (automatic)
    return people === ''
      ? 'система, сразу после действия сотрудника'
      : `система, вслед за действием сотрудника (${people})`;
  const own = { creator: ' – только создатель этого заявления', executor: ' – только исполнитель этого заявления' };
  return `${people === '' ? 'система' : people}${relation === undefined ? '' : own[relation]}`;
}

function wayText({ from, to, creates }: WorkflowAction, { naming, say }: Told): string {
  if (creates) return 'Заявление создаётся.';
  const source = from.map(naming.state).join(', ');
  if (to === undefined) return `Состояние ${source}: не меняется.`;
  if (typeof to === 'string') return `Из состояния ${source} в состояние ${naming.state(to)}.`;
  const targets = to.map(({ when, state }) =>
    when === undefined ? `иначе – ${naming.state(state)}` : `${naming.state(state)}, если ${say(when)}`,
  );
  return `Из состояния ${source} в состояние: ${targets.join('; ')}.`;
}

function conditionLines(action: WorkflowAction, { naming, say }: Told): string[] {
  const { guard, guardMessage, notSameUserAs, recalls } = action;
  const refusal = guardMessage === undefined ? '' : ` Иначе сотруднику сообщается: ${quoted(titleOf(guardMessage))}`;
  return [
    ...(guard === undefined
      ? []
      : [`Возможно, если ${say(guard)}.${refusal === '' ? '' : sentence(refusal).replace(/^ ?/, ' ')}`]),
    ...(notSameUserAs === undefined
      ? []
      : [`Не может выполнить тот, кто выполнил действие ${naming.action(notSameUserAs)}.`]),
    ...(recalls === undefined
      ? []
      : [
          `Отзывает действие ${recalls.map(naming.action).join(', ')}; доступно тому, кто его выполнил, пока никто другой ничего не сделал.`,
        ]),
  ];
}

const COMMENTS = { none: [], optional: ['Комментарий – по желанию.'], required: ['Комментарий обязателен.'] } as const;

function inputLines({ input, comment = 'none' }: WorkflowAction): string[] {
  const asked = input === undefined ? [] : fieldsOf(input);
  return [...(asked.length === 0 ? [] : [`Указывается: ${asked.join(', ')}.`]), ...COMMENTS[comment]];
}

function fieldsOf({ schema, sections }: FormDefinition): string[] {
  const demanded = new Set(schema.required);
  return sections
    .flatMap(({ fields }) => fields)
    .map((code) => `${schema.properties[code]?.title ?? code}${demanded.has(code) ? ' (обязательно)' : ''}`);
}
