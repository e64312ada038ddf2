import { randomUUID } from 'node:crypto';
import { ProviderError } from '@reglament/sdk';
import { call, packFiles, parse } from './wire.js';

/** @typedef {{ url: string, secret: string, source?: 'rpgu' | 'epgu' | 'mfc' }} Config */
/** @typedef {import('@reglament/sdk').Host<Config>} Host */
/** @typedef {import('@reglament/sdk').Incoming} Incoming */

/**
 * @param {Host} host
 * @returns {import('@reglament/sdk').Connection}
 */
export function connect(host) {
  return {
    inbox: (signal) => inbox(host, signal),
    publish: (notice, signal) => publish(host, notice, signal),
    check: (signal) => check(host, signal),
  };
}

/**
 * @param {Host} host
 * @param {AbortSignal} signal
 * @returns {AsyncIterable<Incoming>}
 */
async function* inbox(host, signal) {
  const seen = new Set();
  // Acknowledged messages make room for the next hundred; what only repeats ends the reading.
  for (;;) {
    const response = await call(host, '/messages?limit=100', { signal });
    const { messages } = await response.json();
    const fresh = messages.filter((/** @type {{ id: string }} */ { id }) => !seen.has(id));
    if (fresh.length === 0) return;
    for (const message of fresh) seen.add(message.id);
    yield* readMessages(host, fresh, signal);
  }
}

/**
 * @param {Host} host
 * @param {{ id: string, files: string[] }[]} messages
 * @param {AbortSignal} signal
 * @returns {AsyncIterable<Incoming>}
 */
async function* readMessages(host, messages, signal) {
  for (const { id, files } of messages) {
    const message = await call(host, `/messages/${id}`, { signal });
    // Another process has acknowledged it meanwhile.
    if (message.status === 404) continue;
    const original = new Uint8Array(await message.arrayBuffer());
    const content = parse(original);
    const documents = content?.documents ?? [];
    yield incomingOf(content, {
      host,
      message: {
        messageId: id,
        original,
        verdicts: [],
        reference: { message: id },
        files: files.map((/** @type {string} */ name, /** @type {number} */ number) => ({
          name,
          ...(typeof documents[number] === 'string' ? { document: documents[number] } : {}),
          content: readFile(host, `/messages/${id}/files/${number}`, signal),
        })),
        ack: async (/** @type {boolean} */ accepted) => {
          await call(host, `/messages/${id}/ack`, { method: 'POST', body: JSON.stringify({ accepted }) });
        },
      },
    });
  }
}

/**
 * @param {any} content
 * @param {{ host: Host, message: Omit<import('@reglament/sdk').IncomingUnreadable, 'kind' | 'problems'> }} around
 * @returns {Incoming}
 */
function incomingOf(content, { host, message }) {
  const { kind, externalId, sender, service, applicant, representative, answers, reason, text } = content ?? {};
  if (typeof externalId !== 'string') {
    return { ...message, kind: 'unreadable', problems: ['Сообщение портала нельзя прочитать: это не JSON'] };
  }
  const base = { ...message, externalId, problems: [], ...(typeof sender === 'string' ? { sender } : {}) };
  if (kind === 'application') {
    return {
      ...base,
      kind,
      service,
      source: host.config.source ?? 'rpgu',
      applicant,
      ...(representative === undefined ? {} : { representative }),
      answers,
      submittedAt: new Date(content.submittedAt),
    };
  }
  if (kind === 'correction') return { ...base, kind, answers };
  if (kind === 'cancel') return { ...base, kind, reason };
  if (kind === 'text') return { ...base, kind, text };
  return { ...message, kind: 'unreadable', problems: [`Вид сообщения портала неизвестен: ${String(kind)}`] };
}

/** @param {Host} host @param {string} path @param {AbortSignal} signal */
async function* readFile(host, path, signal) {
  const response = await call(host, path, { signal });
  yield new Uint8Array(await response.arrayBuffer());
}

/**
 * @param {Host} host
 * @param {import('@reglament/sdk').Notice} notice
 * @param {AbortSignal} signal
 * @returns {Promise<import('@reglament/sdk').Receipt>}
 */
async function publish(host, notice, signal) {
  const name = await host.once(notice.id, 'name', randomUUID);
  const { id, sequence, kind, application, code, title, text, final, at } = notice;
  const body = { reference: id, sequence, kind, application, code, title, text, final, at: at.toISOString() };
  const response = await call(host, '/notices', {
    method: 'POST',
    body: JSON.stringify({ ...body, files: await packFiles(notice.files) }),
    headers: { 'idempotency-key': name },
    signal,
  });
  if (response.status === 202) return { messageId: name, text: 'Портал показал сообщение заявителю' };
  const { code: reasonCode, reason } = await response.json();
  if (reasonCode !== 'key-expired') {
    throw new ProviderError(reasonCode, `Портал не принял сообщение: ${reason}`, { retry: 'never' });
  }
  await host.renew(notice.id, 'name', randomUUID);
  throw new ProviderError(reasonCode, 'Портал больше не помнит имени сообщения: оно уйдёт под новым.', {
    retry: 'later',
  });
}

/**
 * @param {Host} host
 * @param {AbortSignal} signal
 * @returns {Promise<import('@reglament/sdk').Health>}
 */
async function check(host, signal) {
  try {
    const response = await call(host, '/health', { signal });
    if (response.ok) return { ok: true, text: 'Портал отвечает' };
    return { ok: false, text: `Портал ответил ${response.status}. Проверьте адрес в настройках подключения.` };
  } catch (error) {
    if (signal.aborted) throw error;
    const reason = error instanceof ProviderError ? error.message : 'Портал не отвечает.';
    return { ok: false, text: `${reason} Проверьте адрес и ключ в настройках подключения.` };
  }
}
