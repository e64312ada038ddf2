import { randomUUID } from 'node:crypto';
import type { Plugin } from '@reglament/sdk';
import { ProviderError } from '@reglament/sdk';
import {
  all,
  type DeedName,
  type Message,
  type Mutate,
  withConnection,
  withDeed,
  withEmulator,
  withHost,
  withMessage,
  withSource,
} from './mutant.ts';

export type Table = Readonly<Record<string, Mutate>>;

/** The name on the wire is made anew at every try. */
export const newNameEachTime = withHost(() => ({ once: async (_owner, _key, make) => make() }));
/** The name lives in the memory of one process. */
const nameInMemory = withHost(() => {
  const names = new Map<string, unknown>();
  return {
    once: async (owner, key, make) => {
      const place = `${owner} ${key}`;
      if (!names.has(place)) names.set(place, make());
      return names.get(place) as never;
    },
  };
});
export const deaf = withHost(({ fetch }) => ({ fetch: (input, init) => fetch(input, { ...init, signal: null }) }));
export const never = (error: unknown) => new ProviderError('spoilt', `Ошибка: ${String(error)}`, { retry: 'never' });
export const later = (error: unknown) => new ProviderError('spoilt', `Ошибка: ${String(error)}`, { retry: 'later' });
export const bug = (error: unknown) => new TypeError(String(error));

const failing = (part: DeedName, spoil: (error: unknown) => Error): Mutate =>
  withDeed(
    part,
    (call) =>
      (...args) =>
        call(...args).catch((error) => Promise.reject(spoil(error))),
  );

export const deedMutants = (part: DeedName): Table => ({
  [`${part}.once`]: withDeed(part, () => async () => ({ text: 'Принято' })),
  [`${part}.twice`]: newNameEachTime,
  [`${part}.crash`]: newNameEachTime,
  [`${part}.resetEarly`]: failing(part, bug),
  [`${part}.resetLate`]: newNameEachTime,
  [`${part}.fail`]: failing(part, never),
  [`${part}.hang`]: withDeed(
    part,
    (call) =>
      (...args) =>
        call(...args).catch(() => ({ text: 'Принято' })),
  ),
  [`${part}.abort`]: deaf,
  [`${part}.twoNodes`]: nameInMemory,
  [`${part}.stale`]: withHost(() => ({ renew: async (_owner, _key, make) => make() })),
  [`${part}.settings`]: deaf,
});

const sourceMutants = (part: 'receive' | 'inbox'): Table => ({
  [`${part}.unacknowledged`]: withMessage(part, (message) => ({ ...message, ack: async () => undefined })),
  [`${part}.storeFirst`]: withMessage(part, acknowledgedAtOnce),
  [`${part}.crash`]: withMessage(part, acknowledgedAtOnce),
  [`${part}.files`]: withMessage(part, (message) => ({ ...message, original: new Uint8Array() })),
  [`${part}.rejected`]: withMessage(part, (message) => ({
    ...message,
    ack: async (accepted) => (accepted ? message.ack(true) : undefined),
  })),
  [`${part}.repeat`]: withMessage(part, (message) => ({ ...message, messageId: randomUUID() })),
  // One acknowledgement for the whole page.
  [`${part}.many`]: withSource(
    part,
    (take) =>
      async function* (...args) {
        const [first, ...rest] = await all(take(...args));
        if (first) yield first;
        for (const message of rest) await message.ack(true);
      },
  ),
  [`${part}.twoNodes`]: withMessage(part, (message, { node }) => ({ ...message, messageId: message.messageId + node })),
  [`${part}.settings`]: withMessage(part, acknowledgedAtOnce),
  [`${part}.silence`]: withSource(
    part,
    (take) =>
      async function* (...args) {
        yield* take(...args);
        yield { messageId: 'none', original: new Uint8Array(), ack: async () => undefined };
      },
  ),
  [`${part}.stranger`]: withMessage(part, async (message, { owner }) => {
    if ((await owner('ticket', message.messageId)) === undefined && !message.requestId)
      throw new Error('Неизвестное имя');
    return message;
  }),
  [`${part}.down`]: withSource(
    part,
    (take) =>
      async function* (...args) {
        try {
          yield* take(...args);
        } catch {
          // Fails without a word.
        }
      },
  ),
  [`${part}.hang`]: deaf,
});

async function acknowledgedAtOnce(message: Message): Promise<Message> {
  await message.ack(true);
  return { ...message, ack: async () => undefined };
}

const withoutUnreadable = (part: 'receive' | 'inbox') =>
  withMessage(part, (message) => {
    const isUnreadable = message.kind === 'unreadable' || JSON.stringify(message.outcome)?.includes('unreadable');
    return isUnreadable ? undefined : message;
  });

