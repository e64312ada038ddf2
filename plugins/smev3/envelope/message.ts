import type { RejectionCode } from './build.ts';

/** What a node of СМЭВ says of a message that it carries. */
export interface Metadata {
  readonly messageId?: string;
  readonly type?: string;
  readonly sender: { readonly mnemonic?: string; readonly name?: string };
  readonly sentAt?: Date;
  readonly status?: string;
}

/** How a message stands with СМЭВ itself. */
export interface AsyncStatus {
  readonly originalMessageId?: string;
  readonly category?: string;
  readonly details?: string;
  readonly fault?: { readonly code?: string; readonly description?: string; readonly errors: readonly string[] };
}

export interface FileHeader {
  readonly contentId: string;
  readonly mimeType: string;
  readonly signature?: Uint8Array;
}

export interface FileReference {
  readonly uuid: string;
  readonly fileName?: string;
  readonly mimeType: string;
  readonly hash?: Uint8Array;
  readonly signature?: Uint8Array;
}

/** Where a file of a message lies, and the one-off key to it. */
export interface FileAccess {
  readonly uuid: string;
  readonly user: string;
  readonly password: string;
  readonly fileName: string;
}

/** Bytes in the envelope, or the Content-ID of the MIME part that holds them. */
export type AttachedContent = { readonly content: Uint8Array } | { readonly part: string };

/** The element under MessagePrimaryContent. */
export interface PrimaryContent {
  readonly namespace: string;
  readonly name: string;
  /** Stands alone: declares all that it uses. */
  readonly xml: string;
}

/** The element that a signature has to be over, as it was read. */
export interface Signed {
  readonly element: string;
  readonly id?: string;
}

interface Carried {
  /** Name of the message itself: what Ack wants, and what a repeat is known by. */
  readonly messageId: string;
  readonly metadata: Metadata;
  readonly content?: PrimaryContent;
  readonly headers: readonly FileHeader[];
  readonly references: readonly FileReference[];
  readonly accesses: readonly FileAccess[];
  /** By content id. */
  readonly attached: ReadonlyMap<string, AttachedContent>;
  readonly signedBySmev: Signed;
  readonly signedBySender: Signed;
  readonly transactionCode?: string;
  readonly referenceMessageId?: string;
}

export interface ResponseMessage extends Carried {
  readonly originalMessageId?: string;
  readonly rejections: readonly { readonly code: RejectionCode | string; readonly description: string }[];
  readonly requestStatus?: { readonly code?: string; readonly description: string };
  readonly asyncStatus?: AsyncStatus;
}

export interface RequestMessage extends Carried {
  readonly replyTo?: string;
  readonly isTest: boolean;
  readonly nodeId?: string;
}

/** What came back from a call of the service. */
export type Answer =
  | { readonly kind: 'fault'; readonly fault: SoapFault }
  | { readonly kind: 'sent'; readonly metadata: Metadata; readonly signed: Signed }
  | { readonly kind: 'empty' }
  | { readonly kind: 'response'; readonly message: ResponseMessage }
  | { readonly kind: 'request'; readonly message: RequestMessage }
  | { readonly kind: 'cancel'; readonly messageId: string; readonly cancelled?: string }
  | { readonly kind: 'status'; readonly status: AsyncStatus }
  | { readonly kind: 'statistics'; readonly queues: readonly { readonly name: string; readonly pending: number }[] }
  | { readonly kind: 'acknowledged' };

export interface SoapFault {
  /** Local name of the fault of the faults schema; absent: a fault that says no more than words. */
  readonly name?: string;
  readonly text: string;
  readonly code?: string;
  readonly description?: string;
  /** Whatever else it says: validator's messages, limits, the reason why a signature was refused. */
  readonly details: readonly string[];
}
