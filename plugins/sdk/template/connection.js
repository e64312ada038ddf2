import { randomUUID } from 'node:crypto';
import { isProviderError, ProviderError } from '@reglament/sdk';

/** @typedef {{ url: string, token: string }} Config */
/** @typedef {import('@reglament/sdk').Host<Config>} Host */

/**
 * One connection: a body with its settings.
 * @param {Host} host
 * @returns {import('@reglament/sdk').Connection}
 */
export function connect(host) {
  return {
    send: (request, signal) => send(host, request, signal),
    receive: (_waiting, signal) => receive(host, signal),
    check: (signal) => check(host, signal),
  };
}

/**
 * May be called again with the same request: after a crash, after a failure, by another process.
 * @param {Host} host
 * @param {import('@reglament/sdk').OutgoingRequest} request
 * @param {AbortSignal} signal
 * @returns {Promise<import('@reglament/sdk').Receipt>}
 */
async function send(host, request, signal) {
  // Made once and kept before the first try, so that the other side knows a repeat by it.
  const name = await host.once(request.id, 'name', randomUUID);
  const body = JSON.stringify({ reference: request.id, kind: request.kind, question: request.question });
  const response = await call(host, '/questions', {
    method: 'POST',
    body,
    headers: { 'idempotency-key': name },
    signal,
  });
  if (response.status === 202) return { messageId: name, text: 'Запрос принят к обработке' };
  if (response.status === 409) {
    await host.renew(request.id, 'name', randomUUID);
    throw new ProviderError('stale', 'Имя запроса устарело: он уйдёт под новым.', { retry: 'later' });
  }
  const { code, reason } = /** @type {any} */ (await response.json());
  return { messageId: name, text: 'Реестр отказал', outcome: { status: 'refused', code, reason } };
}

/**
 * Everything that waits for us, one by one. What is not acknowledged comes again.
 * @param {Host} host
 * @param {AbortSignal} signal
 * @returns {AsyncIterable<import('@reglament/sdk').Delivery>}
 */
async function* receive(host, signal) {
  const response = await call(host, '/answers', { signal });
  const { messages } = /** @type {any} */ (await response.json());
  for (const { id, about } of messages) {
    const message = await call(host, `/answers/${id}`, { signal });
    // Another process has acknowledged it meanwhile.
    if (message.status === 404) continue;
    const original = new Uint8Array(await message.arrayBuffer());
    const requestId = await host.owner('name', about);
    yield {
      messageId: id,
      ...(requestId === undefined ? {} : { requestId, sentAs: about }),
      original,
      files: [],
      verdicts: [],
      outcome: outcomeOf(original),
      ack: async (accepted) => {
        await call(host, `/answers/${id}/ack`, { method: 'POST', body: JSON.stringify({ accepted }), signal });
      },
    };
  }
}

/**
 * What cannot be read is an outcome too: the message is kept and a person sees it.
 * @param {Uint8Array} original
 * @returns {import('@reglament/sdk').Outcome}
 */
function outcomeOf(original) {
  try {
    const { status, answer, text, code, reason } = JSON.parse(
      new TextDecoder('utf-8', { fatal: true }).decode(original),
    );
    if (status === 'answered') return { status, answer };
    if (status === 'interim') return { status, text: String(text) };
    if (status === 'refused') return { status, code: String(code), reason: String(reason) };
    return { status: 'unreadable', reason: `Вид ответа неизвестен: ${String(status)}` };
  } catch {
    return { status: 'unreadable', reason: 'Ответ нельзя прочитать: это не JSON' };
  }
}

/**
 * @param {Host} host
 * @param {AbortSignal} signal
 * @returns {Promise<import('@reglament/sdk').Health>}
 */
async function check(host, signal) {
  try {
    const response = await call(host, '/health', { signal });
    if (response.ok) return { ok: true, text: 'Реестр отвечает' };
    return { ok: false, text: `Реестр ответил ${response.status}. Проверьте адрес в настройках подключения.` };
  } catch (error) {
    if (signal.aborted || !isProviderError(error)) throw error;
    return { ok: false, text: `${error.message} Проверьте адрес и ключ в настройках подключения.` };
  }
}

/**
 * `later`: the platform repeats it by itself; `never`: a person must act. A failure of the network is `later` already.
 * @param {Host} host
 * @param {string} path
 * @param {RequestInit} init
 */
async function call(host, path, init) {
  const headers = { authorization: `Bearer ${host.config.token}`, 'content-type': 'application/json', ...init.headers };
  const response = await host.fetch(new URL(path, host.config.url), { ...init, headers });
  if (response.status >= 500) {
    throw new ProviderError('fault', `Реестр ответил ошибкой ${response.status}.`, { retry: 'later' });
  }
  if (response.status === 401) {
    throw new ProviderError('denied', 'Реестр не принял ключ доступа.', { retry: 'never' });
  }
  return response;
}
