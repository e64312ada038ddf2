import { createServer, type IncomingMessage, type ServerResponse, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What comes of an answer: other bytes instead, or the answer as it is. */
export type Meddle = (answer: Buffer, asked: string) => Uint8Array | undefined | Promise<Uint8Array | undefined>;

export interface Meddler {
  /** The address behind it, through it. */
  readonly url: string;
  meddle: Meddle;
  /** Whoever asks for such a path is turned away with this status, and the server hears nothing of it. */
  turnAway: (path: string) => number | undefined;
  /** The line breaks: before the server hears what was said, or before its answer comes back. */
  lose: (asked: string) => 'question' | 'answer' | undefined;
  close(): Promise<void>;
}

/** Stands between a client and a server over HTTP and puts other words into the server's mouth. */
export async function openMeddler(target: string): Promise<Meddler> {
  const meddler: Pick<Meddler, 'meddle' | 'turnAway' | 'lose'> = {
    meddle: () => undefined,
    turnAway: () => undefined,
    lose: () => undefined,
  };
  const server = createServer((near, answer) => void pass(near, answer).catch(() => answer.destroy()));

  async function pass(near: IncomingMessage, answer: ServerResponse): Promise<void> {
    const asked = await bytesOf(near);
    const status = meddler.turnAway(near.url ?? '/');
    if (status !== undefined) return void answer.writeHead(status).end();
    const lost = meddler.lose(asked.toString('latin1'));
    if (lost === 'question') return void near.socket.resetAndDestroy();
    const to = new URL(target);
    const { method = 'GET', headers } = near;
    const far = send({
      host: to.hostname,
      port: to.port,
      path: near.url,
      method,
      headers: { ...headers, host: to.host },
    });
    far.end(asked);
    const came = await new Promise<IncomingMessage>((resolve, reject) => {
      far.once('response', resolve);
      far.once('error', reject);
    });
    const bytes = await bytesOf(came);
    if (lost === 'answer') return void near.socket.resetAndDestroy();
    const changed = Buffer.from((await meddler.meddle(bytes, asked.toString('latin1'))) ?? bytes);
    const { 'content-length': _length, 'transfer-encoding': _encoding, ...rest } = came.headers;
    answer.writeHead(came.statusCode ?? 502, { ...rest, 'content-length': changed.length });
    answer.end(changed);
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = new URL(target);
  [url.hostname, url.port] = ['127.0.0.1', String((server.address() as AddressInfo).port)];
  return Object.assign(meddler, {
    url: url.href,
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  });
}

async function bytesOf(message: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of message) pieces.push(piece);
  return Buffer.concat(pieces);
}
