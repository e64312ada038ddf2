import { type Host, ProviderError } from '@reglament/sdk';
import type { HttpApiConfig } from './config.ts';

/** What makes a call known to the provider. */
export interface Access {
  /** Headers and query of every call. @throws ProviderError */
  of(signal: AbortSignal): Promise<{
    readonly headers: Readonly<Record<string, string>>;
    readonly query: readonly (readonly [string, string])[];
  }>;
  /** The provider does not take what it was given: it is asked for anew. False: asking again would change nothing. */
  renew(): boolean;
}

/** Seconds that a token is not used any more before it ends. */
const MARGIN = 30;

export function openAccess(host: Host<HttpApiConfig>): Access {
  const { config } = host;
  const none = { headers: {}, query: [] } as const;
  const header = (name: string, value: string) => ({ headers: { [name]: value }, query: [] }) as const;
  let token: { readonly value: string; readonly until: number } | undefined;
  return {
    async of(signal) {
      if (config.auth === 'basic') return header('authorization', basic(config.user, config.password));
      if (config.auth === 'bearer') return header('authorization', `Bearer ${config.token ?? ''}`);
      if (config.auth === 'apiKey') {
        const { keyName = 'X-API-Key', apiKey = '' } = config;
        return config.keyPlace === 'query' ? { headers: {}, query: [[keyName, apiKey]] } : header(keyName, apiKey);
      }
      if (config.auth !== 'oauth') return none;
      if (token === undefined || token.until <= host.now().getTime()) token = await fetchToken(host, signal);
      return header('authorization', `Bearer ${token.value}`);
    },
    renew() {
      const had = token !== undefined;
      token = undefined;
      return had;
    },
  };
}

function basic(user = '', password = ''): string {
  return `Basic ${Buffer.from(`${user}:${password}`, 'utf8').toString('base64')}`;
}

/** RFC 6749, 4.4; of the evidence neither the secret nor the token is part. @throws ProviderError */
async function fetchToken(host: Host<HttpApiConfig>, signal: AbortSignal) {
  const { oauthUrl, clientId = '', clientSecret = '', scopes = '' } = host.config;
  if (oauthUrl === undefined) {
    throw new ProviderError('noTokenUrl', 'В подключении не указан адрес выдачи токенов. Укажите его.', {
      retry: 'never',
    });
  }
  const encode = (text: string) => encodeURIComponent(text);
  const response = await host.fetchSecret(oauthUrl, {
    method: 'POST',
    headers: {
      authorization: basic(encode(clientId), encode(clientSecret)),
      'content-type': 'application/x-www-form-urlencoded',
      accept: 'application/json',
    },
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      ...(scopes === '' ? {} : { scope: scopes }),
    }).toString(),
    signal,
  });
  if (response.status >= 500)
    throw new ProviderError('tokenFault', 'Сервер токенов не отвечает как надо.', { retry: 'later' });
  const said = (await response.json().catch(() => ({}))) as { access_token?: unknown; expires_in?: unknown };
  if (!response.ok || typeof said.access_token !== 'string') {
    const text = `Сервер токенов отказал (${response.status}). Проверьте client_id и секрет в подключении.`;
    throw new ProviderError('denied', text, { retry: 'never' });
  }
  const lives = typeof said.expires_in === 'number' ? said.expires_in : 300;
  return { value: said.access_token, until: host.now().getTime() + (lives - MARGIN) * 1000 };
}
