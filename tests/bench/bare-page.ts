import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface BarePage {
  readonly url: string;
  close(): Promise<void>;
}

/** A page of so many inputs and nothing else, over HTTP: the floor of what a browser takes to open it and for a key in it. */
export async function openBarePage(count: number): Promise<BarePage> {
  const inputs = Array.from(
    { length: count },
    (_, at) => `<p><label for="i${at}">Вопрос ${at + 1}</label><br><input id="i${at}"></p>`,
  );
  const page = `<!doctype html><meta charset="utf-8"><title>Поля</title>${inputs.join('')}`;
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
    response.end(page);
  });
  await new Promise<void>((opened) => server.listen(0, '127.0.0.1', opened));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}
