import type { FormSchema } from '@reglament/format';
import type { JsonObject } from '@reglament/sdk';

/** What a portal and a body must agree on about a service: its own form, as it is published. */
export interface OrderService {
  readonly code: string;
  readonly title: string;
  readonly form: Pick<FormSchema, 'properties' | 'definitions'>;
}

/** A file of the zip that goes along. */
export interface OrderDocument {
  /** Code of the service's document. */
  readonly code: string;
  readonly fileName: string;
  readonly mimeType: string;
  /** Lower-case hex. */
  readonly sha256?: string;
}

export type OrderSource = 'epgu' | 'rpgu' | 'mfc';

/** What an applicant's account on the portal sends a body. */
export type OrderMessage = OrderApplication | OrderCorrection | OrderCancel | OrderText;

export interface OrderApplication {
  readonly kind: 'application';
  readonly orderId: string;
  readonly source: OrderSource;
  readonly submittedAt: Date;
  /** Code of the body. */
  readonly department: string;
  readonly service: string;
  /** In the fields of the registry of applicants. */
  readonly applicant: JsonObject;
  readonly representative?: JsonObject;
  readonly answers: JsonObject;
  readonly documents: readonly OrderDocument[];
}

export interface OrderCorrection {
  readonly kind: 'correction';
  readonly orderId: string;
  /** Only what has changed; null takes an answer away. */
  readonly answers: JsonObject;
  readonly documents: readonly OrderDocument[];
}

export interface OrderCancel {
  readonly kind: 'cancel';
  readonly orderId: string;
  readonly reason: string;
}

export interface OrderText {
  readonly kind: 'text';
  readonly orderId: string;
  readonly text: string;
}

/** Root of what the portal sends. */
export const orderRoot = 'FormData';
/** Root of what it is answered. */
export const answerRoot = 'FormDataResponse';

export function orderNamespace(service: string): string {
  return `urn://reglament/portal/order/${service}/1.0.0`;
}

/** Type of the message on a bus: `{namespace}Root`. */
export function orderType(service: string): string {
  return `{${orderNamespace(service)}}${orderRoot}`;
}
