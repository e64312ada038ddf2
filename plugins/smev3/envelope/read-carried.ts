import type { XmlElement } from '@reglament/xml';
import { plainContentId } from '../transport/xop.ts';
import type {
  AttachedContent,
  FileAccess,
  FileHeader,
  FileReference,
  Metadata,
  PrimaryContent,
  RequestMessage,
} from './message.ts';
import { xopNamespace } from './method.ts';
import type { Reading } from './reading.ts';
import { standaloneText } from './standalone.ts';
import { UnreadableMessage } from './unreadable-message.ts';
import { withValuePrefixes } from './value-prefixes.ts';

type Carried = Omit<RequestMessage, 'replyTo' | 'isTest' | 'nodeId'>;

/**
 * What a request and a response have in common. @param message `Request` or `Response`, what СМЭВ signs
 * @param data what the sender signs
 */
export function readCarried(reading: Reading, message: XmlElement, data: XmlElement | undefined): Carried {
  const metadata = reading.child(message, 'MessageMetadata');
  const facts = metadata === undefined ? { sender: {} } : readMetadata(reading, metadata);
  const messageId = facts.messageId ?? reading.text(data, 'MessageID');
  if (data === undefined || messageId === undefined)
    throw new UnreadableMessage('В сообщении нет данных отправителя или MessageId');
  const content = reading.child(data, 'MessagePrimaryContent')?.children[0];
  return {
    messageId,
    metadata: facts,
    ...reading.some({ content: content && contentOf(reading, content) }),
    headers: reading
      .children(reading.child(data, 'AttachmentHeaderList'), 'AttachmentHeader')
      .map((one) => headerOf(reading, one)),
    references: reading
      .children(reading.child(data, 'RefAttachmentHeaderList'), 'RefAttachmentHeader')
      .map((one) => referenceOf(reading, one)),
    accesses: reading
      .children(reading.child(message, 'FSAttachmentsList'), 'FSAttachment')
      .map((one) => accessOf(reading, one)),
    attached: attachedTo(reading, message),
    signedBySmev: { element: message.local, ...reading.some({ id: reading.idOf(message) }) },
    signedBySender: { element: data.local, ...reading.some({ id: reading.idOf(data) }) },
  };
}

export function readMetadata(reading: Reading, element: XmlElement): Metadata {
  const sender = reading.child(element, 'Sender');
  const sent = reading.text(element, 'SendingTimestamp');
  const sentAt = sent === undefined ? undefined : new Date(sent);
  return {
    ...reading.some({
      messageId: reading.text(element, 'MessageId'),
      type: reading.text(element, 'MessageType'),
      status: reading.text(element, 'Status'),
      sentAt: sentAt && Number.isFinite(sentAt.getTime()) ? sentAt : undefined,
    }),
    sender: reading.some({
      mnemonic: reading.text(sender, 'Mnemonic'),
      name: reading.text(sender, 'HumanReadableName'),
    }),
  };
}

function contentOf({ xml, source }: Reading, element: XmlElement): PrimaryContent {
  const text = withValuePrefixes(standaloneText(xml, element), source);
  return { namespace: element.uri, name: element.local, xml: text };
}

function headerOf(reading: Reading, header: XmlElement): FileHeader {
  return {
    contentId: reading.text(header, 'contentId') ?? '',
    mimeType: reading.text(header, 'MimeType') ?? 'application/octet-stream',
    ...reading.some({ signature: reading.bytes(header, 'SignaturePKCS7') }),
  };
}

function referenceOf(reading: Reading, header: XmlElement): FileReference {
  return {
    uuid: reading.text(header, 'uuid') ?? '',
    mimeType: reading.text(header, 'MimeType') ?? 'application/octet-stream',
    ...reading.some({
      fileName: reading.text(header, 'FileName'),
      hash: reading.bytes(header, 'Hash'),
      signature: reading.bytes(header, 'SignaturePKCS7'),
    }),
  };
}

function accessOf(reading: Reading, access: XmlElement): FileAccess {
  return {
    uuid: reading.text(access, 'uuid') ?? '',
    user: reading.text(access, 'UserName') ?? '',
    password: reading.text(access, 'Password') ?? '',
    fileName: reading.text(access, 'FileName') ?? '',
  };
}

/** The list stands beside the message, under no signature. */
function attachedTo(reading: Reading, message: XmlElement): ReadonlyMap<string, AttachedContent> {
  const list = reading.child(message.parent, 'AttachmentContentList');
  return new Map(
    reading.children(list, 'AttachmentContent').map((one) => [reading.text(one, 'Id') ?? '', attachedOf(reading, one)]),
  );
}

function attachedOf(reading: Reading, item: XmlElement): AttachedContent {
  const include = reading.child(item, 'Content')?.children.find(({ uri }) => uri === xopNamespace);
  const part = include?.attributes.find(({ local }) => local === 'href')?.value;
  if (part !== undefined) return { part: plainContentId(part) };
  return { content: reading.bytes(item, 'Content') ?? new Uint8Array() };
}
