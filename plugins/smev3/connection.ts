import { readPem } from '@reglament/gost';
import { type Connection, type Health, type Host, type OutgoingRequest, ProviderError } from '@reglament/sdk';
import { takesId } from '@reglament/xml/information-type';
import type { Smev3Config } from './config.ts';
import { getIncomingQueueStatistics, getStatus } from './envelope/build.ts';
import { openBus } from './exchange/bus.ts';
import { preparedContent, signedContent } from './exchange/personal-signature.ts';
import { plainAnswer } from './exchange/plain-request.ts';
import { readAgain } from './exchange/read-again.ts';
import { type Receiving, receive } from './exchange/receive.ts';
import { answerOf, contentOf } from './exchange/request-content.ts';
import { sendLetter, textOf } from './exchange/send.ts';
import { openService, unexpected } from './exchange/service.ts';

export function connectSmev3(host: Host<Smev3Config>): Connection {
  const closing = new AbortController();
  const bounded = (signal: AbortSignal) => AbortSignal.any([signal, closing.signal]);
  const parts: Receiving = {
    host,
    service: openService(host),
    trusted: readTrusted(host.config.smevCertificates),
    readContent: async (requestId, content) => {
      const type = await host.requestType(requestId);
      if (type?.message !== undefined) return answerOf(type, content.xml);
      const answerRoot = await host.once(requestId, 'answerRoot', () => null as string | null);
      return plainAnswer(answerRoot, content);
    },
  };
  return {
    prepare: async (request, bits = 256) => {
      assertSignable(request);
      return preparedContent(contentFor(request), { number: request.number, bits });
    },
    send: (request, signal) => send(parts, request, bounded(signal)),
    receive: (_waiting, signal) => receive(parts, bounded(signal)),
    read: (original, requestId) => readAgain(parts, original, requestId),
    bus: openBus(parts, bounded),
    check: (signal) => check(parts, bounded(signal)),
    close: async () => closing.abort(),
  };
}

async function send(parts: Receiving, request: OutgoingRequest, signal: AbortSignal) {
  const { id, files, attempt } = request;
  const isData = request.type.message !== undefined;
  const signed = request.signature === undefined ? undefined : signedContent(contentFor(request), request.signature);
  const nodeId = parts.host.config.nodeId;
  if (!isData) await parts.host.once(id, 'answerRoot', () => textOf(request.question, 'answerRoot') || null);
  return sendLetter(parts, { id, files, attempt, nodeId, ...(signed ?? { content: contentFor(request) }) }, signal);
}

/** @throws ProviderError */
function assertSignable({ type }: OutgoingRequest): void {
  if (type.message === undefined || takesId(type)) return;
  const text =
    `Схема вида сведений не допускает подпись должностного лица: у корневого элемента «${type.settings?.root}» нет атрибута Id. ` +
    'Обратитесь к администратору услуг: виду запроса нужна подпись ведомства.';
  throw new ProviderError('notSignable', text, { retry: 'never' });
}

function contentFor(request: OutgoingRequest): string {
  return request.type.message === undefined ? textOf(request.question, 'content') : contentOf(request);
}

/** Asks for nothing that would be taken out of a queue. */
async function check({ host, service }: Receiving, signal: AbortSignal): Promise<Health> {
  const { version } = host.config;
  const timestamp = host.now();
  const call = version === '1.3' ? getStatus(version, timestamp) : getIncomingQueueStatistics(version, { timestamp });
  try {
    const answer = await service.ask(call, { signal });
    if (answer.kind !== 'statistics' && answer.kind !== 'status' && answer.kind !== 'empty') throw unexpected(answer);
    const trust =
      host.config.smevCertificates === undefined
        ? ' Сертификаты СМЭВ не заданы: укажите их, чтобы чужая подпись не прошла.'
        : '';
    return { ok: true, text: `Узел СМЭВ отвечает, подпись принята.${trust}` };
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    const advice = error.retry === 'later' ? ' Проверьте адрес узла и сеть.' : '';
    return { ok: false, text: `${error.message}${advice}` };
  }
}

/** @throws ProviderError when it is no PEM */
function readTrusted(pem: string | undefined): readonly Uint8Array[] {
  if (pem === undefined || pem.trim() === '') return [];
  const blocks = readPem(pem).filter(({ label }) => label === 'CERTIFICATE');
  if (blocks.length > 0) return blocks.map(({ der }) => der);
  const text = 'Сертификаты СМЭВ в настройках подключения не читаются: нужен PEM (BEGIN CERTIFICATE).';
  throw new ProviderError('badCertificates', text, { retry: 'never' });
}
