import type { DecisionKind, EffectName, PlannedEffect } from '../application/facts.ts';
import { titleOf } from '../rule/title.ts';

const DECISIONS: Readonly<Record<DecisionKind, string>> = {
  grant: 'предоставить',
  refuse: 'отказать',
  reject: 'отказать в приёме документов',
  dismiss: 'вернуть без рассмотрения',
};

type Words = {
  readonly [Name in EffectName]: (
    effect: Extract<PlannedEffect, { effect: Name }>,
    nameOf: (id: string) => string,
  ) => string;
};

/** What an effect would have done to a real application, in a walk that does nothing. */
const words: Words = {
  register: ({ incomplete }) => (incomplete ? 'Дан номер, срок не идёт' : 'Зарегистрировано: дан номер, пошёл срок'),
  assign: ({ executorId }, nameOf) =>
    executorId === null ? 'Назначение снято' : `Исполнителем назначен: ${nameOf(executorId)}`,
  decide: ({ kind }) => `Подготовлено решение: ${DECISIONS[kind]}`,
  returnDecision: () => 'Решение возвращено на доработку',
  publish: () => 'Решение опубликовано: документ готов, заявителю сообщено',
  notify: ({ message }) => `Заявителю сообщено: ${titleOf(message, 'ru')}`,
  pause: ({ reason }) => `Срок приостановлен: ${reason}`,
  resume: ({ reason }) => `Срок возобновлён: ${reason}`,
  extend: ({ days, reason }) => `Срок продлён на дней: ${days}. ${reason}`,
  recompute: () => 'Срок пересчитан',
  renderDecision: () => 'Составлен документ решения',
  requireSignature: () => 'Документ считается подписанным',
  sendBack: ({ message }) => `Возвращено заявителю: ${titleOf(message, 'ru')}`,
  acceptCorrections: () => 'Исправления заявителя приняты',
  startRequests: () => 'Отправлены запросы, которые уходят сами',
  revoke: () => 'Решение отменено',
  issue: () => 'Результат выдан на руки',
};

export function effectWords(effect: PlannedEffect, nameOf: (id: string) => string): string {
  const say = words[effect.effect] as (one: PlannedEffect, nameOf: (id: string) => string) => string;
  return say(effect, nameOf);
}
