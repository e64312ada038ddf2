import { randomUUID } from 'node:crypto';
import type { Bus, BusMessage, Connection, Host, Identity, Notifier, Signer } from '@reglament/sdk';
import { all, type Mutate, withConnection } from './mutant.ts';
import { bug, deaf, deedMutants, later, never, newNameEachTime, type Table } from './mutants.ts';

interface Parts {
  readonly bus: Bus;
  readonly identity: Identity;
  readonly notifier: Notifier;
  readonly signer: Signer;
}

/** One part of the connection in other hands. */
const withPart = <Name extends keyof Parts>(
  name: Name,
  change: (part: Parts[Name], host: Host<unknown>) => Partial<Parts[Name]>,
): Mutate =>
  withConnection((connection, host) => {
    const part = connection[name] as Parts[Name];
    return { ...connection, [name]: { ...part, ...change(part, host) } } as Connection;
  });

/** Every message of the bus spoilt. */
const withBusMessage = (
  change: (message: BusMessage, host: Host<unknown>) => BusMessage | Promise<BusMessage>,
): Mutate =>
  withPart('bus', (bus, host) => ({
    async *take(types, signal) {
      for await (const message of bus.take(types, signal)) yield await change(message, host);
    },
  }));

const acknowledgedAtOnce = withBusMessage(async (message) => {
  await message.ack();
  return { ...message, ack: async () => undefined };
});

const failingNotifier = (spoil: (error: unknown) => Error): Mutate =>
  withPart('notifier', ({ send }) => ({
    send: (message, signal) => send(message, signal).catch((error) => Promise.reject(spoil(error))),
  }));

const failingSignIn = (spoil: (error: unknown) => Error): Mutate =>
  withPart('identity', ({ finish }) => ({
    finish: (back) => finish(back).catch((error) => Promise.reject(spoil(error))),
  }));

const anybody = { subject: '1', surname: 'Иванова', name: 'Анна', organisations: [] };
const valid = [{ valid: true, text: 'Подпись верна' }];

/** What plugins lend: for each case of the kit a plugin that it must not let through. */
export const lenderMutants: Table = {
  ...deedMutants('bus.send'),
  'bus.send.refuse': withPart('bus', ({ send }) => ({
    send: (message, signal) => send(message, signal).catch((error) => Promise.reject(later(error))),
  })),
  'bus.take.unacknowledged': withBusMessage((message) => ({ ...message, ack: async () => undefined })),
  'bus.take.storeFirst': acknowledgedAtOnce,
  'bus.take.crash': acknowledgedAtOnce,
  'bus.take.files': withBusMessage((message) => ({
    ...message,
    files: [{ name: 'Пустой', content: (async function* () {})() }],
  })),
  'bus.take.repeat': withBusMessage((message) => ({ ...message, id: randomUUID() })),
  'bus.take.many': withPart('bus', (bus) => ({
    async *take(types, signal) {
      const [first, ...rest] = await all(bus.take(types, signal));
      if (first) yield first;
      for (const message of rest) await message.ack();
    },
  })),
  'bus.take.twoNodes': withBusMessage((message, { node }) => ({ ...message, id: message.id + node })),
  'bus.take.settings': acknowledgedAtOnce,
  'bus.take.silence': withPart('bus', () => ({
    async *take() {
      yield { id: '1', type: 'x', from: { code: 'x', title: 'x' }, content: {}, files: [], ack: async () => undefined };
    },
  })),
  'bus.take.stranger': withBusMessage(async (message, { owner }) => {
    if ((await owner('name', message.id)) === undefined) throw new Error('Неизвестное имя');
    return message;
  }),
  'bus.take.down': withPart('bus', (bus) => ({
    async *take(types, signal) {
      try {
        yield* bus.take(types, signal);
      } catch {
        // Fails without a word.
      }
    },
  })),
  'bus.take.hang': deaf,
  'bus.types': withPart('bus', (bus) => ({ take: (_types, signal) => bus.take(['kit/question'], signal) })),
  'identity.round': withPart('identity', ({ finish }) => ({
    finish: async (back) => ({ ...(await finish(back)), subject: randomUUID() }),
  })),
  'identity.begin': withPart('identity', ({ begin }) => ({
    begin: async (to) => ({ ...(await begin(to)), keep: 'один' }),
  })),
  'identity.foreignState': withPart('identity', ({ finish }) => ({
    finish: (back) => finish({ ...back, state: new URL(back.url).searchParams.get('state') ?? '' }),
  })),
  'identity.foreignKeep': withPart('identity', () => ({ finish: async () => anybody })),
  'identity.replay': withPart('identity', ({ finish }) => ({ finish: (back) => finish(back).catch(() => anybody) })),
  'identity.refuse': failingSignIn(later),
  'identity.down': failingSignIn(never),
  'notifier.ways': withPart('notifier', ({ send }) => ({
    send: async (message, signal) => (message.way === 'sms' ? undefined : send(message, signal)),
  })),
  'notifier.twice': newNameEachTime,
  'notifier.fail': failingNotifier(never),
  'notifier.refuse': failingNotifier(later),
  'notifier.down': failingNotifier(bug),
  'notifier.abort': deaf,
  'prepare.same': withConnection(({ prepare, ...rest }) => ({
    ...rest,
    prepare: async (request) => ({ ...(await prepare?.(request)), content: Buffer.from(randomUUID()) }) as never,
  })),
  'prepare.digest': withConnection(({ prepare, ...rest }) => ({
    ...rest,
    prepare: async (request) => ({ ...(await prepare?.(request)), format: 'raw' }) as never,
  })),
  'signer.certificate': withPart('signer', ({ certificate }) => ({
    certificate: async () => ({ ...(await certificate()), validTo: new Date(0) }),
  })),
  'signer.own': withPart('signer', () => ({ verify: async () => [] })),
  'signer.changed': withPart('signer', () => ({ verify: async () => valid })),
  'signer.spoilt': withPart('signer', ({ verify }) => ({
    verify: (content, signature) =>
      signature.byteLength === 0 ? Promise.reject(new Error('Пусто')) : verify(content, signature),
  })),
  'signer.verifyRaw': withPart('signer', () => ({ verifyRaw: async () => ({ valid: true, text: 'Подпись верна' }) })),
  'signer.raw': withPart('signer', () => ({ sign: async () => new Uint8Array(64) })),
};
