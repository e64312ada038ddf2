/** What a browser of one person does: keeps cookies, names its origin, speaks JSON. */
export interface Client {
  get(path: string, options?: CallOptions): Promise<Answer>;
  post(path: string, body?: unknown, options?: CallOptions): Promise<Answer>;
  put(path: string, body?: unknown, options?: CallOptions): Promise<Answer>;
  patch(path: string, body?: unknown, options?: CallOptions): Promise<Answer>;
  delete(path: string, options?: CallOptions): Promise<Answer>;
  /** The request as it is: method, raw body, headers of one's own. */
  send(method: string, path: string, options?: SendOptions): Promise<Answer>;
  /** Signs in and keeps the cookie; throws when it is refused. */
  login(login: string, password?: string): Promise<this>;
  readonly cookies: Map<string, string>;
}

export interface CallOptions {
  readonly headers?: Readonly<Record<string, string>>;
}

export interface SendOptions extends CallOptions {
  readonly body?: string | Uint8Array<ArrayBuffer>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Buffer;
  readonly text: string;
  /** Parsed when the answer is JSON; otherwise undefined. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  readonly body: any;
}

export const demoPassword = 'demo-Reglament-1';

export function createClient(url: string, address?: string): Client {
  return clientWith(url, { origin: url, headers: address === undefined ? {} : { 'X-Forwarded-For': address } });
}

/** A program with its token: keeps no cookies and names no origin. */
export function createProgram(url: string, secret: string): Client {
  return clientWith(url, { origin: undefined, headers: { Authorization: `Bearer ${secret}` } });
}

interface Manner {
  readonly origin: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
}

function clientWith(url: string, manner: Manner): Client {
  const cookies = new Map<string, string>();
  const send = async (method: string, path: string, { body, headers }: SendOptions = {}): Promise<Answer> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const origin: Record<string, string> =
      method === 'GET' || manner.origin === undefined ? {} : { Origin: manner.origin };
    const response = await fetch(new URL(path, url), {
      method,
      redirect: 'manual',
      headers: { ...(cookie ? { Cookie: cookie } : {}), ...origin, ...manner.headers, ...headers },
      ...(body === undefined ? {} : { body }),
    });
    keepCookies(cookies, response.headers);
    return answerOf(response);
  };
  const write = (method: string, path: string, { body, headers }: { body: unknown } & CallOptions) =>
    body === undefined
      ? send(method, path, headers === undefined ? {} : { headers })
      : send(method, path, { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json', ...headers } });
  return {
    cookies,
    send,
    get: (path, options) => send('GET', path, options),
    delete: (path, options) => send('DELETE', path, options),
    post: (path, body, options) => write('POST', path, { body, ...options }),
    put: (path, body, options) => write('PUT', path, { body, ...options }),
    patch: (path, body, options) => write('PATCH', path, { body, ...options }),
    async login(login, password = demoPassword) {
      const answer = await this.post('/api/session', { login, password });
      if (answer.status !== 204) throw new Error(`login of ${login}: ${answer.status} ${answer.text}`);
      return this;
    },
  };
}

function keepCookies(cookies: Map<string, string>, headers: Headers): void {
  for (const line of headers.getSetCookie()) {
    const [pair = '', ...attributes] = line.split('; ');
    const name = pair.slice(0, pair.indexOf('='));
    const expires = attributes.find((attribute) => attribute.toLowerCase().startsWith('expires='));
    const ended = expires !== undefined && new Date(expires.slice('expires='.length)).getTime() < Date.now();
    if (ended) cookies.delete(name);
    else cookies.set(name, pair.slice(name.length + 1));
  }
}

async function answerOf(response: Response): Promise<Answer> {
  // A stream of events has no end to wait for.
  const endless = response.headers.get('Content-Type')?.startsWith('text/event-stream') ?? false;
  if (endless) await response.body?.cancel();
  const bytes = endless ? Buffer.alloc(0) : Buffer.from(await response.arrayBuffer());
  const text = bytes.toString('utf8');
  const isJson = /json/.test(response.headers.get('Content-Type') ?? '');
  return {
    status: response.status,
    headers: response.headers,
    bytes,
    text,
    body: isJson ? JSON.parse(text) : undefined,
  };
}
