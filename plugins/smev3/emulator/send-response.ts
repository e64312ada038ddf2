import type { Element } from '@xmldom/xmldom';
import { type Caller, checkEnvelope, identify, requiredChild } from './call.ts';
import { findChild, standalone, textOf } from './document.ts';
import { SmevFault } from './fault.ts';
import {
  checkContent,
  findType,
  type Node,
  readReplyAddress,
  type SentRequest,
  tellStatus,
  unsupportedType,
} from './node.ts';
import { personalTroubleOf } from './personal-signature.ts';
import { readAttachments } from './read-attachments.ts';
import { responseLetter } from './response-letter.ts';
import { type Answer, type Arriving, checkMessageId, contentOf, receiptXml, takeMessage, typeNameOf } from './send.ts';

/** `SendResponse`. undefined: the scenario has ended the exchange. @throws SmevFault */
export function sendResponse(arriving: Arriving): Answer | undefined {
  const { node, call } = arriving;
  const data = requiredChild(call.element, 'SenderProvidedResponseData');
  const caller = identify(node, call, data);
  const messageId = textOf(data, 'MessageID') ?? '';
  checkMessageId(messageId, node.now());
  checkEnvelope(node, call);
  const request = addressee(node, data, caller);
  const said = readSaid(node, data);
  const trouble = findChild(data, 'PersonalSignature') && personalTroubleOf(data, contentOf(data), node.now());
  if (trouble) throw trouble;
  const { attachments, problem } = readAttachments(arriving, data);
  if (problem) throw new SmevFault('AttachmentContentMiscoordination', problem);
  const files = attachments.map(({ id, mediaType, content }) => ({ id, mediaType, size: content.byteLength }));
  const content = { to: request.messageId, ...said, attachments: files };
  const isRepeat = node.taken.has(messageId);
  const taken = takeMessage(arriving, { messageId, kind: 'reply', content });
  // Cut after it was taken is taken all the same.
  if (node.taken.has(messageId) && !isRepeat) {
    const forwarded = {
      kind: 'forwarded' as const,
      messageId,
      version: call.version,
      sender: caller.body,
      data: standalone(data),
      signature: standalone(caller.signature),
      attachments,
    };
    if (request.body) node.mailbox.put(responseLetter(node, { request, data: forwarded, at: node.now() }));
    tellStatus(node, caller.body, { messageId, category: 'responseIsAcceptedBySmev', details: 'Ответ принят' });
  }
  if (!taken) return undefined;
  const metadata = { messageId, type: 'RESPONSE' as const, sender: caller.body, recipient: request.sender };
  return { xml: receiptXml(arriving, metadata), delay: taken.delay };
}

function addressee(node: Node, data: Element, { body }: Caller): SentRequest {
  const request = node.requests.get(readReplyAddress(textOf(data, 'To') ?? '') ?? '');
  if (!request)
    throw new SmevFault('RecipientIsNotFound', 'Адрес доставки ответа (To) не соответствует никакому получателю');
  if (node.recipients.get(request.messageId) !== body.key) {
    throw new SmevFault('AccessDenied', 'Этот запрос направлен другому получателю: отвечать на него нельзя');
  }
  return request;
}

/** What is said, checked against the schema of its type. @throws SmevFault */
function readSaid(node: Node, data: Element) {
  for (const name of ['RequestRejected', 'RequestStatus']) {
    const element = findChild(data, name);
    if (element) return { kind: name, xml: standalone(element) };
  }
  const content = contentOf(data);
  const name = typeNameOf(content);
  const type = findType(node, name);
  if (type?.request.namespace === name.namespace && type.request.root === name.root) {
    throw new SmevFault('IncorrectResponseContentType', `{${name.namespace}}${name.root} – запрос, а не ответ`);
  }
  if (!type) throw unsupportedType(name);
  const xml = standalone(content);
  const fault = checkContent(type, xml, textOf(data, 'MessageID') ?? '');
  if (fault) throw fault;
  return { kind: 'MessagePrimaryContent', type: `{${name.namespace}}${name.root}`, xml };
}
