/** What a subscription may ask for: the closed list, in the words that the administrator reads. */
export const eventTitles = {
  'application.created': 'заявка создана',
  'application.registered': 'заявка зарегистрирована',
  'application.stateChanged': 'состояние заявки изменилось',
  'application.decided': 'решение принято и опубликовано',
  'application.closed': 'работа по заявке завершена',
} as const;

export type WebhookEvent = keyof typeof eventTitles;

export const webhookEvents = Object.keys(eventTitles) as readonly WebhookEvent[];

/** By the administrator's hand, to see whether the receiver answers. */
export const pingEvent = 'ping';

export interface Notice {
  readonly id: string;
  readonly event: string;
  readonly at: Date;
  /** Ids and states of the application; nothing of the applicant. */
  readonly data: Readonly<Record<string, unknown>>;
}

/** The same text at every try, so that the receiver may compare. */
export function noticeBody({ id, event, at, data }: Notice): string {
  return JSON.stringify({ id, type: event, at: at.toISOString(), data });
}
