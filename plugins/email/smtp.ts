import { type Host, ProviderError } from '@reglament/sdk';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { EmailConfig } from './config.ts';
import { failureOf } from './failure.ts';

/** Milliseconds of silence on the line. */
const PATIENCE = 20_000;

/** One conversation with the mail server, signed in; it is closed whatever the work ends with. @throws ProviderError */
export async function withServer<T>(
  host: Host<EmailConfig>,
  signal: AbortSignal,
  work: (server: SMTPConnection) => Promise<T>,
): Promise<T> {
  const { config } = host;
  const address = await endingWith(signal, host.resolve(config.host));
  const server = new SMTPConnection({
    host: address,
    port: config.port,
    secure: config.security === 'tls',
    requireTLS: config.security === 'starttls',
    ignoreTLS: config.security === 'none',
    connectionTimeout: PATIENCE,
    greetingTimeout: PATIENCE,
    socketTimeout: PATIENCE,
    socketCloseTimeout: 0,
    servername: config.host,
    tls: { servername: config.host },
    maxResponseSize: 65_536,
  });
  const broken = new Promise<never>((_, fail) => server.on('error', fail));
  broken.catch(() => undefined);
  const abort = () => server.close();
  signal.addEventListener('abort', abort, { once: true });
  try {
    const conversation = (async () => {
      await spoken((done) => server.connect(done));
      await signIn(server, config);
      return work(server);
    })();
    return await endingWith(signal, Promise.race([conversation, broken]));
  } catch (error) {
    signal.throwIfAborted();
    throw failureOf(error);
  } finally {
    signal.removeEventListener('abort', abort);
    server.close();
  }
}

async function signIn(server: SMTPConnection, { user, password = '' }: EmailConfig): Promise<void> {
  if (user === undefined) return;
  if (!server.allowsAuth) {
    const text = 'Почтовый сервер не предлагает входа: уберите пользователя из настроек или исправьте порт и защиту.';
    throw new ProviderError('noLogin', text, { retry: 'later' });
  }
  await spoken((done) => server.login({ user, credentials: { user, pass: password } }, done));
}

/** One step of the conversation. */
export function spoken<T>(step: (done: (error?: Error | null, result?: T) => void) => void): Promise<T | undefined> {
  return new Promise((done, fail) => step((error, result) => (error ? fail(error) : done(result))));
}

/** Ends when the signal aborts, whatever the work still waits for. */
async function endingWith<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  work.catch(() => undefined);
  signal.throwIfAborted();
  const { promise: ended, reject } = Promise.withResolvers<never>();
  const abort = () => reject(signal.reason);
  signal.addEventListener('abort', abort, { once: true });
  try {
    return await Promise.race([work, ended]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}
