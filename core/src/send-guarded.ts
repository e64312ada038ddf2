import { lookup } from 'node:dns';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { type AddressGuard, isLoopback } from './address-guard.ts';

export interface GuardedRequest {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Milliseconds until the head of the answer. */
  readonly timeout: number;
  readonly signal: AbortSignal;
}

/** Nothing came back that could be understood. The message is Russian and for the administrator who set the address. */
export class SendFailure extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'SendFailure';
  }
}

/**
 * POSTs to an address that a person has set and gives the status of the answer, whose content nobody reads. A name is
 * resolved here and the connection goes to the very addresses that were judged, so a name that answers differently the
 * second time leads nowhere else; redirects are not followed. Without encryption only to this machine. @throws SendFailure
 */
export async function postGuarded(request: GuardedRequest, guard: AddressGuard): Promise<number> {
  const { url, timeout } = request;
  const secure = url.protocol === 'https:';
  const judge = (address: string) => guard.allows(address) && (secure || isLoopback(address));
  const literal = url.hostname.replace(/^\[(.*)\]$/, '$1');
  if (isIP(literal) !== 0 && !judge(literal)) throw new SendFailure(closedText(literal, secure));
  const deadline = AbortSignal.timeout(timeout);
  try {
    return await post(request, { judge, signal: AbortSignal.any([request.signal, deadline]) });
  } catch (error) {
    if (error instanceof SendFailure) throw error;
    if (request.signal.aborted) throw new SendFailure('Отправка прервана: сервер останавливается.', error);
    if (deadline.aborted) throw new SendFailure(`Получатель не ответил за ${timeout / 1000} с.`, error);
    throw new SendFailure(`Связи с получателем нет: ${reasonOf(error)}.`, error);
  }
}

interface Way {
  readonly judge: (address: string) => boolean;
  readonly signal: AbortSignal;
}

function post({ url, headers, body }: GuardedRequest, { judge, signal }: Way): Promise<number> {
  const secure = url.protocol === 'https:';
  const start = secure ? requestHttps : requestHttp;
  const length = { 'Content-Length': String(Buffer.byteLength(body)) };
  const options = { method: 'POST', headers: { ...headers, ...length }, agent: false, signal };
  return new Promise((resolve, reject) => {
    const outgoing = start(url, { ...options, lookup: lookupJudged(judge, secure) }, (answer) => {
      answer.on('error', () => undefined); // of what nobody reads
      resolve(answer.statusCode ?? 0);
      answer.destroy();
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

function lookupJudged(judge: Way['judge'], secure: boolean): LookupFunction {
  return (name, options, callback) => {
    lookup(name, { ...options, all: true }, (error, found) => {
      if (error !== null) return callback(error, '', 0);
      const addresses = found.filter(({ address }) => judge(address));
      const [first] = addresses;
      if (first === undefined) return callback(new SendFailure(closedText(name, secure)), '', 0);
      return options.all ? callback(null, addresses) : callback(null, first.address, first.family);
    });
  };
}

function closedText(name: string, secure: boolean): string {
  return secure
    ? `Адрес ${name} – внутренний, а такие закрыты. Разрешить сеть может настройка PRIVATE_NETWORKS.`
    : `Без шифрования (http) отправлять можно только на этот же компьютер, а ${name} – не он. Укажите https.`;
}

const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'сервер не принимает соединения',
  ECONNRESET: 'соединение оборвано',
  EPIPE: 'соединение оборвано',
  ENOTFOUND: 'имя сервера не найдено',
  EAI_AGAIN: 'служба имён не отвечает',
  ETIMEDOUT: 'соединение не установлено вовремя',
  EHOSTUNREACH: 'до сервера нет пути',
  ENETUNREACH: 'до сервера нет пути',
  HPE_INVALID_CONSTANT: 'ответ – не HTTP',
};

function reasonOf(error: unknown): string {
  // Several addresses were tried.
  const one = error instanceof AggregateError ? error.errors[0] : error;
  const code = one instanceof Error && 'code' in one ? String(one.code) : '';
  if (/CERT|TLS|SSL|SELF_SIGNED|ALTNAME/.test(code)) return `сертификат не принят (${code})`;
  return reasons[code] ?? (code || 'сбой сети');
}
