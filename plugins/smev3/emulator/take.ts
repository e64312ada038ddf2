import { type Call, checkEnvelope, identify, requiredChild } from './call.ts';
import { textOf } from './document.ts';
import { SmevFault } from './fault.ts';
import type { Mishap, TypeName } from './mailbox.ts';
import { findType, type Node } from './node.ts';
import type { Answer } from './send.ts';

/** An answer of a method that hands messages out. */
export interface HandedOut extends Answer {
  readonly mishap?: Mishap | undefined;
}

/** `GetRequest` and `GetResponse`. @throws SmevFault */
export function getMessage(node: Node, call: Call): HandedOut {
  const kind = call.method === 'GetRequest' ? 'request' : 'response';
  const selector = requiredChild(call.element, 'MessageTypeSelector');
  const { body } = identify(node, call, selector);
  checkEnvelope(node, call);
  const namespace = textOf(selector, 'NamespaceURI');
  const root = textOf(selector, 'RootElementLocalName');
  const type = namespace !== undefined && root !== undefined ? { namespace, root } : undefined;
  if (type) checkType(node, type);
  const taken = node.mailbox.take({ body: body.key, kind, type, nodeId: textOf(selector, 'NodeID') });
  if (!taken) return { xml: `<ns2:${call.method}Response/>` };
  if (kind === 'request') node.recipients.set(taken.letter.messageId, body.key);
  const { xml, parts } = taken.letter.render({ version: call.version, at: node.now() });
  return { xml: `<ns2:${call.method}Response>${xml}</ns2:${call.method}Response>`, parts, mishap: taken.mishap };
}

function checkType(node: Node, type: TypeName): void {
  if (findType(node, type)) return;
  throw new SmevFault('UnknownMessageType', `Тип сообщения не зарегистрирован: {${type.namespace}}${type.root}`);
}

/** `Ack`. @throws SmevFault */
export function acknowledge(node: Node, call: Call): Answer {
  const target = requiredChild(call.element, 'AckTargetMessage');
  const { body } = identify(node, call, target);
  checkEnvelope(node, call);
  const messageId = target.textContent?.trim() ?? '';
  const isKnown = node.mailbox.acknowledge(body.key, messageId, target.getAttribute('accepted') !== 'false');
  if (!isKnown) {
    throw new SmevFault('TargetMessageIsNotFound', `Нет неподтверждённого сообщения с ID ${messageId}`);
  }
  return { xml: '<ns2:AckResponse/>' };
}
