import type { Scenario } from '@reglament/sdk';
import type { Element } from '@xmldom/xmldom';
import { type Caller, identify, requiredChild } from './call.ts';
import { findChild, standalone, textOf } from './document.ts';
import { SmevFault } from './fault.ts';
import type { InformationType } from './information-type.ts';
import { findType, type SentRequest } from './node.ts';
import { answerRequest } from './provider.ts';
import { requestLetter } from './request-letter.ts';
import {
  type Answer,
  type Arriving,
  checkMessageId,
  contentOf,
  readAttachments,
  receiptXml,
  takeMessage,
  typeNameOf,
} from './send.ts';

/** `SendRequest`. undefined: the scenario has ended the exchange. @throws SmevFault */
export function sendRequest(arriving: Arriving): Answer | undefined {
  const { node, call } = arriving;
  const data = requiredChild(call.element, 'SenderProvidedRequestData');
  const caller = identify(node, call, data);
  const { request, type } = readRequest(arriving, data, caller);
  const { messageId } = request;
  const taken = takeMessage(arriving, {
    messageId,
    kind: 'request',
    content: effectOf(request, data),
    onTaken: (scenario) => accept(arriving, { request, type }, scenario),
  });
  if (!taken) return undefined;
  const metadata = { messageId, type: 'REQUEST' as const, sender: request.sender, recipient: request.provider };
  return { xml: receiptXml(arriving, metadata), delay: taken.delay };
}

function accept(
  { node }: Arriving,
  { request, type }: { request: SentRequest; type: InformationType },
  scenario: Scenario,
): void {
  node.requests.set(request.messageId, request);
  const route = node.routes.get(type.request.namespace);
  if (route === undefined) answerRequest(node, { request, type }, scenario);
  else node.mailbox.put(requestLetter(node, request, { to: route }));
}

function readRequest({ node, call }: Arriving, data: Element, { body, signature }: Caller) {
  const messageId = textOf(data, 'MessageID') ?? '';
  checkMessageId(messageId, node.now());
  const endOfLife = textOf(data, 'EOL');
  if (endOfLife !== undefined && new Date(endOfLife) < node.now()) {
    throw new SmevFault('EndOfLifeReached', `Время жизни сообщения истекло: ${endOfLife}`);
  }
  const content = contentOf(data);
  const name = typeNameOf(content);
  const type = findType(node, name);
  if (!type) {
    throw new SmevFault(
      'BusinessDataTypeIsNotSupported',
      `Вид сведений не зарегистрирован: {${name.namespace}}${name.root}`,
      [
        { name: 'RootElementLocalName', value: name.root },
        { name: 'RootElementNamespaceURI', value: name.namespace },
      ],
    );
  }
  const route = node.routes.get(type.request.namespace);
  const request: SentRequest = {
    messageId,
    version: call.version,
    sender: body,
    body,
    sentAt: node.now(),
    type: name,
    data: standalone(data),
    signature: standalone(signature),
    content: standalone(content),
    referenceId: textOf(data, 'ReferenceMessageID'),
    transactionCode: textOf(data, 'TransactionCode'),
    nodeId: textOf(data, 'NodeID'),
    attachments: readAttachments(call, data),
    provider: (route !== undefined && node.bodies.byKey(route)) || type.provider,
  };
  return { request, type };
}

function effectOf({ type, content, nodeId, attachments }: SentRequest, data: Element) {
  return {
    type: `{${type.namespace}}${type.root}`,
    xml: content,
    nodeId,
    test: findChild(data, 'TestMessage') !== undefined,
    personalSignature: findChild(data, 'PersonalSignature') !== undefined,
    attachments: attachments.map(({ id, mediaType, content: { byteLength } }) => ({ id, mediaType, size: byteLength })),
  };
}
