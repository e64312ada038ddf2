import { ProviderError } from '@reglament/sdk';

/** What the conversation ended with, in the shape of nodemailer's errors. */
interface SmtpFailure {
  readonly code?: string | undefined;
  readonly responseCode?: number | undefined;
  readonly response?: string | undefined;
  readonly message: string;
}

const networks: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'сервер не принимает соединения',
  ECONNRESET: 'соединение оборвано',
  ECONNECTION: 'соединение оборвано',
  ESOCKET: 'соединение оборвано или не установлено',
  ETIMEDOUT: 'сервер молчит',
  EDNS: 'имя сервера не найдено',
  EPROTOCOL: 'сервер отвечает не по-почтовому',
};

/** For good only what the server has refused for good (5xx about the letter or its address); the rest may pass. */
export function failureOf(error: unknown): ProviderError {
  if (error instanceof ProviderError) return error;
  const { code = '', responseCode, response, message } = shapeOf(error);
  const later = (name: string, text: string) => new ProviderError(name, text, { retry: 'later', cause: error });
  if (code === 'EAUTH' || code === 'ENOAUTH') {
    return later(
      'mailLogin',
      `Почтовый сервер не пускает: проверьте пользователя и пароль в настройках. ${words(response)}`,
    );
  }
  if (code === 'ETLS') {
    return later(
      'mailTls',
      `Защищённое соединение с почтовым сервером не установлено: проверьте порт, защиту и сертификат сервера. ${words(message)}`,
    );
  }
  if (responseCode !== undefined && responseCode >= 500 && (code === 'EENVELOPE' || code === 'EMESSAGE')) {
    const text = `Почтовый сервер не принял письмо: ${words(response)}`;
    return new ProviderError('mailRefused', text, { retry: 'never', cause: error });
  }
  if (responseCode !== undefined)
    return later('mailPutOff', `Почтовый сервер пока не принимает письмо: ${words(response)}`);
  const text = `Связи с почтовым сервером нет: ${networks[code] ?? 'сбой сети'}. Проверьте адрес и порт, если это не пройдёт само.`;
  return later('mailUnreachable', text);
}

function shapeOf(error: unknown): SmtpFailure {
  if (!(error instanceof Error)) return { message: String(error) };
  const { code, responseCode, response } = error as Error & Partial<SmtpFailure>;
  return { code, responseCode, response, message: error.message };
}

const MOST_WORDS = 500;

/** The server's own words, as one short line. */
function words(text = ''): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line === '' ? '' : `«${line.slice(0, MOST_WORDS)}»`;
}
