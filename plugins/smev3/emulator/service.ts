import type { Exchange } from '@reglament/sdk/emulator';
import { type Call, readCall } from './call.ts';
import { faultXml, SmevFault, SoapTrouble } from './fault.ts';
import { getQueueStatistics, getStatus } from './get-status.ts';
import type { Mishap } from './mailbox.ts';
import { type HttpContent, packMultipart, packPlain } from './multipart.ts';
import type { Node } from './node.ts';
import type { Arriving } from './send.ts';
import { sendRequest } from './send-request.ts';
import { sendResponse } from './send-response.ts';
import { acknowledge, getMessage, type HandedOut } from './take.ts';
import { declarations, type Version } from './version.ts';

/** Methods by name. undefined: the scenario has ended the exchange. @throws SmevFault */
const methods: Readonly<Record<string, (arriving: Arriving) => HandedOut | undefined>> = {
  SendRequest: sendRequest,
  SendResponse: sendResponse,
  GetRequest: ({ node, call }) => getMessage(node, call),
  GetResponse: ({ node, call }) => getMessage(node, call),
  GetStatus: ({ node, call }) => getStatus(node, call),
  Ack: ({ node, call }) => acknowledge(node, call),
  GetIncomingQueueStatistics: ({ node, call }) => getQueueStatistics(node, call),
};

/** One HTTP exchange with the node. */
export async function handleCall(node: Node, exchange: Exchange): Promise<void> {
  let call: Call | undefined;
  try {
    call = readCall(exchange);
    const method = methods[call.method];
    if (!method) throw new SoapTrouble(`Неизвестный метод: ${call.method}`);
    const answer = method({ node, call, exchange });
    if (answer) await send(exchange, call, answer);
  } catch (error) {
    if (!(error instanceof SmevFault || error instanceof SoapTrouble)) throw error;
    const { type, bytes } = packPlain(envelopeOf(faultXml(error, call?.version ?? '1.2')));
    exchange.answer(500, bytes, { 'content-type': type });
  }
}

async function send(exchange: Exchange, { version, method }: Call, answer: HandedOut): Promise<void> {
  if (answer.delay) await new Promise((done) => setTimeout(done, (answer.delay ?? 0) * 1000));
  const envelope = envelopeOf(withDeclarations(answer.xml, version));
  const isHandingOut = method === 'GetRequest' || method === 'GetResponse';
  const content = isHandingOut ? packMultipart(envelope, answer.parts ?? []) : packPlain(envelope);
  if (answer.mishap) mishaps[answer.mishap](exchange, content);
  else exchange.answer(200, content.bytes, { 'content-type': content.type });
}

const mishaps: Readonly<Record<Mishap, (exchange: Exchange, content: HttpContent) => void>> = {
  garbage: (exchange, { type }) => exchange.answer(200, Buffer.from([0xff, 0xfe, 0, 0x3c]), { 'content-type': type }),
  cut: (exchange, { type, bytes }) =>
    exchange.answer(200, bytes.subarray(0, bytes.length >> 1), { 'content-type': type }),
  fail: (exchange) => exchange.answer(500, Buffer.from('Internal Server Error'), { 'content-type': 'text/plain' }),
  reset: (exchange) => exchange.reset(),
  hang: (exchange) => exchange.hang(),
};

function envelopeOf(body: string): string {
  return `<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>${body}</soap:Body></soap:Envelope>`;
}

/** All prefixes are declared on the element of the method. */
function withDeclarations(xml: string, version: Version): string {
  return xml.replace(/^<ns2:\w+/, (start) => `${start} ${declarations(version)}`);
}
