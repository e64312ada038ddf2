import type { IncomingMessage } from 'node:http';
import { Refusal } from './errors.ts';
import { isStorable } from './storable.ts';

const maxBytes = 1_048_576;
const usualDepth = 32;
/** Keys that reach an object's prototype when a careless merge copies them. */
const forbiddenKeys = new Set(['__proto__', 'constructor', 'prototype']);
/** What a form of another site can send without asking the browser's permission first. */
const formTypes = new Set(['', 'text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data']);

/** Reads a JSON body of at most 1 MB and 32 levels, or as many as are said; refuses what is not plain data. */
export async function readJsonBody(request: IncomingMessage, maxDepth: number = usualDepth): Promise<unknown> {
  checkHeaders(request);
  const value = parse(decode(await readBytes(request, { most: maxBytes, tooLarge })));
  checkPlain(value, maxDepth);
  return value;
}

function checkHeaders(request: IncomingMessage): void {
  const type = (request.headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (formTypes.has(type)) {
    throw new Refusal('foreignOrigin', 'Данные принимаются только с заголовком Content-Type: application/json.');
  }
  if (type !== 'application/json') {
    throw new Refusal('unsupportedMediaType', 'Передайте данные с заголовком Content-Type: application/json.');
  }
  if ((request.headers['content-encoding'] ?? 'identity') !== 'identity') {
    throw new Refusal('unsupportedMediaType', 'Передайте данные без сжатия (без заголовка Content-Encoding).');
  }
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) throw tooLarge();
}

function tooLarge(): Refusal {
  return new Refusal('tooLarge', 'Данные больше 1 МБ. Уменьшите объём: файлы загружаются отдельно.');
}

interface Bound {
  readonly most: number;
  readonly tooLarge: () => Refusal;
}

/** The body as it is, in memory. @throws Refusal beyond the bound, or when the line broke */
export async function readBytes(request: IncomingMessage, { most, tooLarge }: Bound): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    // A plain `for await` would destroy the socket on the throw, and the refusal could not be sent.
    for await (const chunk of request.iterator({ destroyOnReturn: false })) {
      size += chunk.length;
      if (size > most) throw tooLarge();
      chunks.push(chunk);
    }
  } catch (error) {
    if (request.destroyed) throw new Refusal('malformedBody', 'Передача данных оборвалась. Повторите действие.');
    throw error;
  }
  return Buffer.concat(chunks);
}

function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Refusal('malformedBody', 'Тело запроса не в кодировке UTF-8.');
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal('malformedBody', 'Тело запроса – не JSON. Проверьте запись данных.');
  }
}

/** Walks without recursion, so that depth costs no stack. */
function checkPlain(root: unknown, maxDepth: number): void {
  const pending: { value: unknown; depth: number }[] = [{ value: root, depth: 0 }];
  for (let item = pending.pop(); item !== undefined; item = pending.pop()) {
    const { value, depth } = item;
    if (typeof value === 'string') checkText(value);
    if (typeof value !== 'object' || value === null) continue;
    if (depth >= maxDepth) throw new Refusal('malformedBody', `Данные вложены глубже ${maxDepth} уровней.`);
    for (const [key, child] of Object.entries(value)) {
      checkKey(key);
      pending.push({ value: child, depth: depth + 1 });
    }
  }
}

function checkKey(key: string): void {
  if (forbiddenKeys.has(key)) throw new Refusal('malformedBody', `Имя поля «${key}» недопустимо.`);
  checkText(key);
}

function checkText(text: string): void {
  if (!isStorable(text)) {
    throw new Refusal(
      'malformedBody',
      'Текст содержит недопустимые символы (нулевой символ или половину пары). Удалите их.',
    );
  }
}
