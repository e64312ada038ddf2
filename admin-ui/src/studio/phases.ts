import type { Phase } from '@reglament/format';

/** Phases in the order of a case, in the words of who describes a service. */
export const phaseWords: Readonly<Record<Phase, string>> = {
  draft: 'Черновик',
  received: 'Поступила',
  inProgress: 'В работе',
  waitingApplicant: 'Ждёт заявителя',
  awaitingApproval: 'На утверждении',
  awaitingSignature: 'На подписании',
  granted: 'Услуга предоставлена',
  refused: 'Отказано',
  withdrawn: 'Отозвана или возвращена',
  closed: 'Работа завершена',
};

export const phases = (Object.keys(phaseWords) as Phase[]).map((value) => ({ value, label: phaseWords[value] }));
