import { type CanonicalXml, textOf, type XmlElement } from '@reglament/xml';
import type { Answer, AsyncStatus, RequestMessage, ResponseMessage, SoapFault } from './message.ts';
import { isTransportNamespace, soapNamespace } from './method.ts';
import { readCarried, readMetadata } from './read-carried.ts';
import { openReading, type Reading } from './reading.ts';
import { UnreadableMessage } from './unreadable-message.ts';

/**
 * Reads what a node has answered. Tolerant: real messages break the published schemas, so only what is needed must be
 * there; of the namespaces any version is taken.
 *
 * @param source what `xml` was read from @throws UnreadableMessage
 */
export function readAnswer(xml: CanonicalXml, source: Uint8Array): Answer {
  const reading = openReading(xml, source);
  const body = reading.child(xml.root, 'Body');
  if (xml.root.uri !== soapNamespace || body === undefined) throw new UnreadableMessage('Это не конверт SOAP 1.1');
  const [content] = body.children;
  if (content === undefined) throw new UnreadableMessage('Конверт SOAP пуст');
  if (content.uri === soapNamespace && content.local === 'Fault')
    return { kind: 'fault', fault: readFault(reading, content) };
  if (!isTransportNamespace(content.uri)) {
    throw new UnreadableMessage(`Элемент ${content.local} не из пространства имён СМЭВ 3`);
  }
  const read = readers[content.local];
  if (read === undefined) throw new UnreadableMessage(`Ответ ${content.local} не предусмотрен СМЭВ 3`);
  return read(reading, content);
}

const readers: Readonly<Record<string, (reading: Reading, element: XmlElement) => Answer>> = {
  SendRequestResponse: readSent,
  SendResponseResponse: readSent,
  GetRequestResponse: readRequest,
  GetResponseResponse: readResponse,
  GetStatusResponse: readStatus,
  AckResponse: () => ({ kind: 'acknowledged' }),
  GetIncomingQueueStatisticsResponse: readStatistics,
};

function readSent(reading: Reading, element: XmlElement): Answer {
  const metadata = reading.child(element, 'MessageMetadata');
  if (metadata === undefined) throw new UnreadableMessage('СМЭВ не сообщила данных о принятом сообщении');
  const signed = { element: metadata.local, ...reading.some({ id: reading.idOf(metadata) }) };
  return { kind: 'sent', metadata: readMetadata(reading, metadata), signed };
}

function readResponse(reading: Reading, element: XmlElement): Answer {
  const response = reading.path(element, 'ResponseMessage', 'Response');
  if (response === undefined) return emptyUnless(element);
  const data = reading.child(response, 'SenderProvidedResponseData');
  const carried = readCarried(reading, response, data);
  const rejections = reading.children(data, 'RequestRejected').map((one) => ({
    code: reading.text(one, 'RejectionReasonCode') ?? '',
    description: reading.text(one, 'RejectionReasonDescription') ?? '',
  }));
  const status = reading.child(data, 'RequestStatus');
  const asyncStatus = reading.child(data, 'AsyncProcessingStatus');
  const message: ResponseMessage = {
    ...carried,
    ...reading.some({
      originalMessageId: reading.text(response, 'OriginalMessageId'),
      transactionCode: reading.text(response, 'OriginalTransactionCode'),
      referenceMessageId: reading.text(response, 'ReferenceMessageID'),
      requestStatus: status && {
        ...reading.some({ code: reading.text(status, 'StatusCode') }),
        description: reading.text(status, 'StatusDescription') ?? '',
      },
      asyncStatus: asyncStatus && readAsyncStatus(reading, asyncStatus),
    }),
    rejections,
  };
  return { kind: 'response', message };
}

function readRequest(reading: Reading, element: XmlElement): Answer {
  const holder = reading.child(element, 'RequestMessage');
  if (holder === undefined) return emptyUnless(element);
  const cancel = reading.child(holder, 'Cancel');
  if (cancel !== undefined) return readCancel(reading, cancel);
  const request = reading.child(holder, 'Request');
  if (request === undefined) throw new UnreadableMessage('В сообщении очереди нет запроса');
  const data = reading.child(request, 'SenderProvidedRequestData');
  const message: RequestMessage = {
    ...readCarried(reading, request, data),
    ...reading.some({
      replyTo: reading.text(request, 'ReplyTo'),
      transactionCode: reading.text(data, 'TransactionCode'),
      referenceMessageId: reading.text(data, 'ReferenceMessageID'),
      nodeId: reading.text(data, 'NodeID'),
    }),
    isTest: reading.child(data, 'TestMessage') !== undefined,
  };
  return { kind: 'request', message };
}

function readCancel(reading: Reading, cancel: XmlElement): Answer {
  const messageId = reading.text(cancel, 'MessageID');
  if (messageId === undefined) throw new UnreadableMessage('В отмене запроса нет MessageID');
  return { kind: 'cancel', messageId, ...reading.some({ cancelled: reading.text(cancel, 'MessageReference') }) };
}

/** An empty queue is an empty element; anything else in there is not known. */
function emptyUnless(element: XmlElement): Answer {
  const [first] = element.children;
  if (first === undefined) return { kind: 'empty' };
  throw new UnreadableMessage(`В очереди СМЭВ неизвестное сообщение: ${first.local}`);
}

function readStatus(reading: Reading, element: XmlElement): Answer {
  const status = reading.path(
    element,
    'SmevAsyncProcessingMessage',
    'AsyncProcessingStatusData',
    'AsyncProcessingStatus',
  );
  return status === undefined ? emptyUnless(element) : { kind: 'status', status: readAsyncStatus(reading, status) };
}

function readStatistics(reading: Reading, element: XmlElement): Answer {
  const queues = reading.children(element, 'QueueStatistics').map(({ attributes }) => {
    const value = (name: string) => attributes.find(({ local }) => local === name)?.value ?? '';
    return { name: value('queueName'), pending: Number(value('pendingMessageNumber')) || 0 };
  });
  return { kind: 'statistics', queues };
}

function readAsyncStatus(reading: Reading, element: XmlElement): AsyncStatus {
  const fault = reading.child(element, 'SmevFault');
  return reading.some({
    originalMessageId: reading.text(element, 'OriginalMessageId'),
    category: reading.text(element, 'StatusCategory'),
    details: reading.text(element, 'StatusDetails'),
    fault: fault && {
      ...reading.some({ code: reading.text(fault, 'Code'), description: reading.text(fault, 'Description') }),
      errors: otherTexts(reading, fault),
    },
  });
}

function readFault(reading: Reading, fault: XmlElement): SoapFault {
  const plain = (name: string) => fault.children.find(({ local }) => local === name);
  const words = plain('faultstring');
  const [named] = plain('detail')?.children ?? [];
  return {
    text: words === undefined ? '' : textOf(reading.xml, words).trim(),
    ...reading.some({
      name: named?.local,
      code: reading.text(named, 'Code'),
      description: reading.text(named, 'Description'),
    }),
    details: named === undefined ? [] : otherTexts(reading, named),
  };
}

function otherTexts({ xml }: Reading, element: XmlElement): string[] {
  const others = element.children.filter(({ local }) => local !== 'Code' && local !== 'Description');
  return others.map((one) => textOf(xml, one).trim()).filter((text) => text !== '');
}
