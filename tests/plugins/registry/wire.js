import { isProviderError, ProviderError } from '@reglament/sdk';

/**
 * One call of the registry's interface.
 * @param {import('@reglament/sdk').Host<import('./connection.js').Config>} host
 * @param {string} path
 * @param {RequestInit} init
 * @returns {Promise<Response>} with a status below 500 that is not about our rights
 * @throws {ProviderError}
 */
export async function call(host, path, init) {
  const url = new URL(path, host.config.url);
  const headers = { authorization: `Bearer ${host.config.token}`, 'content-type': 'application/json', ...init.headers };
  const response = await host.fetch(url, { ...init, headers });
  if (response.status >= 500) {
    throw new ProviderError('fault', `Реестр ответил ошибкой ${response.status}. Запрос будет повторён.`, {
      retry: 'later',
    });
  }
  if (response.status === 401 || response.status === 403) {
    throw new ProviderError('denied', 'Реестр не принял ключ доступа. Исправьте ключ в настройках подключения.', {
      retry: 'never',
    });
  }
  return response;
}

/**
 * @param {readonly import('@reglament/sdk').OutgoingFile[]} files
 * @returns {Promise<{ name: string, description?: string, sha256: string, content: string }[]>}
 */
export async function packFiles(files) {
  const packed = [];
  for (const { name, description, sha256, open } of files) {
    const pieces = [];
    for await (const piece of await open()) pieces.push(piece);
    const content = Buffer.concat(pieces).toString('base64');
    packed.push({ name, ...(description === undefined ? {} : { description }), sha256, content });
  }
  return packed;
}

/**
 * Messages that wait in a queue of the registry, one by one, with their bytes.
 * @param {import('@reglament/sdk').Host<import('./connection.js').Config>} host
 * @param {'answers' | 'questions-to-us'} queue
 * @param {AbortSignal} signal
 */
export async function* readQueue(host, queue, signal) {
  const seen = new Set();
  // Acknowledged messages make room for the next hundred; what only repeats ends the reading.
  for (;;) {
    const response = await call(host, `/${queue}?limit=100`, { signal });
    const { messages } = await response.json();
    const fresh = messages.filter((/** @type {{ id: string }} */ { id }) => !seen.has(id));
    if (fresh.length === 0) return;
    for (const message of fresh) seen.add(message.id);
    yield* readMessages(host, { queue, messages: fresh, signal });
  }
}

/**
 * @param {import('@reglament/sdk').Host<import('./connection.js').Config>} host
 * @param {{ queue: string, messages: { id: string, about?: string, files: string[] }[], signal: AbortSignal }} what
 */
async function* readMessages(host, { queue, messages, signal }) {
  for (const { id, about, files } of messages) {
    const message = await call(host, `/${queue}/${id}`, { signal }).catch(tooLarge);
    // Another process has acknowledged it meanwhile.
    if (message?.status === 404) continue;
    const original = new Uint8Array((await message?.arrayBuffer()) ?? []);
    /** @param {string} name @param {number} number @returns {import('@reglament/sdk').IncomingFile} */
    const file = (name, number) => ({ name, content: readFile(host, `/${queue}/${id}/files/${number}`, signal) });
    /** @param {boolean} accepted */
    const ack = async (accepted) => {
      await call(host, `/${queue}/${id}/ack`, { method: 'POST', body: JSON.stringify({ accepted }) });
    };
    yield { id, about, original, content: parse(original), files: files.map(file), ack };
  }
}

/**
 * A message that nobody can take in is given as one that says nothing: those behind it must not wait for it.
 * @param {unknown} error
 */
function tooLarge(error) {
  if (isProviderError(error) && error.code === 'answerTooLarge') return undefined;
  throw error;
}

/**
 * @param {import('@reglament/sdk').Host<import('./connection.js').Config>} host
 * @param {string} path
 * @param {AbortSignal} signal
 */
async function* readFile(host, path, signal) {
  const response = await call(host, path, { signal });
  yield new Uint8Array(await response.arrayBuffer());
}

/**
 * What the bytes say, or undefined when they say nothing.
 * @param {Uint8Array} bytes
 */
export function parse(bytes) {
  try {
    const value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
