import { openHttpServer } from '../emulator/http-server.ts';
import type { Connection, Delivery } from '../src/index.ts';
import { soon } from './soon.ts';

/** Where the other side calls the platform; each call waits to be stored, whatever process takes it. */
export interface KitDoor {
  addressOf(owner: string | undefined): string;
  /** The connection with what was called given out by its `receive`: as the platform takes both alike. */
  through(connection: Connection, waiting: () => number): Connection;
  close(): Promise<void>;
}

interface Held {
  readonly owner: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  answer(): void;
}

/** Milliseconds that a call may be on its way. */
const ON_ITS_WAY = 300;

export async function openKitDoor(): Promise<KitDoor> {
  const held = new Set<Held>();
  const server = await openHttpServer(({ path, headers, body, answer }) => {
    const [, owner = ''] = path.split('/');
    const one: Held = {
      ...{ owner: owner === 'any' ? undefined : decodeURIComponent(owner), body },
      headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)])),
      answer: () => {
        held.delete(one);
        answer(204);
      },
    };
    held.add(one);
  });
  async function* calls(connection: Connection, waiting: () => number): AsyncIterable<Delivery> {
    const late = performance.now() + ON_ITS_WAY;
    while (held.size < waiting() && performance.now() < late) await soon(5);
    for (const { owner, headers, body, answer } of [...held]) {
      const came = await connection.called?.({ ...(owner === undefined ? {} : { owner }), headers, body });
      if (came !== undefined) yield { ...came, ack: async () => answer() };
    }
  }
  return {
    addressOf: (owner) => `${server.url}/${owner === undefined ? 'any' : encodeURIComponent(owner)}`,
    through: (connection, waiting) =>
      connection.called === undefined
        ? connection
        : {
            ...connection,
            async *receive(requests, signal) {
              yield* connection.receive?.(requests, signal) ?? [];
              yield* calls(connection, waiting);
            },
          },
    close: server.close,
  };
}
