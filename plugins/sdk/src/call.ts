import type { Delivery } from './request.ts';

/** What another system has sent to an address of `host.callAddress`. */
export interface IncomingCall {
  /** The request whose address it is; absent: the connection's own, for all its requests. */
  readonly owner?: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** The same as `receive` gives. There is nothing to acknowledge: the call is answered well when this is stored. */
export type Called = Omit<Delivery, 'ack'>;
