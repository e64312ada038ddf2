import type { AddressInfo } from 'node:net';
import { connect, createServer, type Socket } from 'node:net';

export interface CutWire {
  /** The database through the wire. */
  readonly url: string;
  /** The next commit (or batch that creates) reaches the database, and its answer does not come back: the connection is gone. */
  cutAtCommit(): void;
  close(): Promise<void>;
}

/** A wire to PostgreSQL that can be cut at the worst moment. */
export async function openCutWire(databaseUrl: string): Promise<CutWire> {
  const target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  let armed = false;
  const server = createServer((near) => {
    const far = connect(Number(target.port || 5432), target.hostname);
    let cut = false;
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        near.destroy();
        // What was sent before has to arrive.
        far.end();
      });
    }
    near.on('data', (bytes) => {
      if (armed && /COMMIT;|append_event_if_there/i.test(bytes.toString('latin1'))) [armed, cut] = [false, true];
      far.write(bytes);
    });
    // An answer means that the statement is done.
    far.on('data', (bytes) => (cut ? near.destroy() : near.write(bytes)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = new URL(databaseUrl);
  [url.hostname, url.port] = ['127.0.0.1', String((server.address() as AddressInfo).port)];
  return {
    url: url.href,
    cutAtCommit: () => {
      armed = true;
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
