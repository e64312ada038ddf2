import { escapeText } from './document.ts';
import type { Letter } from './mailbox.ts';
import { metadataXml } from './metadata.ts';
import { type Node, replyAddress, type SentRequest, signedBy } from './node.ts';
import { contentListXml } from './response-letter.ts';
import type { Version } from './version.ts';

export interface RequestLetterOptions {
  /** Key of the body; absent: the first one that asks. */
  readonly to?: string;
  readonly at?: Date;
  readonly acks?: number;
  readonly mishap?: Letter['mishap'];
}

/** A request on its way to the body that is to answer it. */
export function requestLetter(node: Node, request: SentRequest, options: RequestLetterOptions): Letter {
  const { to, at = node.now(), acks, mishap } = options;
  return {
    messageId: request.messageId,
    kind: 'request',
    to,
    type: request.type,
    at,
    ...(acks === undefined ? {} : { acks }),
    mishap,
    render: (delivery) => renderRequest(node, request, delivery),
  };
}

function renderRequest(node: Node, request: SentRequest, { version, at }: { version: Version; at: Date }) {
  const { messageId, sender, sentAt, provider } = request;
  // What the sender has signed is passed on as it is, so its Id may be any.
  const id = /\bId="SIGNED_BY_SMEV"/.test(request.data) ? 'SIGNED_BY_SMEV_TOO' : 'SIGNED_BY_SMEV';
  const metadata = { messageId, type: 'REQUEST' as const, sender, recipient: provider, sentAt, deliveredAt: at };
  const signature = `<ns2:SenderInformationSystemSignature>${request.signature}</ns2:SenderInformationSystemSignature>`;
  const body = [
    `<ns2:Request Id="${id}">`,
    inVersion(request, version),
    metadataXml(metadata, version),
    `<ns2:ReplyTo>${escapeText(replyAddress(request))}</ns2:ReplyTo>`,
    // A signature over names of another version would not hold.
    request.version === version ? signature : '',
    '</ns2:Request>',
  ].join('');
  const smevSignature = signedBy(node.keys.smev, body, { version, name: 'SMEVSignature', id });
  const parts = request.attachments;
  return { xml: `<ns2:RequestMessage>${body}${contentListXml(parts)}${smevSignature}</ns2:RequestMessage>`, parts };
}

/** The sender's part in the names of the version that the receiver speaks. */
function inVersion({ data, version: from }: SentRequest, version: Version): string {
  if (from === version) return data;
  const pattern = new RegExp(
    `(urn://x-artefacts-smev-gov-ru/services/message-exchange/types(?:/basic)?/)${from}(?=")`,
    'g',
  );
  return data.replace(pattern, `$1${version}`);
}
