import { randomUUID, type X509Certificate } from 'node:crypto';
import {
  type Connection,
  type Delivery,
  type Health,
  type Host,
  isProviderError,
  type OutgoingRequest,
  ProviderError,
  type Receipt,
} from '@reglament/sdk';
import { openAccess } from './auth.ts';
import { type Call, call, failureOf } from './call.ts';
import { called } from './call-answer.ts';
import { withCertificates } from './certificates.ts';
import type { HttpApiConfig } from './config.ts';
import { filledPath, settingsOf, wireQuestion, withAddress } from './message.ts';
import { type Laid, laterOutcome, messageIdOf, outcomeOf, readJson, ticketIn } from './outcome.ts';
import { keys } from './wire-names.ts';

export function connectHttpApi(host: Host<HttpApiConfig>): Connection {
  const { host: own, certificate } = withCertificates(host);
  const caller: Call = { host: own, access: openAccess(own) };
  return {
    send: (request, signal) => send(caller, request, signal),
    receive: (waiting, signal) => receive(caller, waiting, signal),
    called: (came) => called(caller, came),
    read: async (original, requestId) => {
      const type = await host.requestType(requestId);
      return { outcome: laterOutcome(type, { status: 200, bytes: original }) ?? notYet, verdicts: [] };
    },
    check: async (signal) => told(await check(caller, signal), certificate, host.now()),
  };
}

const willCall = 'Поставщик принял запрос и принесёт ответ сам';
const notYet = { status: 'unreadable', reason: 'В этих байтах ответа ещё нет' } as const;

async function send(caller: Call, request: OutgoingRequest, signal: AbortSignal): Promise<Receipt> {
  const { host } = caller;
  const { method, poll, callback } = settingsOf(request.type);
  const asked = wireQuestion(request.type, request.question);
  const { path, query, headers, body } =
    callback === undefined ? asked : withAddress(asked, callback.to, host.callAddress(request.id));
  const name = await host.once(request.id, keys.name, randomUUID);
  const response = await call(caller, {
    ...{ method, path, query, signal },
    headers: { ...headers, [host.config.repeatHeader ?? 'Idempotency-Key']: name },
    ...(body === undefined ? {} : { body }),
  });
  if (response.status === 410) {
    await host.renew(request.id, keys.name, randomUUID);
    throw new ProviderError('stale', 'Имя запроса устарело: он уйдёт под новым.', { retry: 'later' });
  }
  const laid: Laid = { status: response.status, bytes: new Uint8Array(await response.arrayBuffer()) };
  const failure = failureOf(response, host.now());
  if (failure !== undefined) throw failure;
  const later = poll ?? callback;
  if (later === undefined || !response.ok) {
    const text = response.ok ? 'Поставщик ответил сразу' : 'Поставщик отказал';
    return { messageId: name, text, outcome: outcomeOf(request.type, laid), original: laid.bytes };
  }
  const ticket = later.ticket === undefined ? undefined : ticketIn(laid.bytes, later.ticket);
  if (ticket === undefined && poll === undefined) return { messageId: name, text: willCall };
  if (ticket === undefined) {
    const outcome = { status: 'unreadable', reason: `В ответе нет имени запроса (${later.ticket})` } as const;
    return { messageId: name, text: 'Поставщик принял запрос, но не назвал его', outcome };
  }
  // Kept before anything is said of it: the answer is asked for by it, in whatever process.
  if ((await host.once(request.id, keys.ticket, () => ticket)) !== ticket) {
    await host.renew(request.id, keys.ticket, () => ticket);
  }
  return { messageId: name, text: poll === undefined ? willCall : 'Поставщик принял запрос к обработке' };
}

/** Asks for each answer by its name; an answer that was acknowledged is not given again. */
async function* receive(caller: Call, waiting: readonly string[], signal: AbortSignal): AsyncIterable<Delivery> {
  const { host } = caller;
  for (const requestId of waiting) {
    const type = await host.requestType(requestId);
    const poll = type === undefined ? undefined : settingsOf(type).poll;
    const ticket = poll === undefined ? '' : await host.once(requestId, keys.ticket, () => '');
    if (type === undefined || poll === undefined || ticket === '') continue;
    const path = filledPath(poll.path, { [poll.parameter]: ticket });
    const response = await call(caller, { method: 'GET', path, query: [], headers: {}, signal });
    const bytes = new Uint8Array(await response.arrayBuffer());
    const failure = failureOf(response, host.now());
    if (failure !== undefined) throw failure;
    const outcome = laterOutcome(type, { status: response.status, bytes });
    if (outcome === undefined) continue;
    const messageId = messageIdOf(ticket, bytes);
    const taken = `taken ${messageId}`;
    if ((await host.owner(taken, messageId)) !== undefined) continue;
    yield {
      ...{ messageId, requestId, original: bytes, files: [], verdicts: [], outcome },
      sentAs: await host.once(requestId, keys.name, randomUUID),
      ack: async () => void (await host.once(requestId, taken, () => messageId)),
    };
  }
}

/** Of one's own certificate nobody else reminds in time. */
function told(health: Health, certificate: X509Certificate | undefined, now: Date): Health {
  if (certificate === undefined) return health;
  const until = certificate.validToDate;
  if (until <= now) return { ok: false, text: `Сертификат клиента истёк ${dayOf(until)}. Замените его и ключ.` };
  return { ...health, text: `${health.text}. Сертификат клиента – до ${dayOf(until)}` };
}

function dayOf(moment: Date): string {
  return moment.toLocaleDateString('ru-RU', { timeZone: 'Europe/Moscow' });
}

async function check(caller: Call, signal: AbortSignal): Promise<Health> {
  const { host } = caller;
  try {
    const response = await call(caller, { method: 'GET', path: '', query: [], headers: {}, signal });
    const text = await words(response);
    const failure = failureOf(response, host.now());
    if (failure !== undefined) return { ok: false, text: `${failure.message} Проверьте настройки подключения.` };
    return { ok: true, text: `Сервер отвечает (HTTP ${response.status}${text})` };
  } catch (error) {
    if (signal.aborted || !isProviderError(error)) throw error;
    return { ok: false, text: `${error.message} Проверьте адрес в настройках подключения.` };
  }
}

async function words(response: Response): Promise<string> {
  const said = readJson(new Uint8Array(await response.arrayBuffer()));
  return said === undefined ? '' : ', JSON';
}