const outcome = (change: (text: string) => string): Mutate =>
  withMessage('receive', (message) => ({ ...message, outcome: JSON.parse(change(JSON.stringify(message.outcome))) }));

const eachKind =
  (change: (kind: NonNullable<Plugin['requestKinds']>[string]) => object): Mutate =>
  (plugin) => ({
    ...plugin,
    requestKinds: Object.fromEntries(
      Object.entries(plugin.requestKinds ?? {}).map(([code, kind]) => [code, { ...kind, ...change(kind) }]),
    ),
  });

let asked = 0;

/** A provider: for each case of the kit a plugin that it must not let through. */
export const registryMutants: Table = {
  'plugin.shape': (plugin) => ({ ...plugin, id: 'Реестр' }),
  'plugin.english': (plugin) => ({ ...plugin, english: { 'Записи {0} нет': 'There is no record' } }),
  'plugin.config': (plugin) => ({ ...plugin, config: { ...plugin.config, sections: [] } }),
  'command.shape': (plugin) => ({
    ...plugin,
    commands: [{ name: 'count', summary: 'Сосчитать', usage: 'Справка', run: async () => 0 }],
  }),
  'plugin.secrets': (plugin) => ({ ...plugin, config: { schema: plugin.config.schema } }),
  'plugin.parts': withConnection(() => ({})),
  'kind.shape': eachKind(() => ({ group: '' })),
  'kind.question': eachKind((kind) => ({
    question: (context: Parameters<typeof kind.question>[0]) => {
      const form = kind.question(context);
      asked += 1;
      return { ...form, schema: { ...form.schema, definitions: { [`d${asked}`]: { type: 'string' } } } };
    },
  })),
  'kind.answer': eachKind(({ answer }) => ({ answer: { ...answer, ui: { lost: { widget: 'text' } } } })),
  'kind.sample': eachKind((kind) => ({
    question: (context: Parameters<typeof kind.question>[0]) => {
      const { sections, schema } = kind.question(context);
      const { number, ...rest } = schema.properties;
      return {
        sections,
        schema: { ...schema, properties: { ...rest, number: { ...number, examples: ['не номер'] } } },
      };
    },
  })),
  'emulator.own': withEmulator((_emulator, all) => ({ config: all[0]?.config })),
  'emulator.close': withEmulator(() => ({ close: () => new Promise(() => undefined) })),
  'emulator.config': (plugin) => {
    const schema = { ...plugin.config.schema, required: ['url', 'token', 'region'] };
    return { ...plugin, config: { ...plugin.config, schema } };
  },
  ...deedMutants('send'),
  'send.refusing': withDeed('send', (call) => async (...args) => ({
    ...((await call(...args)) as object),
    outcome: undefined,
  })),
  ...sourceMutants('receive'),
  'receive.answer': outcome((text) => text.replace('"found":true', '"found":"да"')),
  'receive.refuse': outcome((text) => text.replace(/"reason":"[^"]*"/, '"reason":"Отказано"')),
  'receive.interim': outcome((text) => text.replace('"interim"', '"answered"')),
  'receive.broken': withoutUnreadable('receive'),
  'receive.read': withConnection((connection) => ({
    ...connection,
    read: async () => ({ outcome: { status: 'unreadable', reason: 'Не понимаю' }, verdicts: [] }),
  })),
  'inbox.kind': withMessage('inbox', (message) => ({ ...message, problems: ['Что-то не так'] })),
  'inbox.broken': withoutUnreadable('inbox'),
  ...sourceMutants('inbox'),
  ...deedMutants('reply'),
  'reply.refuse': failing('reply', later),
  'check.alive': withConnection((connection) => ({ ...connection, check: async () => ({ ok: true, text: 'ok' }) })),
  'check.dead': withConnection((connection) => ({
    ...connection,
    check: async () => ({ ok: false, text: 'Не отвечает' }),
  })),
  'check.abort': deaf,
};

/** A portal: the cases that a provider has none of. */
export const portalMutants: Table = {
  ...deedMutants('publish'),
  // The connection's own name for all that comes over it.
  'inbox.sender': withMessage('inbox', (message) => ({ ...message, sender: 'PORTAL' })),
  'publish.refuse': failing('publish', later),
  'publish.kind': withDeed('publish', (call) => async (...args) => {
    const [notice] = args as [{ kind: string }];
    return notice.kind === 'rework' ? { text: 'Показано' } : call(...args);
  }),
  'publish.order': newNameEachTime,
};
