import type { GostCertificate } from '@reglament/gost';
import type { Exchange } from '@reglament/sdk/emulator';
import type { Element } from '@xmldom/xmldom';
import type { Body } from './bodies.ts';
import { childElements, findChild, parseDocument, rootOf, standalone } from './document.ts';
import { SmevFault, SoapTrouble } from './fault.ts';
import type { Node } from './node.ts';
import { readMessage } from './read-multipart.ts';
import { checkSignature, type SignatureTrouble } from './verify.ts';
import { type Version, versionOf } from './version.ts';
import { resolveXop } from './xop.ts';

/** A call of one method, with its envelope off. */
export interface Call {
  readonly version: Version;
  /** Without `Request` at its end: `SendRequest`. */
  readonly method: string;
  readonly element: Element;
}

const SOAP = 'http://schemas.xmlsoap.org/soap/envelope/';

/** @throws SoapTrouble what is no call of the exchange; SmevFault an envelope without its header */
export function readCall(exchange: Pick<Exchange, 'headers' | 'body'>): Call {
  const envelope = readEnvelope(exchange);
  const soapBody = findChild(envelope, 'Body');
  const [element] = soapBody ? childElements(soapBody) : [];
  const version = versionOf(element?.namespaceURI ?? null);
  const method = /^(\w+)Request$/.exec(element?.localName ?? '')?.[1];
  if (!element || !version || !method) throw new SoapTrouble(`Неизвестный метод: ${element?.localName ?? 'нет'}`);
  if (!findChild(envelope, 'Header')) {
    const text = 'Недопустимый формат SOAP-конверта: нет soap:Header';
    throw new SmevFault('SignatureVerificationFault', text, [
      { name: 'SignatureVerificationFault', value: 'PoorSOAPEnvelopeFormat' },
    ]);
  }
  return { version, method, element };
}

function readEnvelope({ headers, body }: Pick<Exchange, 'headers' | 'body'>): Element {
  let envelope: Element;
  try {
    const message = readMessage(headers['content-type'] ?? '', body);
    envelope = rootOf(parseDocument(new TextDecoder('utf-8', { fatal: true }).decode(message.envelope)));
    resolveXop(envelope, message.parts);
  } catch (error) {
    throw new SoapTrouble(`Сообщение не читается: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (envelope.namespaceURI !== SOAP || envelope.localName !== 'Envelope') throw new SoapTrouble('Это не SOAP 1.1');
  return envelope;
}

export interface Caller {
  readonly body: Body;
  readonly certificate: GostCertificate;
  readonly signature: Element;
}

/** Who calls, by the signature over this element. @throws SmevFault */
export function identify(node: Node, call: Call, target: Element): Caller {
  const holder = findChild(call.element, 'CallerInformationSystemSignature');
  const check = checkSignature(target, holder, node.now());
  if (!check.ok) {
    throw signatureFault(check.text, check.trouble);
  }
  const body = node.bodies.find(check.certificate);
  const signature = holder && findChild(holder, 'Signature');
  if (!body || !signature) {
    throw new SmevFault('SenderIsNotRegistered', `Отправитель не зарегистрирован в СМЭВ: ${check.certificate.owner}`);
  }
  return { body, certificate: check.certificate, signature };
}

export function signatureFault(text: string, trouble: SignatureTrouble): SmevFault {
  return new SmevFault('SignatureVerificationFault', text, [{ name: 'SignatureVerificationFault', value: trouble }]);
}

/** The whole call against the transport schema of its version. @throws SmevFault */
export function checkEnvelope(node: Node, { element, version }: Call): void {
  const problems = node.checkTransport(standalone(element), version);
  if (problems.length === 0) return;
  throw new SmevFault(
    'InvalidContent',
    `Сообщение не соответствует транспортной схеме: ${problems[0]}`,
    problems.map((value) => ({ name: 'ValidationError', value, attributes: ' errorPosition="-1"' })),
  );
}

/** A part of the call that its schema requires. @throws SmevFault */
export function requiredChild(parent: Element, name: string): Element {
  const found = findChild(parent, name);
  if (found) return found;
  const text = `Нет элемента ${name} в ${parent.localName}`;
  throw new SmevFault('InvalidContent', text, [
    { name: 'ValidationError', value: text, attributes: ' errorPosition="-1"' },
  ]);
}
