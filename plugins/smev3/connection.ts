import { readPem } from '@reglament/gost';
import { type Connection, type Host, type OutgoingRequest, ProviderError } from '@reglament/sdk';
import type { Smev3Config } from './config.ts';
import { plainAnswer } from './exchange/plain-request.ts';
import { type Receiving, receive } from './exchange/receive.ts';
import { sendLetter, textOf } from './exchange/send.ts';
import { openService } from './exchange/service.ts';

export function connectSmev3(host: Host<Smev3Config>): Connection {
  const closing = new AbortController();
  const bounded = (signal: AbortSignal) => AbortSignal.any([signal, closing.signal]);
  const parts: Receiving = {
    host,
    service: openService(host),
    trusted: readTrusted(host.config.smevCertificates),
    readContent: async (requestId, content) => {
      const answerRoot = await host.once(requestId, 'answerRoot', () => null as string | null);
      return plainAnswer(answerRoot, content);
    },
  };
  return {
    send: (request, signal) => send(parts, request, bounded(signal)),
    receive: (_waiting, signal) => receive(parts, bounded(signal)),
    close: async () => closing.abort(),
  };
}

async function send(parts: Receiving, request: OutgoingRequest, signal: AbortSignal) {
  const { id, files, attempt } = request;
  const content = textOf(request.question, 'content');
  const nodeId = parts.host.config.nodeId;
  await parts.host.once(id, 'answerRoot', () => textOf(request.question, 'answerRoot') || null);
  return sendLetter(parts, { id, files, attempt, content, nodeId }, signal);
}

/** @throws ProviderError when it is no PEM */
function readTrusted(pem: string | undefined): readonly Uint8Array[] {
  if (pem === undefined || pem.trim() === '') return [];
  const blocks = readPem(pem).filter(({ label }) => label === 'CERTIFICATE');
  if (blocks.length > 0) return blocks.map(({ der }) => der);
  const text = 'Сертификаты СМЭВ в настройках подключения не читаются: нужен PEM (BEGIN CERTIFICATE).';
  throw new ProviderError('badCertificates', text, { retry: 'never' });
}
