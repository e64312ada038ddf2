import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { Refusal } from '../errors.ts';

/** Looks for malware. Refusal `fileRefused` when something is found, `scannerUnavailable` when nobody could look. */
export type Scan = (path: string) => Promise<void>;

const TIMEOUT_MS = 30_000;

/** `none`, or `clamd://host:port`. */
export function openScanner(setting: string): Scan {
  if (setting === 'none') return async () => {};
  const { hostname, port } = new URL(setting);
  const host = hostname.replace(/^\[|\]$/g, '');
  return async (path) => judge(await askClamd({ host, port: Number(port || 3310) }, path));
}

/** INSTREAM of clamd(8): chunks with their length in four bytes, network order, an empty one at the end. */
async function askClamd(address: { host: string; port: number }, path: string): Promise<string> {
  const socket = connect(address);
  socket.setTimeout(TIMEOUT_MS, () => socket.destroy(new Error('clamd keeps silent')));
  try {
    const reply = readAll(socket);
    await Promise.all([reply, sendFile(socket, path)]);
    return await reply;
  } catch (error) {
    throw unavailable(error);
  } finally {
    socket.destroy();
  }
}

async function sendFile(socket: Socket, path: string): Promise<void> {
  await once(socket, 'connect');
  socket.write('zINSTREAM\0');
  for await (const chunk of createReadStream(path, { highWaterMark: 64 * 1024 })) {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(chunk.length);
    socket.write(length);
    // clamd closes by itself when its limit is reached; its words are in the reply.
    if (socket.destroyed) return;
    if (!socket.write(chunk)) await Promise.race([once(socket, 'drain'), once(socket, 'close')]);
  }
  socket.write(Buffer.alloc(4));
}

async function readAll(socket: Socket): Promise<string> {
  let text = '';
  for await (const chunk of socket) {
    text += String(chunk);
    if (text.includes('\0')) break;
  }
  return text.replace(/\0.*$/s, '').trim();
}

function judge(reply: string): void {
  if (reply.endsWith(' OK')) return;
  if (reply.endsWith(' FOUND')) {
    throw new Refusal(
      'fileRefused',
      'Антивирус нашёл в файле вредоносный код. Файл не принят; сообщите об этом заявителю.',
    );
  }
  throw unavailable(new Error(`clamd: ${reply.slice(0, 200)}`));
}

function unavailable(cause: unknown): Refusal {
  const refusal = new Refusal(
    'scannerUnavailable',
    'Проверка файлов на вирусы сейчас недоступна, файл не сохранён. Повторите загрузку позже или сообщите администратору.',
  );
  refusal.cause = cause;
  return refusal;
}
