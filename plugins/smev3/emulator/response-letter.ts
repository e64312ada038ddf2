import { randomUUID } from 'node:crypto';
import { escapeText } from './document.ts';
import { faultContent, numbered, type SmevFault } from './fault.ts';
import type { Attachment, Letter, Rendered } from './mailbox.ts';
import { metadataXml, smev } from './metadata.ts';
import { type Node, replyAddress, type SentRequest, signedBy } from './node.ts';
import type { Spoilt } from './sign.ts';
import type { Version } from './version.ts';

/** What is said about a request: one of these. */
export type ResponseData =
  | { readonly kind: 'content'; readonly xml: string; readonly attachments: readonly Attachment[] }
  | { readonly kind: 'rejected'; readonly reasons: readonly { readonly code: string; readonly text: string }[] }
  | { readonly kind: 'status'; readonly code: number; readonly text: string }
  /** The node itself refuses, after it had taken the request. */
  | { readonly kind: 'refusedBySmev'; readonly fault: SmevFault };

export interface ResponseOptions {
  readonly request: SentRequest;
  readonly data: ResponseData;
  readonly at: Date;
  readonly acks?: number;
  readonly mishap?: Letter['mishap'];
  readonly spoilt?: { readonly smev?: Spoilt | 'absent'; readonly sender?: Spoilt } | undefined;
  /** Names a request that the receiver never made. */
  readonly isForeign?: boolean;
}

const SMEV_ID = 'SIGNED_BY_SMEV';
const SENDER_ID = 'SENDER_OV_SIGNATURE';

/** An answer on its way to the one who asked. */
export function responseLetter(node: Node, options: ResponseOptions): Letter {
  const { request, data, at, acks, mishap } = options;
  const messageId = node.newId();
  const type =
    data.kind === 'content' ? node.types.find(({ request: asked }) => asked.root === request.type.root) : undefined;
  return {
    messageId,
    kind: 'response',
    to: request.body?.key,
    type: type?.response ?? request.type,
    nodeId: request.nodeId,
    at,
    ...(acks === undefined ? {} : { acks }),
    mishap,
    render: (delivery) => renderResponse(node, { ...options, messageId }, delivery),
  };
}

type Sent = ResponseOptions & { readonly messageId: string };

function renderResponse(node: Node, sent: Sent, { version, at }: { version: Version; at: Date }): Rendered {
  const { request, data, messageId, spoilt } = sent;
  const sender = data.kind === 'refusedBySmev' ? smev : request.provider;
  const said = senderData(sent, version);
  const key = data.kind === 'refusedBySmev' ? node.keys.smev : node.keys.provider;
  const senderSignature = signedBy(key, said, {
    version,
    name: 'SenderInformationSystemSignature',
    id: SENDER_ID,
    spoilt: spoilt?.sender,
  });
  const metadata = { messageId, type: 'RESPONSE' as const, sender, recipient: request.sender, sentAt: sent.at };
  const response = [
    `<ns2:Response Id="${SMEV_ID}">`,
    originalXml(sent),
    said,
    metadataXml({ ...metadata, deliveredAt: at }, version),
    senderSignature,
    '</ns2:Response>',
  ].join('');
  const signature =
    spoilt?.smev === 'absent'
      ? ''
      : signedBy(node.keys.smev, response, { version, name: 'SMEVSignature', id: SMEV_ID, spoilt: spoilt?.smev });
  const parts = data.kind === 'content' ? data.attachments : [];
  const xml = `<ns2:ResponseMessage>${response}${contentListXml(parts)}${signature}</ns2:ResponseMessage>`;
  return { xml, parts };
}

function originalXml({ request, isForeign }: Sent): string {
  const original = isForeign ? foreignId(request.messageId) : request.messageId;
  const code = request.transactionCode;
  return [
    `<ns2:OriginalMessageId>${original}</ns2:OriginalMessageId>`,
    code ? `<ns2:OriginalTransactionCode>${escapeText(code)}</ns2:OriginalTransactionCode>` : '',
    request.referenceId ? `<ns2:ReferenceMessageID>${request.referenceId}</ns2:ReferenceMessageID>` : '',
  ].join('');
}

/** Of another node: nobody here has made it. */
function foreignId(messageId: string): string {
  return `${messageId.slice(0, -12)}${randomUUID().slice(-12)}`;
}

function senderData({ request, data, messageId }: Sent, version: Version): string {
  return [
    `<ns2:SenderProvidedResponseData Id="${SENDER_ID}"><ns2:MessageID>${messageId}</ns2:MessageID>`,
    `<ns2:To>${replyAddress(request)}</ns2:To>`,
    dataXml(data, request, version),
    '</ns2:SenderProvidedResponseData>',
  ].join('');
}

function dataXml(data: ResponseData, request: SentRequest, version: Version): string {
  switch (data.kind) {
    case 'content':
      return `<MessagePrimaryContent>${data.xml}</MessagePrimaryContent>${headersXml(data.attachments)}`;
    case 'rejected':
      return data.reasons
        .map(({ code, text }) => {
          const description = `<ns2:RejectionReasonDescription>${escapeText(text)}</ns2:RejectionReasonDescription>`;
          return `<ns2:RequestRejected><ns2:RejectionReasonCode>${code}</ns2:RejectionReasonCode>${description}</ns2:RequestRejected>`;
        })
        .join('');
    case 'status': {
      const text = `<ns2:StatusDescription>${escapeText(data.text)}</ns2:StatusDescription>`;
      return `<ns2:RequestStatus><ns2:StatusCode>${data.code}</ns2:StatusCode>${text}</ns2:RequestStatus>`;
    }
    case 'refusedBySmev':
      return asyncStatusXml(data.fault, request.messageId, version);
  }
}

/** `AsyncProcessingStatus`: the node has looked again and will not pass it on. */
export function asyncStatusXml(fault: SmevFault, messageId: string, version: Version): string {
  const content = faultContent(fault, version);
  const inside =
    content || `<Code>emulator:TR:ASYNC:${fault.fault}</Code><Description>${escapeText(numbered(fault))}</Description>`;
  const type = content ? ` xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="ns3:${fault.fault}"` : '';
  return [
    `<ns2:AsyncProcessingStatus><ns2:OriginalMessageId>${messageId}</ns2:OriginalMessageId>`,
    '<ns2:StatusCategory>requestIsRejectedBySmev</ns2:StatusCategory>',
    `<ns2:StatusDetails>${escapeText(fault.message.slice(0, 500))}</ns2:StatusDetails>`,
    `<ns2:SmevFault${type}>${inside}</ns2:SmevFault></ns2:AsyncProcessingStatus>`,
  ].join('');
}

function headersXml(attachments: readonly Attachment[]): string {
  if (attachments.length === 0) return '';
  const headers = attachments.map(
    ({ id, mediaType }) =>
      `<AttachmentHeader><contentId>${id}</contentId><MimeType>${mediaType}</MimeType></AttachmentHeader>`,
  );
  return `<AttachmentHeaderList>${headers.join('')}</AttachmentHeaderList>`;
}

/** Contents go as parts beside the envelope. */
export function contentListXml(parts: readonly Attachment[]): string {
  if (parts.length === 0) return '';
  const contents = parts.map(({ id }) => {
    const include = `<xop:Include xmlns:xop="http://www.w3.org/2004/08/xop/include" href="cid:${encodeURIComponent(id)}"/>`;
    return `<AttachmentContent><Id>${id}</Id><Content>${include}</Content></AttachmentContent>`;
  });
  return `<AttachmentContentList>${contents.join('')}</AttachmentContentList>`;
}
