export type NotifyWay = 'email' | 'sms';

/** Takes messages to people outside of portals. */
export interface Notifier {
  readonly ways: readonly NotifyWay[];
  /** Idempotent by `message.id` as far as the way allows. @throws ProviderError */
  send(message: NotifierMessage, signal: AbortSignal): Promise<void>;
}

export interface NotifierMessage {
  readonly id: string;
  readonly way: NotifyWay;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}
