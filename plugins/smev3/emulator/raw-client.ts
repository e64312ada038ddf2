import type { Element } from '@xmldom/xmldom';
import { everyElement, parseDocument, rootOf } from './document.ts';
import { type Spoilt, signElement } from './sign.ts';
import { readTestKey, type TestKey } from './test-key.ts';
import { createUuidMaker } from './uuid-v1.ts';
import { declarations, type Version } from './version.ts';

/** A body's system made of templates: nothing of the product's client is in it. */
export interface RawClient {
  newId(): string;
  /** Sends the inside of a method's element, with a signature over `id`; gives what came. */
  call(method: string, said: Said): Promise<Came>;
  post(body: string | Uint8Array, contentType?: string): Promise<Came>;
}

export interface Said {
  /** The signed element. */
  readonly signed: string;
  /** Between it and the signature. */
  readonly after?: string;
  readonly id?: string;
  /** Another signature than the right one; empty: none. */
  readonly signature?: string | ((right: string) => string);
  readonly header?: boolean;
  readonly spoilt?: Spoilt;
  /** Changes the signed element after it was signed. */
  tamper?(xml: string): string;
  /** What goes beside the envelope, by Content-ID. */
  readonly parts?: Readonly<Record<string, Uint8Array>>;
}

export interface Came {
  readonly status: number;
  readonly contentType: string;
  readonly text: string;
  /** The element under `soap:Body`. */
  readonly element: Element;
  find(name: string): Element | undefined;
  textOf(name: string): string | undefined;
  /** Local name of what stands in `detail`. */
  readonly fault: string | undefined;
}

export interface RawClientOptions {
  readonly url: string;
  readonly now: () => Date;
  readonly version?: Version;
  readonly key?: TestKey;
}

export function openRawClient({ url, now, version = '1.2', key = readTestKey('body-a') }: RawClientOptions): RawClient {
  const newId = createUuidMaker(now);
  async function post(body: string | Uint8Array, contentType = 'text/xml; charset=utf-8'): Promise<Came> {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': contentType, soapaction: 'urn:Any' },
      body: Buffer.from(body),
    });
    return readAnswer(response);
  }
  return {
    newId,
    post,
    call(method, { signed, after = '', id = 'SIGNED_BY_CALLER', signature, header = true, spoilt, tamper, parts }) {
      const scope = declarations(version);
      const right = () => signElement(`<scope ${scope}>${signed}</scope>`, { id, key, spoilt });
      const made = typeof signature === 'string' ? signature : signature ? signature(right()) : right();
      const holder = made && `<ns2:CallerInformationSystemSignature>${made}</ns2:CallerInformationSystemSignature>`;
      const element = `<ns2:${method}Request ${scope}>${tamper ? tamper(signed) : signed}${after}${holder}</ns2:${method}Request>`;
      const whole = envelope(element, header);
      return parts
        ? post(multipart(whole, parts), `multipart/related; boundary=${BOUNDARY}; start="<root>"`)
        : post(whole);
    },
  };
}

function envelope(element: string, header = true): string {
  const head = header ? '<s:Header/>' : '';
  return `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/">${head}<s:Body>${element}</s:Body></s:Envelope>`;
}

const BOUNDARY = 'raw-client-boundary';

function multipart(root: string, parts: Readonly<Record<string, Uint8Array>>): Uint8Array {
  const all = { root: Buffer.from(root, 'utf8'), ...parts };
  const pieces = Object.entries(all).flatMap(([id, content]) => [
    Buffer.from(`--${BOUNDARY}\r\nContent-Type: application/octet-stream\r\nContent-ID: <${id}>\r\n\r\n`),
    content,
    Buffer.from('\r\n'),
  ]);
  return Buffer.concat([...pieces, Buffer.from(`--${BOUNDARY}--\r\n`)]);
}

async function readAnswer(response: Response): Promise<Came> {
  const contentType = response.headers.get('content-type') ?? '';
  const bytes = Buffer.from(await response.arrayBuffer());
  const text = bytes.toString('latin1');
  const boundary = /boundary="([^"]+)"/.exec(contentType)?.[1];
  const xml = boundary ? firstPart(bytes, boundary) : bytes.toString('utf8');
  const root = rootOf(parseDocument(xml));
  const all = [...everyElement(root)];
  const body = all.find(({ localName }) => localName === 'Body');
  const find = (name: string) => all.find(({ localName }) => localName === name);
  const detail = find('detail');
  return {
    status: response.status,
    contentType,
    text: boundary ? text : xml,
    element: all[all.indexOf(body ?? root) + 1] ?? root,
    find,
    textOf: (name) => find(name)?.textContent ?? undefined,
    fault: detail ? (all[all.indexOf(detail) + 1]?.localName ?? undefined) : undefined,
  };
}

function firstPart(bytes: Buffer, boundary: string): string {
  const start = bytes.indexOf('\r\n\r\n') + 4;
  return bytes.subarray(start, bytes.indexOf(`\r\n--${boundary}`, start)).toString('utf8');
}

const ECHO = 'urn://reglament/smev3/emulator/echo/1.0.0';

export interface RequestText {
  readonly messageId: string;
  readonly content?: string;
  /** Between the code of the transaction and the content. */
  readonly before?: string;
  /** After the content. */
  readonly behind?: string;
  readonly id?: string;
}

/** `SenderProvidedRequestData` by the schema of 1.2, which the others take as well. */
export function requestText({
  messageId,
  content = echo('Раз, два'),
  before = '',
  behind = '',
  id,
}: RequestText): string {
  return [
    `<ns2:SenderProvidedRequestData Id="${id ?? 'SIGNED_BY_CALLER'}"><ns2:MessageID>${messageId}</ns2:MessageID>`,
    `<ns2:ReferenceMessageID>${messageId}</ns2:ReferenceMessageID><ns2:TransactionCode>${messageId}</ns2:TransactionCode>`,
    `${before}<MessagePrimaryContent>${content}</MessagePrimaryContent>${behind}</ns2:SenderProvidedRequestData>`,
  ].join('');
}

export function echo(text: string): string {
  return `<e:EchoRequest xmlns:e="${ECHO}"><e:Text>${text}</e:Text></e:EchoRequest>`;
}

export function selector(inside = ''): string {
  return `<MessageTypeSelector Id="SIGNED_BY_CALLER">${inside}</MessageTypeSelector>`;
}

export function selectType(root: string, namespace = ECHO): string {
  return `<NamespaceURI>${namespace}</NamespaceURI><RootElementLocalName>${root}</RootElementLocalName>`;
}

export const timestamp = '<Timestamp>2026-03-02T12:00:00+03:00</Timestamp>';

export function ackText(messageId: string, accepted = true): string {
  return `<AckTargetMessage Id="SIGNED_BY_CALLER" accepted="${accepted}">${messageId}</AckTargetMessage>`;
}
