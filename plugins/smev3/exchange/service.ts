import { readPublicKey } from '@reglament/gost';
import { type Host, ProviderError } from '@reglament/sdk';
import type { CanonicalXml } from '@reglament/xml';
import { parseXml, XmlProblem } from '@reglament/xml';
import type { Smev3Config } from '../config.ts';
import type { Call } from '../envelope/build.ts';
import type { Answer } from '../envelope/message.ts';
import { readAnswer } from '../envelope/read.ts';
import { UnreadableMessage } from '../envelope/unreadable-message.ts';
import type { OutgoingPart } from '../transport/multipart.ts';
import { callNode, type FromNode } from '../transport/node.ts';
import type { SigningKey } from '../xml-signature/sign.ts';
import { judgeFault } from './faults.ts';
import { signedEnvelope } from './signed-envelope.ts';

/** What a node has answered, and the bytes that it did it with. */
export interface Answered extends FromNode {
  readonly sent: Uint8Array;
  /** What cannot be read says why. */
  readonly read: { readonly answer: Answer; readonly document: CanonicalXml } | { readonly unreadable: string };
}

export interface Service {
  /** Signs with the body's key and calls. @throws ProviderError */
  call(call: Call, options: CallOptions): Promise<Answered>;
  /** As `call`; what is no answer of the expected kind is thrown as what it is. */
  ask(call: Call, options: CallOptions): Promise<Answer>;
}

/** What all of the exchange works with. */
export interface Parts {
  readonly host: Host<Smev3Config>;
  readonly service: Service;
}

export interface Trusting extends Parts {
  /** DER of the certificates that СМЭВ signs with; empty: any. */
  readonly trusted: readonly Uint8Array[];
}

export interface CallOptions {
  readonly signal: AbortSignal;
  readonly parts?: readonly OutgoingPart[];
}

export function openService(host: Host<Smev3Config>): Service {
  const service: Service = {
    async call(call, { signal, parts = [] }) {
      const key = await keyOf(host);
      signal.throwIfAborted();
      const envelope = await signedEnvelope(call, key, host.config);
      const found = await callNode(host, { method: call.method, envelope, parts }, signal);
      return { ...found, sent: Buffer.from(envelope), read: readEnvelope(found) };
    },
    async ask(call, options) {
      const { read } = await service.call(call, options);
      if ('answer' in read) return read.answer;
      throw new ProviderError('unreadable', `Ответ узла СМЭВ нельзя прочитать: ${read.unreadable}`, { retry: 'later' });
    },
  };
  return service;
}

async function keyOf(host: Host<Smev3Config>): Promise<SigningKey> {
  const signer = await host.signer();
  const { content: certificate } = await signer.certificate();
  const { bits } = readPublicKey(certificate);
  return { certificate, bits, sign: (bytes) => signer.sign(bytes, 'raw') };
}

/** What an envelope says; what cannot be read says why. */
export function readEnvelope({ xml, problem }: Pick<FromNode, 'xml' | 'problem'>): Answered['read'] {
  if (problem !== undefined) return { unreadable: problem };
  try {
    const document = parseXml(xml);
    return { document, answer: readAnswer(document, xml) };
  } catch (error) {
    if (error instanceof UnreadableMessage || error instanceof XmlProblem) return { unreadable: error.message };
    throw error;
  }
}

/** The error that a fault is for the engine. */
export function faultError(fault: Parameters<typeof judgeFault>[0]): ProviderError {
  const { name, reaction, text } = judgeFault(fault);
  return new ProviderError(name, text, { retry: reaction === 'never' ? 'never' : 'later' });
}

/** An answer to something else. */
export function unexpected(answer: Answer): ProviderError {
  if (answer.kind === 'fault') return faultError(answer.fault);
  return new ProviderError('unexpected', 'Узел СМЭВ ответил не на то, о чём его просили', { retry: 'later' });
}
