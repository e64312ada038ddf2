import type { DecisionKind, Effect } from '@reglament/format';
import { quoted } from '../rule/russian.ts';
import { titleOf } from '../rule/title.ts';
import { placedBy } from './placeholder-words.ts';

/** Messages of a process know no form. */
const placed = placedBy({});

const ASSIGNED = {
  me: 'исполнителем становится тот, кто выполнил действие',
  creator: 'исполнителем становится создатель заявления',
  chosen: 'исполнителем становится выбранный сотрудник',
  nobody: 'назначение исполнителя снимается',
} as const satisfies Record<Extract<Effect, { effect: 'assign' }>['to'], string>;

export const DECIDED = {
  grant: 'о предоставлении услуги',
  refuse: 'об отказе в предоставлении услуги',
  reject: 'об отказе в приёме документов',
  dismiss: 'о возврате без рассмотрения',
} as const satisfies Record<DecisionKind, string>;

type Words = { readonly [Name in Effect['effect']]: (effect: Extract<Effect, { effect: Name }>) => string };

const words: Words = {
  register: ({ incomplete }) =>
    incomplete
      ? 'заявление получает номер без полной проверки, срок не начинается'
      : 'заявление проверяется целиком, получает номер, начинается срок',
  assign: ({ to }) => ASSIGNED[to],
  decide: ({ kind }) => `записывается решение ${DECIDED[kind]}`,
  returnDecision: () => 'решение возвращается на доработку',
  publish: ({ rendered }) =>
    rendered
      ? 'решение публикуется подписанным документом, заявитель уведомляется'
      : 'решение публикуется: составляется документ, заявитель уведомляется',
  notify: ({ message }) => `заявителю сообщается: ${quoted(placed(titleOf(message)))}`,
  pause: () => 'срок приостанавливается',
  resume: () => 'срок возобновляется',
  extend: () => 'срок продлевается на указанное число дней',
  recompute: () => 'срок пересчитывается по календарю',
  renderDecision: () => 'составляется документ решения для подписания',
  requireSignature: () => 'действие закрыто, пока документ решения не подписан электронной подписью',
  sendBack: ({ message }) => `заявление возвращается заявителю для исправления: ${quoted(placed(titleOf(message)))}`,
  acceptCorrections: () => 'исправленное заявление проверяется целиком и принимается с прежним номером и сроком',
  startRequests: () => 'направляются запросы, которые уходят сами',
  revoke: () => 'опубликованное решение отменяется',
  issue: () => 'записывается выдача результата на руки: кому, когда, по какому документу',
};

/** What an effect does, as a part of a sentence. */
export function effectWords(effect: Effect): string {
  const say = words[effect.effect] as (one: Effect) => string;
  return say(effect);
}
