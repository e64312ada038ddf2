import { type Host, type Json, ProviderError } from '@reglament/sdk';
import type { Access } from './auth.ts';
import type { HttpApiConfig } from './config.ts';

export interface Call {
  readonly host: Host<HttpApiConfig>;
  readonly access: Access;
}

export interface WireCall {
  readonly method: string;
  /** After the address of the server; begins with `/` or is empty. */
  readonly path: string;
  readonly query: readonly (readonly [string, string])[];
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Json;
  readonly signal: AbortSignal;
}

/** One call of the provider; with a token that is not taken any more once again. @throws ProviderError when nothing answers */
export async function call(caller: Call, wire: WireCall): Promise<Response> {
  const response = await once(caller, wire);
  if (response.status !== 401 || !caller.access.renew()) return told(caller, wire, response);
  caller.host.log('http-api.tokenRenewed');
  return told(caller, wire, await once(caller, wire));
}

/** Without the address: a question stands in it. */
function told({ host }: Call, { method }: WireCall, response: Response): Response {
  const { status } = response;
  if (status >= 400 && status !== 404) host.log('http-api.failed', { method, status });
  return response;
}

async function once(
  { host, access }: Call,
  { method, path, query, headers, body, signal }: WireCall,
): Promise<Response> {
  const known = await access.of(signal);
  const url = new URL(host.config.url.replace(/\/$/, '') + path);
  for (const [name, value] of [...query, ...known.query]) url.searchParams.append(name, value);
  return host.fetch(url, {
    method,
    headers: {
      accept: 'application/json',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
      ...known.headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal,
  });
}

/** What is not said about the question but about the call. */
export function failureOf({ status, headers }: Response, now: Date): ProviderError | undefined {
  if (status >= 500 || status === 408 || status === 409 || status === 425 || status === 429) {
    const seconds = Number(headers.get('retry-after') ?? Number.NaN);
    const after = Number.isInteger(seconds) && seconds > 0 ? { after: new Date(now.getTime() + seconds * 1000) } : {};
    const text = status === 429 ? 'Поставщик просит спрашивать реже.' : `Поставщик ответил ошибкой ${status}.`;
    return new ProviderError('fault', text, { retry: 'later', ...after });
  }
  if (status === 401 || status === 403) {
    const text = `Поставщик не узнал ведомство (${status}). Проверьте вход в настройках подключения.`;
    return new ProviderError('denied', text, { retry: 'never' });
  }
  if (status >= 300 && status < 400) {
    const text = `Поставщик отсылает по другому адресу (${status}). Укажите его в настройках подключения.`;
    return new ProviderError('moved', text, { retry: 'never' });
  }
  return undefined;
}
