import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One HTTP exchange of the other side; exactly one of `answer`, `hang` and `reset` ends it. */
export interface Exchange {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Uint8Array;
  /** Bytes go out as they are, anything else as JSON. */
  answer(status: number, content?: unknown, headers?: Readonly<Record<string, string>>): void;
  /** Says nothing until the connection is closed. */
  hang(): void;
  reset(): void;
}

export interface HttpServer {
  readonly url: string;
  /** Ends open connections too. */
  close(): Promise<void>;
}

/** A server on 127.0.0.1. What the handler throws is answered with 500 and its words: a fault of the emulator must be seen. */
export async function openHttpServer(handle: (exchange: Exchange) => unknown, port = 0): Promise<HttpServer> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', async () => {
      const url = new URL(request.url ?? '/', 'http://emulator');
      const answer: Exchange['answer'] = (status, content, headers = {}) => {
        const isBytes = content instanceof Uint8Array;
        const type = isBytes ? 'application/octet-stream' : 'application/json; charset=utf-8';
        response.writeHead(status, { 'content-type': type, ...headers });
        response.end(isBytes ? content : JSON.stringify(content ?? {}));
      };
      try {
        await handle({
          method: request.method ?? 'GET',
          path: url.pathname,
          query: url.searchParams,
          headers: request.headers,
          body: Buffer.concat(chunks),
          answer,
          hang: () => undefined,
          reset: () => request.socket.resetAndDestroy(),
        });
      } catch (error) {
        answer(500, { code: 'emulator-fault', reason: String(error) });
      }
    });
    // The caller went away; there is nobody to tell.
    request.on('error', () => undefined);
  });
  await new Promise<void>((opened, failed) => {
    server.once('error', failed);
    server.listen(port, '127.0.0.1', opened);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}
