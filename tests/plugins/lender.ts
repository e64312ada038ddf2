import { createHash, randomUUID } from 'node:crypto';
import {
  type Bus,
  type BusMessage,
  type Connection,
  type Host,
  type Identity,
  type Notifier,
  type Outcome,
  type Plugin,
  ProviderError,
} from '@reglament/sdk';
import { type KitSamples, toySigner } from '@reglament/sdk/kit';

interface Config {
  readonly url: string;
}

/** What plugins lend to the platform and to one another, in the smallest honest form: signature, sign-in, bus, notices. */
export const lender: Plugin<Config> = {
  id: 'lender',
  title: 'Служебный модуль проверок',
  contract: '1.0',
  scope: 'body',
  notifies: ['email', 'sms'],
  config: {
    schema: { type: 'object', properties: { url: { type: 'string', title: 'Адрес' } }, required: ['url'] },
  },
  requestKinds: {
    signed: {
      version: '1',
      title: 'Подписанный вопрос',
      group: 'Проверки',
      question: () => ({ schema: { type: 'object', properties: {} }, sections: [] }),
      answer: { schema: { type: 'object', properties: {} }, sections: [] },
      signedBy: 'official',
    },
  },
  emulator: async (options) => (await import('./lender-emulator.ts')).openLenderEmulator(options),
  connect: (host): Connection => ({
    prepare: async ({ question, number }) => ({
      content: Buffer.from(JSON.stringify({ question, number })),
      format: 'cms',
      mediaType: 'application/json',
      name: 'Вопрос.json',
    }),
    send: async (request, signal) => {
      const content = { question: request.question };
      const answer = await deliver(host, { id: request.id, path: '/questions', content, signal });
      return { text: 'Ответ получен сразу', outcome: outcomeOf(new Uint8Array(await answer.arrayBuffer())) };
    },
    signer: toySigner,
    identity: identityOf(host),
    bus: busOf(host),
    notifier: notifierOf(host),
  }),
};

export const lenderSamples: KitSamples = {
  bus: { type: 'kit/question', message: { type: 'kit/question', content: { text: 'Вопрос' } } },
  parts: ['prepare', 'send', 'signer', 'identity', 'bus', 'notifier'],
};

function outcomeOf(bytes: Uint8Array): Outcome {
  try {
    const { refused } = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as { refused?: string };
    if (refused !== undefined) return { status: 'refused', code: 'refused', reason: refused };
    return { status: 'answered', answer: {} };
  } catch {
    return { status: 'unreadable', reason: 'Ответ нельзя прочитать' };
  }
}

async function call(host: Host<Config>, path: string, init: RequestInit): Promise<Response> {
  const response = await host.fetch(new URL(path, host.config.url), init);
  if (response.status >= 500) throw new ProviderError('fault', 'Другая сторона дала сбой', { retry: 'later' });
  return response;
}

interface Outgoing {
  readonly id: string;
  readonly path: string;
  readonly content: object;
  readonly signal: AbortSignal;
}

async function deliver(host: Host<Config>, { id, path, content, signal }: Outgoing): Promise<Response> {
  const name = await host.once(id, 'name', randomUUID);
  const body = JSON.stringify({ ...content, id });
  const response = await call(host, path, { method: 'POST', body, headers: { name }, signal });
  if (response.ok) return response;
  const { reason } = (await response.json()) as { reason: string };
  if (response.status !== 409) throw new ProviderError('refused', `Отказ: ${reason}`, { retry: 'never' });
  await host.renew(id, 'name', randomUUID);
  throw new ProviderError('stale', 'Имя устарело', { retry: 'later' });
}

function notifierOf(host: Host<Config>): Notifier {
  return {
    ways: ['email', 'sms'],
    send: async (message, signal) => {
      await deliver(host, { id: message.id, path: '/notices', content: message, signal });
    },
  };
}

function busOf(host: Host<Config>): Bus {
  return {
    send: async ({ files: _files, ...message }, signal) => {
      await deliver(host, { id: message.id, path: '/messages', content: message, signal });
    },
    async *take(types, signal) {
      const list = await call(host, '/bus', { signal });
      const { messages } = (await list.json()) as { messages: { id: string }[] };
      for (const { id } of messages) {
        const response = await call(host, `/bus/${id}`, { signal });
        if (!response.ok) continue;
        const { type, content } = (await response.json()) as Pick<BusMessage, 'type' | 'content'>;
        if (!types.includes(type)) continue;
        const ack = async () => void (await call(host, `/bus/${id}/ack`, { method: 'POST', signal }));
        yield { id, type, content, from: { code: 'kit', title: 'Проверка' }, files: [], ack };
      }
    },
  };
}

function identityOf(host: Host<Config>): Identity {
  return {
    async begin({ redirectUri, state }) {
      const verifier = randomUUID();
      const challenge = createHash('sha256').update(verifier).digest('hex');
      const query = new URLSearchParams({ redirectUri, state, challenge });
      return { url: `${host.config.url}/sign-in?${query}`, keep: { verifier } };
    },
    async finish({ url, state, keep }) {
      const back = new URL(url).searchParams;
      const refuse = (text: string) => new ProviderError('refused', text, { retry: 'never' });
      if (back.get('state') !== state) throw refuse('Возврат не от этого входа. Начните вход заново.');
      if (back.has('error')) throw refuse(`Во входе отказано: ${back.get('error')}`);
      const body = JSON.stringify({ code: back.get('code'), ...(keep as { verifier: string }) });
      const response = await call(host, '/person', { method: 'POST', body });
      if (!response.ok) throw refuse('Вход уже завершён или начат не здесь. Начните вход заново.');
      return (await response.json()) as Awaited<ReturnType<Identity['finish']>>;
    },
  };
}
