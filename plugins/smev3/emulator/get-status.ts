import { type Call, checkEnvelope, identify, requiredChild } from './call.ts';
import { textOf } from './document.ts';
import { SoapTrouble } from './fault.ts';
import { type Node, signedBy } from './node.ts';
import { asyncStatusXml } from './response-data.ts';
import type { Answer } from './send.ts';

const SMEV_ID = 'SIGNED_BY_SMEV';

/** `GetStatus`: how far the node has come with this body's messages, one at a call. @throws SmevFault */
export function getStatus(node: Node, call: Call): Answer {
  const { version } = call;
  const { body } = identify(node, call, requiredChild(call.element, 'Timestamp'));
  checkEnvelope(node, call);
  const status = node.statuses.get(body.key)?.shift();
  if (!status) return { xml: '<ns2:GetStatusResponse/>' };
  const inside = asyncStatusXml(status, version);
  const data = `<ns2:AsyncProcessingStatusData Id="${SMEV_ID}">${inside}</ns2:AsyncProcessingStatusData>`;
  const signature = signedBy(node.keys.smev, data, { version, name: 'SMEVSignature', id: SMEV_ID });
  const message = `<ns2:SmevAsyncProcessingMessage>${data}${signature}</ns2:SmevAsyncProcessingMessage>`;
  return { xml: `<ns2:GetStatusResponse>${message}</ns2:GetStatusResponse>` };
}

/** `GetIncomingQueueStatistics`. @throws SmevFault, SoapTrouble */
export function getQueueStatistics(node: Node, call: Call): Answer {
  if (call.version === '1.3') throw new SoapTrouble('В версии 1.3 нет метода GetIncomingQueueStatistics');
  const { body } = identify(node, call, requiredChild(call.element, 'Timestamp'));
  checkEnvelope(node, call);
  const queues = node.mailbox.count(body.key, textOf(call.element, 'NodeID')).map(({ name, pending }) => {
    return `<ns2:QueueStatistics queueName="${body.mnemonic}.${name}" pendingMessageNumber="${pending}"/>`;
  });
  const name = 'GetIncomingQueueStatisticsResponse';
  return { xml: `<ns2:${name}>${queues.join('')}</ns2:${name}>` };
}
