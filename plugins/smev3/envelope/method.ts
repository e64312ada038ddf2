import type { SmevVersion } from '../config.ts';

/** The operations of the service that a participant calls. */
export const methods = [
  'SendRequest',
  'SendResponse',
  'GetRequest',
  'GetResponse',
  'GetStatus',
  'Ack',
  'GetIncomingQueueStatistics',
] as const;
export type SmevMethod = (typeof methods)[number];

const root = 'urn://x-artefacts-smev-gov-ru/services/message-exchange/types';

export const soapNamespace = 'http://schemas.xmlsoap.org/soap/envelope/';
export const xopNamespace = 'http://www.w3.org/2004/08/xop/include';

export interface Namespaces {
  readonly types: string;
  readonly basic: string;
  readonly faults: string;
}

export function namespacesOf(version: SmevVersion): Namespaces {
  return { types: `${root}/${version}`, basic: `${root}/basic/${version}`, faults: `${root}/faults/${version}` };
}

/** Any of the transport's own namespaces, of whatever version: what comes in is read tolerantly. */
export function isTransportNamespace(uri: string): boolean {
  return uri.startsWith(`${root}/`);
}
