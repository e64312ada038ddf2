import type { Effect, WorkflowAction } from '@reglament/format';

export const effectWords: Readonly<Record<Effect['effect'], string>> = {
  register: 'Зарегистрировать: номер, срок, полная проверка',
  assign: 'Назначить исполнителя',
  decide: 'Подготовить решение',
  returnDecision: 'Вернуть решение на доработку',
  renderDecision: 'Составить документ решения для подписи',
  requireSignature: 'Потребовать подпись документа',
  publish: 'Опубликовать решение',
  notify: 'Сообщить заявителю',
  sendBack: 'Вернуть заявителю на доработку',
  acceptCorrections: 'Принять исправления заявителя',
  startRequests: 'Отправить запросы услуги',
  pause: 'Приостановить срок',
  resume: 'Возобновить срок',
  extend: 'Продлить срок',
  recompute: 'Пересчитать срок по календарю',
  revoke: 'Отменить опубликованное решение',
  issue: 'Выдать результат на руки',
};

export const assignWords = {
  me: 'того, кто выполняет действие',
  creator: 'создателя заявки',
  chosen: 'выбранного в форме действия',
  nobody: 'никого: снять назначение',
} as const;

export const decisionWords = {
  grant: 'предоставить услугу',
  refuse: 'отказать в услуге',
  reject: 'отказать в приёме документов',
  dismiss: 'вернуть без рассмотрения',
} as const;

/** How an action comes to be done. */
export type Doing = 'person' | 'creates' | 'automatic' | 'onDeadline';

export const doingWords: Readonly<Record<Doing, string>> = {
  person: 'Сотрудник нажимает кнопку',
  creates: 'Сотрудник создаёт этим заявку',
  automatic: 'Само, сразу после действия сотрудника',
  onDeadline: 'Само, когда срок истёк',
};

export function doingOf({ creates, automatic, onDeadline }: WorkflowAction): Doing {
  if (creates) return 'creates';
  if (automatic) return 'automatic';
  return onDeadline ? 'onDeadline' : 'person';
}
