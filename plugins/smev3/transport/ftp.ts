import { type Host, ProviderError } from '@reglament/sdk';
import { Client, FTPError } from 'basic-ftp';
import type { Smev3Config } from '../config.ts';

export interface FtpAccess {
  readonly user: string;
  readonly password: string;
  readonly signal: AbortSignal;
  /** Whether it may be set later: for what waits in the queue it may. */
  readonly retryWithout: 'later' | 'never';
}

export interface FtpSession {
  /** One command that people see in the history of the exchange, with what it did. */
  step<T>(command: string, work: (client: Client) => Promise<T>): Promise<T>;
}

/** Milliseconds of silence on a line. */
const patience = 20_000;

/**
 * A session with the file storage that the settings name: the address is judged by the installation, data goes to the same
 * one. @throws ProviderError; the FTP reply stands in `cause`
 */
export async function withFtp<T>(
  host: Host<Smev3Config>,
  { user, password, signal, retryWithout }: FtpAccess,
  work: (session: FtpSession) => Promise<T>,
): Promise<T> {
  const { ftpHost, ftpPort = 21, ftpSecure = false } = host.config;
  if (ftpHost === undefined) throw noStorage(retryWithout);
  const address = await host.resolve(ftpHost);
  signal.throwIfAborted();
  const client = new Client(patience, { allowSeparateTransferHost: false });
  const abort = () => client.close();
  signal.addEventListener('abort', abort, { once: true });
  const session: FtpSession = {
    step: (command, step) => recorded(host, { command, address: `ftp://${ftpHost}:${ftpPort}` }, () => step(client)),
  };
  try {
    await session.step('USER', (one) =>
      one.access({
        host: address,
        port: ftpPort,
        user,
        password,
        secure: ftpSecure,
        secureOptions: { servername: ftpHost },
      }),
    );
    return await work(session);
  } catch (error) {
    signal.throwIfAborted();
    throw failureOf(error);
  } finally {
    signal.removeEventListener('abort', abort);
    client.close();
  }
}

async function recorded<T>(
  host: Host<Smev3Config>,
  { command, address }: { readonly command: string; readonly address: string },
  work: () => Promise<T>,
): Promise<T> {
  const began = performance.now();
  const keep = (status: string) =>
    host.record({
      direction: 'out',
      method: `FTP ${command}`,
      address,
      status,
      duration: Math.round(performance.now() - began),
    });
  try {
    const result = await work();
    await keep('ok');
    return result;
  } catch (error) {
    await keep(error instanceof FTPError ? String(error.code) : 'failed');
    throw error;
  }
}

function failureOf(error: unknown): ProviderError {
  if (error instanceof ProviderError) return error;
  if (error instanceof FTPError && error.code === 530) {
    const text = 'Файловое хранилище СМЭВ не пускает: проверьте пользователя и пароль в настройках подключения.';
    return new ProviderError('storageLogin', text, { retry: 'never', cause: error });
  }
  const words = error instanceof FTPError ? `ответ «${error.message}»` : 'связи нет или она оборвана';
  const text = `Файловое хранилище СМЭВ не приняло или не отдало файл: ${words}`;
  // 552: no space left for this user; a person has to free it.
  const retry = error instanceof FTPError && error.code === 552 ? 'never' : 'later';
  return new ProviderError('storage', text, { retry, cause: error });
}

function noStorage(retry: 'later' | 'never'): ProviderError {
  const text = 'Файловое хранилище СМЭВ не задано, а через него идёт файл. Задайте его в настройках подключения.';
  return new ProviderError('noStorage', text, { retry });
}
