import {
  type Connection,
  type Health,
  type Host,
  isProviderError,
  type NotifierMessage,
  ProviderError,
} from '@reglament/sdk';
import type { EmailConfig } from './config.ts';
import { composeLetter, mailAddress } from './letter.ts';
import { spoken, withServer } from './smtp.ts';

export function connectEmail(host: Host<EmailConfig>): Connection {
  return {
    notifier: { ways: ['email'], send: (message, signal) => send(host, message, signal) },
    check: (signal) => check(host, signal),
  };
}

/** What is known to have gone does not go again, in any process; after a lost answer nobody can know (RFC 5321, 4.5.3.2.6). */
async function send(host: Host<EmailConfig>, message: NotifierMessage, signal: AbortSignal): Promise<void> {
  const { config } = host;
  const to = mailAddress(message.to);
  if (to === undefined) {
    const text = 'Адрес электронной почты записан неверно: исправьте его в заявке или сообщите иначе.';
    throw new ProviderError('badAddress', text, { retry: 'never' });
  }
  if ((await host.owner('sent', message.id)) !== undefined) return;
  const date = new Date(await host.once(message.id, 'date', () => host.now().toISOString()));
  const from = { address: config.from, name: config.fromName ?? host.body?.title ?? '' };
  const letter = await composeLetter({ message: { ...message, to }, from, date });
  await withServer(host, signal, async (server) => {
    const began = performance.now();
    const sent = await spoken<{ response: string }>((done) =>
      server.send({ from: config.from, to: [to], size: letter.byteLength }, Buffer.from(letter), done),
    );
    await host.once(message.id, 'sent', () => message.id);
    const response = sent?.response ?? '';
    await host.record({
      direction: 'out',
      owner: message.id,
      method: 'SMTP DATA',
      address: `smtp://${config.host}:${config.port}`,
      status: response.slice(0, 3),
      duration: Math.round(performance.now() - began),
      sent: letter,
      received: new TextEncoder().encode(response),
    });
  });
}

async function check(host: Host<EmailConfig>, signal: AbortSignal): Promise<Health> {
  const { host: name, port, user } = host.config;
  try {
    await withServer(host, signal, async () => undefined);
    return { ok: true, text: `Почтовый сервер ${name}:${port} отвечает${user === undefined ? '' : ' и пускает'}` };
  } catch (error) {
    if (isProviderError(error)) return { ok: false, text: error.message };
    throw error;
  }
}
