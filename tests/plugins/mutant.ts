import type { Connection, Emulator, Host, Plugin } from '@reglament/sdk';

/** A plugin that breaks one promise of the contract. */
export type Mutate = (plugin: Plugin) => Plugin;

type AnyHost = Host<unknown>;

export const withHost =
  (change: (host: AnyHost) => Partial<AnyHost>): Mutate =>
  (plugin) => ({ ...plugin, connect: (host) => plugin.connect({ ...host, ...change(host) }) });

export const withConnection =
  (change: (connection: Connection, host: AnyHost) => Connection): Mutate =>
  (plugin) => ({ ...plugin, connect: async (host) => change(await plugin.connect(host), host) });

export const withEmulator =
  (change: (emulator: Emulator, all: Emulator[]) => Partial<Emulator>): Mutate =>
  (plugin) => {
    const all: Emulator[] = [];
    return {
      ...plugin,
      emulator: async (options) => {
        const emulator = (await plugin.emulator?.(options)) as Emulator;
        all.push(emulator);
        // By prototype: what a getter says must stay alive.
        return Object.assign(Object.create(emulator), change(emulator, all));
      },
    };
  };

export type DeedName = 'send' | 'reply' | 'publish' | 'bus.send';
type SourceName = 'receive' | 'inbox';
type Call = (...args: unknown[]) => Promise<unknown>;
type Take = (...args: unknown[]) => AsyncIterable<Message>;

/** Of a delivery and of an incoming message, what mutants spoil. */
export interface Message {
  readonly messageId: string;
  readonly requestId?: string;
  readonly original: Uint8Array;
  readonly problems?: readonly string[];
  readonly outcome?: unknown;
  readonly kind?: string;
  readonly sender?: string;
  ack(accepted: boolean): Promise<void>;
}

/** The call of a part in other hands. */
export const withDeed = (part: DeedName, change: (call: Call, host: AnyHost) => Call): Mutate =>
  withConnection((connection, host) => {
    if (part !== 'bus.send') return { ...connection, [part]: change(connection[part] as Call, host) };
    const send = change(connection.bus?.send as unknown as Call, host);
    return { ...connection, bus: { ...connection.bus, send } } as unknown as Connection;
  });

export const withSource = (part: SourceName, change: (take: Take, host: AnyHost) => Take): Mutate =>
  withConnection((connection, host) => ({ ...connection, [part]: change(connection[part] as unknown as Take, host) }));

/** Every message of a source spoilt; undefined: dropped. */
export const withMessage = (
  part: SourceName,
  change: (message: Message, host: AnyHost) => Message | undefined | Promise<Message | undefined>,
): Mutate =>
  withSource(
    part,
    (take, host) =>
      async function* (...args) {
        for await (const message of take(...args)) {
          const changed = await change(message, host);
          if (changed) yield changed;
        }
      },
  );

export async function all<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const found: Item[] = [];
  for await (const item of items) found.push(item);
  return found;
}
