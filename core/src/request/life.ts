import type { RequestStatus } from '@reglament/sdk';

/** Signed is not kept: it is prepared, and there is a signature over what was prepared. */
export type KeptStatus = Exclude<RequestStatus, 'signed'>;

/** What happens to a request; each leads to one status, from those where it makes sense. */
const events = {
  edit: { from: ['draft', 'prepared'], to: 'draft' },
  prepare: { from: ['draft', 'prepared'], to: 'prepared' },
  sign: { from: ['prepared'], to: 'prepared' },
  send: { from: ['draft', 'prepared'], to: 'queued' },
  retry: { from: ['failed'], to: 'queued' },
  cancel: { from: ['draft', 'prepared', 'queued', 'waiting', 'failed'], to: 'cancelled' },
  taken: { from: ['queued'], to: 'waiting' },
  interim: { from: ['queued', 'waiting'], to: 'waiting' },
  answer: { from: ['queued', 'waiting', 'failed'], to: 'answered' },
  /** By a person, who has it on paper. */
  bring: { from: ['queued', 'waiting', 'failed'], to: 'answered' },
  refuse: { from: ['queued', 'waiting', 'failed'], to: 'refused' },
  fail: { from: ['queued'], to: 'failed' },
} as const satisfies Record<string, { readonly from: readonly KeptStatus[]; readonly to: KeptStatus }>;

export type RequestEvent = keyof typeof events;

/** The status after the event; undefined when it does not happen to such a request (an answer that comes late). */
export function after(status: KeptStatus, event: RequestEvent): KeptStatus | undefined {
  const { from, to } = events[event];
  return (from as readonly KeptStatus[]).includes(status) ? to : undefined;
}

/** Usual words; a kind may have its own. */
export const statusTitles: Readonly<Record<RequestStatus, string>> = {
  draft: 'Черновик',
  prepared: 'Подготовлен',
  signed: 'Подписан',
  queued: 'Отправляется',
  waiting: 'Ожидает ответа',
  answered: 'Ответ получен',
  refused: 'Отказ поставщика',
  failed: 'Ошибка',
  cancelled: 'Отменён',
};

/** Nothing more is expected of the other side. */
export function isSettled(status: KeptStatus): boolean {
  return status === 'answered' || status === 'refused' || status === 'cancelled';
}
