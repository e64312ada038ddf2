import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Config } from './config.ts';
import { StartProblem } from './start-problem.ts';

export interface Listening {
  readonly port: number;
  /** Takes no new requests, lets those that run end, and cuts what lasts longer than ten seconds. */
  close(onCut: () => void): Promise<void>;
}

const LAST_REQUESTS_MS = 10_000;

export async function listen(
  handler: RequestListener,
  { port, host }: Pick<Config, 'port' | 'host'>,
): Promise<Listening> {
  const server = createServer(handler);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(problemOf(error, port) ?? error));
    server.listen(port, host, resolve);
  });
  return { port: (server.address() as AddressInfo).port, close: (onCut) => close(server, onCut) };
}

function problemOf({ code }: NodeJS.ErrnoException, port: number): StartProblem | undefined {
  if (code === 'EADDRINUSE') {
    return new StartProblem(
      `Порт ${port} занят другой программой. Освободите его или выберите другой: PORT=${port + 1} npm start`,
    );
  }
  if (code === 'EACCES')
    return new StartProblem(`Порт ${port} разрешён только root. Выберите номер от 1024: PORT=8080 npm start`);
  if (code === 'EADDRNOTAVAIL')
    return new StartProblem('У этого компьютера нет адреса, указанного в HOST. Исправьте или уберите HOST.');
  return undefined;
}

async function close(server: Server, onCut: () => void): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const cut = setTimeout(() => {
    onCut();
    server.closeAllConnections();
  }, LAST_REQUESTS_MS);
  await closed;
  clearTimeout(cut);
}
