import type { Scenario } from '@reglament/sdk';
import type { Element } from '@xmldom/xmldom';
import { type Caller, checkEnvelope, identify, requiredChild } from './call.ts';
import { findChild, standalone, textOf } from './document.ts';
import { recipientOf } from './exchanged-type.ts';
import { SmevFault } from './fault.ts';
import { checkContent, findType, type SentRequest, tellStatus, unsupportedType } from './node.ts';
import { personalTroubleOf } from './personal-signature.ts';
import { answerRequest, type Question } from './provider.ts';
import { readAttachments } from './read-attachments.ts';
import { requestLetter } from './request-letter.ts';
import { responseLetter } from './response-letter.ts';
import { type Answer, type Arriving, checkMessageId, contentOf, receiptXml, takeMessage, typeNameOf } from './send.ts';

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

function accept({ node }: Arriving, { request, type }: Question, scenario: Scenario): void {
  const refusal = refusalOf({ request, type });
  if (refusal) {
    const { message: details } = refusal;
    tellStatus(node, request.body, {
      messageId: request.messageId,
      category: 'requestIsRejectedBySmev',
      details,
      fault: refusal,
    });
    node.mailbox.put(
      responseLetter(node, { request, data: { kind: 'refusedBySmev', fault: refusal }, at: node.now() }),
    );
    return;
  }
  tellStatus(node, request.body, {
    messageId: request.messageId,
    category: 'requestIsAcceptedBySmev',
    details: 'Запрос доставляется поставщику',
  });
  const { recipient } = request;
  if (recipient === undefined) {
    answerRequest(node, { request, type }, scenario);
  } else {
    node.requests.set(request.messageId, request);
    node.mailbox.put(requestLetter(node, request, { to: recipient }));
  }
}

/** What the node finds out only after it has taken the request. */
function refusalOf({ request, type }: Question): SmevFault | undefined {
  const { fileProblem, content, messageId, personalTrouble, routeTrouble } = request;
  if (personalTrouble) return personalTrouble;
  if (routeTrouble) return routeTrouble;
  if (fileProblem) return new SmevFault('AttachmentContentMiscoordination', fileProblem);
  return checkContent(type, content, messageId);
}

function readRequest(arriving: Arriving, data: Element, { body, signature }: Caller) {
  const { node, call } = arriving;
  const messageId = textOf(data, 'MessageID') ?? '';
  checkMessageId(messageId, node.now());
  checkEnvelope(node, call);
  const endOfLife = textOf(data, 'EOL');
  if (endOfLife !== undefined && new Date(endOfLife) < node.now()) {
    throw new SmevFault('EndOfLifeReached', `Время жизни сообщения истекло: ${endOfLife}`);
  }
  const content = contentOf(data);
  const name = typeNameOf(content);
  const type = findType(node, name);
  if (!type) throw unsupportedType(name);
  const { attachments, problem } = readAttachments(arriving, data);
  const transactionCode = textOf(data, 'TransactionCode');
  const route = recipientOf(node, type, { content: standalone(content), transactionCode });
  const recipient = route instanceof SmevFault ? undefined : route;
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
    transactionCode,
    nodeId: textOf(data, 'NodeID'),
    attachments,
    fileProblem: problem,
    personalTrouble: personalTroubleOf(data, content, node.now()),
    provider: (recipient !== undefined && node.bodies.byKey(recipient)) || type.provider,
    recipient,
    routeTrouble: route instanceof SmevFault ? route : undefined,
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
