import type { FileContent, OutgoingFile } from './file.ts';
import type { Json, JsonObject } from './json.ts';
import type { SignatureVerdict } from './signer.ts';

/** Exchange of messages that one plugin offers to others: two queues, and whatever carries them in between. */
export interface Bus {
  /** Whether messages of this type can go over it; absent: any. What it does not carry goes over the installation's own. */
  carries?(type: string): boolean;
  /** Idempotent by `message.id`. @throws ProviderError */
  send(message: NewBusMessage, signal: AbortSignal): Promise<void>;
  /** What has come of these types and was not acknowledged; ends when there is no more. */
  take(types: readonly string[], signal: AbortSignal): AsyncIterable<BusMessage>;
}

/** A file of a message. */
export interface BusFile extends OutgoingFile {
  /** The name by which the content speaks of it: a bus with a storage puts it there under this name. A UUID. */
  readonly storedAs?: string;
}

export interface NewBusMessage {
  readonly id: string;
  /** Such as `regional/request`. */
  readonly type: string;
  /** Code of the body it is for, where the bus does not know it from the type. */
  readonly to?: string;
  readonly content: JsonObject;
  readonly files: readonly BusFile[];
  /** The message that this one answers. */
  readonly replyTo?: string;
  /** What that message gave as its `reference`, as it came. */
  readonly reference?: Json;
  /** The transaction that it goes on with, where the bus knows such. */
  readonly transaction?: string;
}

export interface BusMessage {
  readonly id: string;
  readonly type: string;
  readonly from: { readonly code: string; readonly title: string };
  readonly content: JsonObject;
  readonly files: readonly {
    readonly name: string;
    readonly description?: string;
    readonly signature?: Uint8Array;
    readonly content: FileContent | Uint8Array;
    /** As its sender has named it in the storage of the bus. */
    readonly storedAs?: string;
  }[];
  readonly replyTo?: string;
  /** What an answer to it has to give back. */
  readonly reference?: Json;
  readonly transaction?: string;
  /** As it came, byte by byte. */
  readonly original?: Uint8Array;
  /** What its signatures showed; absent: the bus carries none. */
  readonly verdicts?: readonly SignatureVerdict[];
  /** What could not be read as it should be, in Russian. */
  readonly problems?: readonly string[];
  /** Until then it comes again. */
  ack(): Promise<void>;
}
