import { randomUUID } from 'node:crypto';
import { type Host, ProviderError } from '@reglament/sdk';
import type { Smev3Config } from '../config.ts';
import type { SmevMethod } from '../envelope/method.ts';
import { contentIdOf, fieldParameter, type OutgoingPart, readMultipart, writeMultipart } from './multipart.ts';
import { inlineParts, type Parts, plainContentId } from './xop.ts';

export interface ToNode {
  readonly method: SmevMethod;
  readonly envelope: string;
  /** Files beside the envelope (MTOM). */
  readonly parts?: readonly OutgoingPart[];
}

export interface FromNode {
  readonly status: number;
  /** The envelope, with what travelled beside it put back in where signatures cover it. */
  readonly xml: Uint8Array;
  readonly parts: Parts;
  /** As it came, byte by byte. */
  readonly original: Uint8Array;
  /** Why the envelope cannot be told from what travelled beside it; `xml` is then all of it. */
  readonly problem?: string;
}

/** One call of the service over HTTP. @throws ProviderError `later` when no answer came that could be one */
export async function callNode(host: Host<Smev3Config>, call: ToNode, signal: AbortSignal): Promise<FromNode> {
  const { body, contentType } = bodyOf(call);
  const response = await host.fetch(host.config.url, {
    method: 'POST',
    headers: {
      'content-type': contentType,
      soapaction: `"urn:${call.method}"`,
      accept: 'multipart/related, text/xml, application/xop+xml',
    },
    body: Buffer.from(body),
    signal,
  });
  const original = new Uint8Array(await response.arrayBuffer());
  const type = response.headers.get('content-type') ?? '';
  if (!/^(?:multipart\/related|text\/xml|application\/(?:soap\+xml|xop\+xml|xml))\b/i.test(type)) {
    throw noEnvelope(response.status);
  }
  return { status: response.status, original, ...(await envelopeIn(original, type)) };
}

/** The envelope in a body; one that cannot be told from what travelled beside it says why. */
export async function envelopeIn(
  original: Uint8Array,
  type: string,
): Promise<Pick<FromNode, 'xml' | 'parts' | 'problem'>> {
  try {
    return await envelopeOf(original, type);
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    return { xml: original, parts: new Map(), problem: error.message };
  }
}

function bodyOf({ envelope, parts = [] }: ToNode): { body: Uint8Array; contentType: string } {
  if (parts.length === 0) return { body: Buffer.from(envelope), contentType: 'text/xml; charset=utf-8' };
  const root = `envelope-${randomUUID()}@reglament`;
  const boundary = `reglament-${randomUUID()}`;
  const first: OutgoingPart = {
    contentId: root,
    contentType: 'application/xop+xml; charset=UTF-8; type="text/xml"',
    content: Buffer.from(envelope),
  };
  return {
    body: writeMultipart([first, ...parts], boundary),
    contentType: `multipart/related; type="application/xop+xml"; boundary="${boundary}"; start="<${root}>"; start-info="text/xml"`,
  };
}

/** @throws ProviderError when it is multipart and cannot be read */
export async function envelopeOf(
  original: Uint8Array,
  contentType: string,
): Promise<{ xml: Uint8Array; parts: Parts }> {
  const boundary = /^multipart\//i.test(contentType) ? fieldParameter(contentType, 'boundary') : undefined;
  if (boundary === undefined) return { xml: original, parts: new Map() };
  const start = fieldParameter(contentType, 'start')?.replace(/^<|>$/g, '');
  const parts = new Map<string, Uint8Array>();
  let root: Uint8Array | undefined;
  for await (const part of readMultipart(inOnePiece(original), boundary)) {
    const id = contentIdOf(part);
    if (root === undefined && (start === undefined || id === start)) root = part.content;
    else if (id !== undefined) parts.set(plainContentId(id), part.content);
  }
  if (root === undefined) throw noEnvelope(200);
  if (parts.size === 0) return { xml: root, parts };
  return { xml: Buffer.from(inlineParts(Buffer.from(root).toString('utf8'), parts)), parts };
}

async function* inOnePiece(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

function noEnvelope(status: number): ProviderError {
  const text = `Узел СМЭВ ответил не сообщением СМЭВ (HTTP ${status}). Если это повторяется, проверьте адрес узла в настройках подключения.`;
  return new ProviderError('notSoap', text, { retry: 'later' });
}
