import { contentListXml, storageListXml, takeSignaturesOut } from './attachment.ts';
import { escapeText } from './document.ts';
import type { Letter } from './mailbox.ts';
import { metadataXml } from './metadata.ts';
import { type Node, replyAddress, type SentRequest, signedBy } from './node.ts';
import type { ResponseOptions } from './response-letter.ts';
import type { Spoilt } from './sign.ts';
import { inVersion, type Version } from './version.ts';

export interface RequestLetterOptions {
  /** Key of the body; absent: the first one that asks. */
  readonly to?: string;
  readonly at?: Date;
  readonly acks?: number;
  readonly mishap?: Letter['mishap'] | undefined;
  readonly spoilt?: ResponseOptions['spoilt'];
}

/** What a request is made of. */
export interface KeptRequest {
  readonly form: 'request';
  readonly request: SentRequest;
  readonly options: RequestLetterOptions;
}

type RequestLetter = Letter & { readonly kept: KeptRequest };

/** A request on its way to the body that is to answer it. */
export function requestLetter(node: Node, request: SentRequest, options: RequestLetterOptions): RequestLetter {
  const { to, at = node.now(), acks, mishap, spoilt } = options;
  return {
    messageId: request.messageId,
    kept: { form: 'request', request, options: { ...options, at } },
    kind: 'request',
    to,
    type: request.type,
    at,
    ...(acks === undefined ? {} : { acks }),
    mishap,
    render: (delivery) => renderRequest(node, { request, spoilt: spoilt?.smev }, delivery),
    onAck() {
      for (const { id, storedAs } of request.attachments) if (storedAs !== undefined) node.storage.giveBack(id);
    },
  };
}

interface Passed {
  readonly request: SentRequest;
  readonly spoilt: Spoilt | 'absent' | undefined;
}

function renderRequest(node: Node, { request, spoilt }: Passed, { version, at }: { version: Version; at: Date }) {
  const { messageId, sender, sentAt, provider } = request;
  // What the sender has signed is passed on as it is, so its Id may be any.
  const id = /\bId="SIGNED_BY_SMEV"/.test(request.data) ? 'SIGNED_BY_SMEV_TOO' : 'SIGNED_BY_SMEV';
  const metadata = { messageId, type: 'REQUEST' as const, sender, recipient: provider, sentAt, deliveredAt: at };
  const signature = `<ns2:SenderInformationSystemSignature>${request.signature}</ns2:SenderInformationSystemSignature>`;
  const body = [
    `<ns2:Request Id="${id}">`,
    inVersion(request.data, request.version, version),
    metadataXml(metadata, version),
    storageListXml(request.attachments, node.storage),
    `<ns2:ReplyTo>${escapeText(replyAddress(request))}</ns2:ReplyTo>`,
    // A signature over names of another version would not hold.
    request.version === version ? signature : '',
    '</ns2:Request>',
  ].join('');
  const how = { version, name: 'SMEVSignature' as const, id };
  const smevSignature = spoilt === 'absent' ? '' : signedBy(node.keys.smev, body, { ...how, spoilt });
  const taken = takeSignaturesOut(body);
  const contents = request.attachments.filter(({ storedAs }) => storedAs === undefined);
  const list = contentListXml(request.attachments);
  return {
    xml: `<ns2:RequestMessage>${taken.xml}${list}${smevSignature}</ns2:RequestMessage>`,
    parts: [...contents, ...taken.parts],
  };
}
