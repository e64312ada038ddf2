import { ProviderError } from '@reglament/sdk';

/** @typedef {import('@reglament/sdk').Host<import('./connection.js').Config>} Host */

/**
 * @param {Host} host
 * @param {string} path
 * @param {RequestInit} init
 * @returns {Promise<Response>} with a status below 500 that is not about our rights
 * @throws {ProviderError}
 */
export async function call(host, path, init) {
  const headers = { 'x-secret': host.config.secret, 'content-type': 'application/json', ...init.headers };
  const response = await host.fetch(new URL(path, host.config.url), { ...init, headers });
  if (response.status >= 500) {
    throw new ProviderError('fault', `Портал ответил ошибкой ${response.status}. Обмен будет повторён.`, {
      retry: 'later',
    });
  }
  if (response.status === 401) {
    throw new ProviderError('denied', 'Портал не принял ключ доступа. Исправьте ключ в настройках подключения.', {
      retry: 'never',
    });
  }
  return response;
}

/**
 * @param {readonly import('@reglament/sdk').OutgoingFile[]} files
 * @returns {Promise<{ name: string, mediaType: string, content: string }[]>}
 */
export async function packFiles(files) {
  const packed = [];
  for (const { name, mediaType, open } of files) {
    const pieces = [];
    for await (const piece of await open()) pieces.push(piece);
    packed.push({ name, mediaType, content: Buffer.concat(pieces).toString('base64') });
  }
  return packed;
}

/**
 * What the bytes say, or undefined when they say nothing.
 * @param {Uint8Array} bytes
 * @returns {any}
 */
export function parse(bytes) {
  try {
    const value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
