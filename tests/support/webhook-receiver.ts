import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface Received {
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export interface Receiver {
  readonly url: string;
  /** What has come, whatever was answered. */
  readonly received: readonly Received[];
  at(path: string): readonly Received[];
  /** From now on this path answers so. */
  answer(path: string, behaviour: Behaviour): void;
  close(): Promise<void>;
}

type Behaviour = (response: ServerResponse, request: IncomingMessage) => void;

const withStatus = (status: number, headers = {}): Behaviour => {
  return (response) => void response.writeHead(status, headers).end();
};

/** How a receiver may answer, good and bad; any other path answers 204. */
const behaviours: Readonly<Record<string, Behaviour>> = {
  '/error': withStatus(500),
  '/gone': withStatus(410),
  '/redirect': withStatus(302, { Location: '/redirected' }),
  '/hang': () => undefined,
  '/reset': (_response, request) => void request.socket.destroy(),
  '/garbage': (_response, request) => void request.socket.end('no http at all\r\n\r\n'),
  '/half': (_response, request) => void request.socket.write('HTTP/1.1 200 OK\r\nX-Never'),
  '/endless': (response) => {
    response.writeHead(200);
    const more = () => {
      while (response.write('x'.repeat(65_536)));
    };
    response.on('drain', more);
    more();
  },
};

/** The other side of a webhook, over real HTTP on this machine. */
export async function startReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  const own = new Map<string, Behaviour>(Object.entries(behaviours));
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const path = request.url ?? '';
      received.push({ path, headers: request.headers, body });
      (own.get(path) ?? withStatus(204))(response, request);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    at: (path) => received.filter((one) => one.path === path),
    answer: (path, behaviour) => void own.set(path, behaviour),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
