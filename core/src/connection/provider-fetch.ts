import { ProviderError } from '@reglament/sdk';

/** What was said in one exchange over HTTP, for the evidence. */
export interface Exchanged {
  readonly method: string;
  /** Without query: that may hold a token. */
  readonly address: string;
  readonly status: string;
  /** Milliseconds. */
  readonly duration: number;
  readonly sent: Uint8Array | undefined;
  readonly received: Uint8Array | undefined;
}

export interface FetchOptions {
  /** Milliseconds for the whole answer. */
  readonly timeout: number;
  /** Bytes of an answer. */
  readonly limit: number;
  /** The way out; it guards addresses. */
  readonly send: typeof fetch;
  readonly onExchange: (exchange: Exchanged) => Promise<void>;
}

/**
 * The host's `fetch`: bounded in time and size, no redirects, every exchange on record. A failure of the network is a
 * ProviderError; the caller's own abort stays what it is.
 */
export function openProviderFetch(options: FetchOptions): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, { ...init, redirect: 'manual' });
    const sent = request.body === null ? undefined : new Uint8Array(await request.clone().arrayBuffer());
    const timeout = AbortSignal.timeout(options.timeout);
    const signal = AbortSignal.any([request.signal, timeout]);
    const { origin, pathname } = new URL(request.url);
    const began = performance.now();
    const tell = (status: string, received?: Uint8Array) =>
      options.onExchange({
        method: request.method,
        address: origin + pathname,
        status,
        duration: Math.round(performance.now() - began),
        sent,
        received,
      });
    try {
      const response = await options.send(request, { signal });
      const received = await readLimited(response, options.limit);
      await tell(String(response.status), received);
      return rebuilt(response, received);
    } catch (error) {
      if (request.signal.aborted) {
        await tell('aborted');
        throw error;
      }
      const failure = failureOf(error, { timedOut: timeout.aborted, seconds: options.timeout / 1000 });
      await tell(failure.code);
      throw failure;
    }
  };
}

async function readLimited(response: Response, limit: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    size += part.length;
    if (size > limit) {
      const text = `Ответ поставщика больше ${Math.floor(limit / 1_048_576)} МБ и не принят. Сообщите администратору.`;
      throw new ProviderError('answerTooLarge', text, { retry: 'never' });
    }
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/** The body has been read; what reads the answer reads it from memory. */
function rebuilt(response: Response, received: Uint8Array): Response {
  const empty = response.status === 204 || response.status === 304;
  const { status, statusText, headers } = response;
  return new Response(empty ? null : Buffer.from(received), { status, statusText, headers });
}

function failureOf(error: unknown, { timedOut, seconds }: { timedOut: boolean; seconds: number }): ProviderError {
  const own = error instanceof Error && error.cause instanceof ProviderError ? error.cause : error;
  if (own instanceof ProviderError) return own;
  if (timedOut) {
    return new ProviderError('timeout', `Поставщик не ответил за ${seconds} с`, { retry: 'later', cause: error });
  }
  return new ProviderError('unreachable', `Связи с поставщиком нет: ${reasonOf(error)}`, {
    retry: 'later',
    cause: error,
  });
}

const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'сервер не принимает соединения',
  ECONNRESET: 'соединение оборвано',
  UND_ERR_SOCKET: 'соединение оборвано',
  ENOTFOUND: 'имя сервера не найдено',
  ETIMEDOUT: 'соединение не установлено вовремя',
  EHOSTUNREACH: 'до сервера нет пути',
};

function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  if (/CERTIFICATE_REQUIRED|ALERT_HANDSHAKE|ALERT_(?:UNKNOWN_CA|BAD_CERTIFICATE)/.test(code)) {
    return 'сервер требует сертификат клиента, или ваш ему не подошёл';
  }
  if (/CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ALTNAME/.test(code)) return `сертификату сервера нельзя верить (${code})`;
  return reasons[code] ?? (code || 'сбой сети');
}
