import type { FileContent, OutgoingFile } from './file.ts';
import type { JsonObject } from './json.ts';

/** Exchange of messages that one plugin offers to others: two queues, and whatever carries them in between. */
export interface Bus {
  /** Idempotent by `message.id`. @throws ProviderError */
  send(message: NewBusMessage, signal: AbortSignal): Promise<void>;
  /** What has come of these types and was not acknowledged; ends when there is no more. */
  take(types: readonly string[], signal: AbortSignal): AsyncIterable<BusMessage>;
}

export interface NewBusMessage {
  readonly id: string;
  /** Such as `regional/request`. */
  readonly type: string;
  /** Code of the body it is for, where the bus does not know it from the type. */
  readonly to?: string;
  readonly content: JsonObject;
  readonly files: readonly OutgoingFile[];
  /** The message that this one answers. */
  readonly replyTo?: string;
}

export interface BusMessage {
  readonly id: string;
  readonly type: string;
  readonly from: { readonly code: string; readonly title: string };
  readonly content: JsonObject;
  readonly files: readonly { readonly name: string; readonly description?: string; readonly content: FileContent }[];
  readonly replyTo?: string;
  /** Until then it comes again. */
  ack(): Promise<void>;
}
