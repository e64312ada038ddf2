import type { SmevVersion } from '../config.ts';
import { namespacesOf, type SmevMethod, soapNamespace, xopNamespace } from './method.ts';
import { elementsOf, writeXml, type XmlElement, type XmlPart } from './write-xml.ts';

/** Id of the element that the information system signs. */
export const signedId = 'SIGNED_BY_CALLER';

/** A file inside the message. */
export interface Attachment {
  /** A name by the rules of `xs:ID`. */
  readonly contentId: string;
  readonly mimeType: string;
  /** Detached CMS. */
  readonly signature?: Uint8Array;
  /** Content-ID of the MIME part that holds it; absent: `content` goes in as base64. */
  readonly part?: string;
  readonly content?: Uint8Array;
}

/** A file in the file storage of СМЭВ. */
export interface Reference {
  readonly uuid: string;
  readonly name: string;
  /** ГОСТ digest of the file. */
  readonly hash: Uint8Array;
  readonly mimeType: string;
  readonly signature?: Uint8Array;
}

interface Content {
  /** The element under MessagePrimaryContent, as text with all that it declares. */
  readonly content: string;
  /** `ds:Signature` of an official over it. */
  readonly personalSignature?: string;
  readonly attachments?: readonly Attachment[];
  readonly references?: readonly Reference[];
}

export interface RequestToSend extends Content {
  readonly messageId: string;
  /** Root of the chain; absent: this message. */
  readonly referenceMessageId?: string;
  readonly transactionCode?: string;
  readonly nodeId?: string;
  readonly endOfLife?: Date;
  readonly isTest?: boolean;
}

/** `FAILURE` is unknown to version 1.2. */
export const rejectionCodes = ['ACCESS_DENIED', 'NO_DATA', 'UNKNOWN_REQUEST_DESCRIPTION', 'FAILURE'] as const;
export type RejectionCode = (typeof rejectionCodes)[number];

export type ResponseContent =
  | ({ readonly kind: 'content' } & Content)
  | {
      readonly kind: 'rejected';
      readonly reasons: readonly { readonly code: RejectionCode; readonly description: string }[];
    }
  | {
      readonly kind: 'status';
      readonly code: number;
      readonly description: string;
      readonly parameters?: readonly { readonly key: string; readonly value: string }[];
    };

export interface ResponseToSend {
  readonly messageId: string;
  /** ReplyTo of the request, as it came. */
  readonly to: string;
  readonly response: ResponseContent;
}

/** Which messages are wanted; without a type: any. */
export interface Selector {
  readonly type?: { readonly namespace: string; readonly name: string };
  readonly timestamp: Date;
  readonly nodeId?: string;
}

/** A call of the service that is not signed yet. */
export interface Call {
  readonly method: SmevMethod;
  /** The element with Id `signedId`, as text that stands alone: what is signed, and what goes in. */
  readonly signed: string;
  /** The whole envelope. @param signature `ds:Signature` over `signed` */
  envelope(signature: string): string;
}

export function sendRequest(version: SmevVersion, request: RequestToSend): Call {
  const { types } = kit(version);
  const { messageId, nodeId, endOfLife } = request;
  const reference = request.referenceMessageId ?? messageId;
  // 1.2 wants a code in every message: a root one carries its own id.
  const transaction = request.transactionCode ?? (version === '1.2' ? messageId : undefined);
  const data = types(
    'SenderProvidedRequestData',
    types('MessageID', messageId),
    types('ReferenceMessageID', reference),
    transaction === undefined ? undefined : types('TransactionCode', transaction),
    nodeId === undefined ? undefined : types('NodeID', nodeId),
    endOfLife === undefined ? undefined : types('EOL', endOfLife.toISOString()),
    ...contentParts(version, request),
    request.isTest === true ? types('TestMessage') : undefined,
  );
  return call(version, 'SendRequest', { signed: data, before: [], after: contentList(version, request) });
}

export function sendResponse(version: SmevVersion, { messageId, to, response }: ResponseToSend): Call {
  const { types } = kit(version);
  const data = types(
    'SenderProvidedResponseData',
    types('MessageID', messageId),
    types('To', to),
    ...responseParts(version, response),
  );
  const after = response.kind === 'content' ? contentList(version, response) : [];
  return call(version, 'SendResponse', { signed: data, before: [], after });
}

function responseParts(version: SmevVersion, response: ResponseContent): readonly (XmlPart | undefined)[] {
  const { types } = kit(version);
  if (response.kind === 'content') return contentParts(version, response);
  if (response.kind === 'rejected') {
    return response.reasons.map(({ code, description }) =>
      types('RequestRejected', types('RejectionReasonCode', code), types('RejectionReasonDescription', description)),
    );
  }
  const parameters = (response.parameters ?? []).map(({ key, value }) =>
    types('StatusParameter', types('Key', key), types('Value', value)),
  );
  const code = types('StatusCode', String(response.code));
  return [types('RequestStatus', code, ...parameters, types('StatusDescription', response.description))];
}

