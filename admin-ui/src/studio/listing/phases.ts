import type { Phase } from '@reglament/format';

/** Phases in the order of a case, in the words of who describes a service. */
export const phases = [
  { value: 'draft', label: 'Черновик' },
  { value: 'received', label: 'Поступила' },
  { value: 'inProgress', label: 'В работе' },
  { value: 'waitingApplicant', label: 'Ждёт заявителя' },
  { value: 'awaitingApproval', label: 'На утверждении' },
  { value: 'awaitingSignature', label: 'На подписании' },
  { value: 'granted', label: 'Услуга предоставлена' },
  { value: 'refused', label: 'Отказано' },
  { value: 'withdrawn', label: 'Отозвана или возвращена' },
  { value: 'closed', label: 'Работа завершена' },
] as const satisfies readonly { value: Phase; label: string }[];
