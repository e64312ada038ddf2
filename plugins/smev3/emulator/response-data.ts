import type { Attachment } from './attachment.ts';
import { headersXml } from './attachment.ts';
import { escapeText } from './document.ts';
import { faultContent, numbered, type SmevFault } from './fault.ts';
import type { Party } from './metadata.ts';
import { type ProcessingStatus, replyAddress, type SentRequest } from './node.ts';
import { inVersion, type Version } from './version.ts';

/** What is said about a request: one of these. */
export type ResponseData =
  | { readonly kind: 'content'; readonly xml: string; readonly attachments: readonly Attachment[] }
  | { readonly kind: 'rejected'; readonly reasons: readonly { readonly code: string; readonly text: string }[] }
  | { readonly kind: 'status'; readonly code: number; readonly text: string }
  /** The node itself refuses, after it had taken the request. */
  | { readonly kind: 'refusedBySmev'; readonly fault: SmevFault }
  /** As another body has written and signed it. */
  | ForwardedResponse;

export interface ForwardedResponse {
  readonly kind: 'forwarded';
  readonly messageId: string;
  readonly version: Version;
  readonly sender: Party;
  /** `SenderProvidedResponseData` and the `ds:Signature` over it. */
  readonly data: string;
  readonly signature: string;
  readonly attachments: readonly Attachment[];
}

export const SENDER_ID = 'SENDER_OV_SIGNATURE';

export interface Said {
  readonly data: ResponseData;
  readonly request: SentRequest;
  readonly messageId: string;
}

/** `SenderProvidedResponseData`. */
export function senderDataXml({ data, request, messageId }: Said, version: Version): string {
  if (data.kind === 'forwarded') return inVersion(data.data, data.version, version);
  return [
    `<ns2:SenderProvidedResponseData Id="${SENDER_ID}"><ns2:MessageID>${messageId}</ns2:MessageID>`,
    `<ns2:To>${replyAddress(request)}</ns2:To>`,
    dataXml(data, request, version),
    '</ns2:SenderProvidedResponseData>',
  ].join('');
}

export function attachmentsOf(data: ResponseData): readonly Attachment[] {
  return data.kind === 'content' || data.kind === 'forwarded' ? data.attachments : [];
}

function dataXml(
  data: Exclude<ResponseData, { kind: 'forwarded' }>,
  { messageId }: SentRequest,
  version: Version,
): string {
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
    case 'refusedBySmev': {
      const { fault } = data;
      return asyncStatusXml({ messageId, category: 'requestIsRejectedBySmev', details: fault.message, fault }, version);
    }
  }
}

/** `AsyncProcessingStatus`: how far the node has come with a message by itself. */
export function asyncStatusXml({ messageId, category, details, fault }: ProcessingStatus, version: Version): string {
  return [
    `<ns2:AsyncProcessingStatus><ns2:OriginalMessageId>${messageId}</ns2:OriginalMessageId>`,
    `<ns2:StatusCategory>${category}</ns2:StatusCategory>`,
    `<ns2:StatusDetails>${escapeText(details.slice(0, 500))}</ns2:StatusDetails>`,
    fault ? smevFaultXml(fault, version) : '',
    '</ns2:AsyncProcessingStatus>',
  ].join('');
}

function smevFaultXml(fault: SmevFault, version: Version): string {
  const content = faultContent(fault, version);
  if (content) {
    const type = `xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="ns3:${fault.fault}"`;
    return `<ns2:SmevFault ${type}>${content}</ns2:SmevFault>`;
  }
  const description = `<Description>${escapeText(numbered(fault))}</Description>`;
  return `<ns2:SmevFault><Code>emulator:TR:ASYNC:${fault.fault}</Code>${description}</ns2:SmevFault>`;
}