export function getRequest(version: SmevVersion, selector: Selector): Call {
  return call(version, 'GetRequest', { signed: selectorElement(version, selector), before: [], after: [] });
}

export function getResponse(version: SmevVersion, selector: Selector): Call {
  return call(version, 'GetResponse', { signed: selectorElement(version, selector), before: [], after: [] });
}

export function getStatus(version: SmevVersion, timestamp: Date): Call {
  const { basic } = kit(version);
  return call(version, 'GetStatus', { signed: basic('Timestamp', timestamp.toISOString()), before: [], after: [] });
}

/** @param accepted false: its signature did not hold, and it was not taken */
export function ack(version: SmevVersion, messageId: string, accepted: boolean): Call {
  const { basic } = kit(version);
  const target = { ...basic('AckTargetMessage', messageId), attributes: { accepted: String(accepted) } };
  return call(version, 'Ack', { signed: target, before: [], after: [] });
}

export function getIncomingQueueStatistics(
  version: Exclude<SmevVersion, '1.3'>,
  { timestamp, nodeId }: Pick<Selector, 'timestamp' | 'nodeId'>,
): Call {
  const { basic, types } = kit(version);
  const before = nodeId === undefined ? [] : [types('NodeID', nodeId)];
  const signed = basic('Timestamp', timestamp.toISOString());
  return call(version, 'GetIncomingQueueStatistics', { signed, before, after: [] });
}

const kit = (version: SmevVersion) => {
  const namespaces = namespacesOf(version);
  return { types: elementsOf(namespaces.types), basic: elementsOf(namespaces.basic) };
};

function selectorElement(version: SmevVersion, { type, timestamp, nodeId }: Selector): XmlElement {
  const { basic } = kit(version);
  return basic(
    'MessageTypeSelector',
    ...(type === undefined ? [] : [basic('NamespaceURI', type.namespace), basic('RootElementLocalName', type.name)]),
    basic('Timestamp', timestamp.toISOString()),
    nodeId === undefined ? undefined : basic('NodeID', nodeId),
  );
}

function contentParts(version: SmevVersion, content: Content): readonly (XmlPart | undefined)[] {
  const { types, basic } = kit(version);
  const { personalSignature, attachments = [], references = [] } = content;
  return [
    basic('MessagePrimaryContent', { raw: content.content }),
    personalSignature === undefined ? undefined : types('PersonalSignature', { raw: personalSignature }),
    attachments.length === 0
      ? undefined
      : basic('AttachmentHeaderList', ...attachments.map((file) => attachmentHeader(version, file))),
    references.length === 0
      ? undefined
      : basic('RefAttachmentHeaderList', ...references.map((file) => referenceHeader(version, file))),
  ];
}

function attachmentHeader(version: SmevVersion, { contentId, mimeType, signature }: Attachment): XmlElement {
  const { basic } = kit(version);
  return basic(
    'AttachmentHeader',
    basic('contentId', contentId),
    basic('MimeType', mimeType),
    signature === undefined ? undefined : basic('SignaturePKCS7', base64(signature)),
  );
}

function referenceHeader(version: SmevVersion, { uuid, name, hash, mimeType, signature }: Reference): XmlElement {
  const { basic } = kit(version);
  return basic(
    'RefAttachmentHeader',
    basic('uuid', uuid),
    version === '1.3' ? basic('FileName', name) : undefined,
    basic('Hash', base64(hash)),
    basic('MimeType', mimeType),
    signature === undefined ? undefined : basic('SignaturePKCS7', base64(signature)),
  );
}

/** What is under no signature of the information system, so that the bytes may travel beside the envelope. */
function contentList(version: SmevVersion, { attachments = [] }: Content): readonly XmlElement[] {
  const { basic } = kit(version);
  if (attachments.length === 0) return [];
  const items = attachments.map(({ contentId, part, content }) =>
    basic(
      'AttachmentContent',
      basic('Id', contentId),
      basic('Content', part === undefined ? base64(content) : include(part)),
    ),
  );
  return [basic('AttachmentContentList', ...items)];
}

function include(part: string): XmlElement {
  return { namespace: xopNamespace, name: 'Include', attributes: { href: `cid:${encodeURIComponent(part)}` } };
}

function base64(bytes: Uint8Array | undefined): string {
  return Buffer.from(bytes ?? []).toString('base64');
}

interface Parts {
  readonly signed: XmlElement;
  readonly before: readonly XmlElement[];
  readonly after: readonly XmlElement[];
}

function call(version: SmevVersion, method: SmevMethod, { signed, before, after }: Parts): Call {
  const soap = elementsOf(soapNamespace);
  const { types } = kit(version);
  const text = writeXml({ ...signed, attributes: { Id: signedId, ...signed.attributes } });
  return {
    method,
    signed: text,
    envelope(signature) {
      const holder = types('CallerInformationSystemSignature', { raw: signature });
      const body = types(`${method}Request`, ...before, { raw: text }, ...after, holder);
      return writeXml(soap('Envelope', soap('Header'), soap('Body', body)));
    },
  };
}
