import { randomUUID } from 'node:crypto';
import { contentListXml, storageListXml, takeSignaturesOut } from './attachment.ts';
import { escapeText } from './document.ts';
import type { Letter, Rendered } from './mailbox.ts';
import { metadataXml, type Party, smev } from './metadata.ts';
import { findType, type Node, type SentRequest, signedBy } from './node.ts';
import { attachmentsOf, type ResponseData, type Said, SENDER_ID, senderDataXml } from './response-data.ts';
import type { Spoilt } from './sign.ts';
import type { Version } from './version.ts';

export interface ResponseOptions {
  /** Absent: a new one. */
  readonly messageId?: string;
  readonly request: SentRequest;
  readonly data: ResponseData;
  readonly at: Date;
  readonly acks?: number;
  readonly mishap?: Letter['mishap'];
  readonly spoilt?: { readonly smev?: Spoilt | 'absent'; readonly sender?: Spoilt } | undefined;
  /** Names a request that the receiver never made. */
  readonly isForeign?: boolean;
}

/** What an answer is made of. */
export interface KeptResponse {
  readonly form: 'response';
  readonly options: ResponseOptions;
}

const SMEV_ID = 'SIGNED_BY_SMEV';

/** An answer on its way to the one who asked. */
export function responseLetter(node: Node, options: ResponseOptions): Letter & { readonly kept: KeptResponse } {
  const { request, data, at, acks, mishap } = options;
  const messageId = options.messageId ?? (data.kind === 'forwarded' ? data.messageId : node.newId());
  const sent = { ...options, messageId };
  return {
    messageId,
    kept: { form: 'response', options: sent },
    kind: 'response',
    to: request.body?.key,
    type: findType(node, request.type)?.response,
    nodeId: request.nodeId,
    at,
    ...(acks === undefined ? {} : { acks }),
    mishap,
    render: (delivery) => renderResponse(node, sent, delivery),
    onAck() {
      for (const { id, storedAs } of attachmentsOf(data)) if (storedAs !== undefined) node.storage.giveBack(id);
    },
  };
}

type Sent = ResponseOptions & Said;

function renderResponse(node: Node, sent: Sent, { version, at }: { version: Version; at: Date }): Rendered {
  const { request, data, messageId, spoilt } = sent;
  const said = senderDataXml(sent, version);
  const attachments = attachmentsOf(data);
  const metadata = { messageId, type: 'RESPONSE' as const, sender: senderOf(sent), recipient: request.sender };
  const response = [
    `<ns2:Response Id="${SMEV_ID}">`,
    originalXml(sent),
    said,
    metadataXml({ ...metadata, sentAt: sent.at, deliveredAt: at }, version),
    storageListXml(attachments, node.storage),
    senderSignature(node, sent, { version, said }),
    '</ns2:Response>',
  ].join('');
  const signature =
    spoilt?.smev === 'absent'
      ? ''
      : signedBy(node.keys.smev, response, { version, name: 'SMEVSignature', id: SMEV_ID, spoilt: spoilt?.smev });
  const taken = takeSignaturesOut(response);
  const contents = attachments.filter(({ storedAs }) => storedAs === undefined);
  return {
    xml: `<ns2:ResponseMessage>${taken.xml}${contentListXml(attachments)}${signature}</ns2:ResponseMessage>`,
    parts: [...contents, ...taken.parts],
  };
}

function senderOf({ data, request }: Sent): Party {
  if (data.kind === 'forwarded') return data.sender;
  return data.kind === 'refusedBySmev' ? smev : request.provider;
}

function senderSignature(node: Node, { data, spoilt }: Sent, { version, said }: { version: Version; said: string }) {
  const name = 'SenderInformationSystemSignature';
  if (data.kind === 'forwarded') {
    // Over names of another version it would not hold.
    return data.version === version ? `<ns2:${name}>${data.signature}</ns2:${name}>` : '';
  }
  const key = data.kind === 'refusedBySmev' ? node.keys.smev : node.keys.provider;
  return signedBy(key, said, { version, name, id: SENDER_ID, spoilt: spoilt?.sender });
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
