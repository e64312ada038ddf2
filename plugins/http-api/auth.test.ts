import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createKitClock, openKitHost, sampleRequest } from '@reglament/sdk/kit';
import { expect, onTestFinished, test } from 'vitest';
import type { HttpApiConfig } from './config.ts';
import { connectHttpApi } from './connection.ts';
import { ownTypes } from './emulator/own-types.ts';

const [find] = ownTypes();
const { signal } = new AbortController();

/** A provider that keeps what it was asked with, and gives tokens. */
async function openProvider(answer: (seen: IncomingMessage, count: number) => number) {
  const seen: IncomingMessage[] = [];
  let tokens = 0;
  const server = createServer((request, response) => {
    request.resume();
    if (request.url === '/token') {
      tokens += 1;
      response.end(JSON.stringify({ access_token: `t${tokens}`, expires_in: 60, of: request.headers.authorization }));
      return;
    }
    seen.push(request);
    response.writeHead(answer(request, seen.length), { 'content-type': 'application/json', 'retry-after': '120' });
    response.end('{"found":true}');
  });
  await new Promise<void>((opened) => server.listen(0, '127.0.0.1', opened));
  onTestFinished(() => new Promise<void>((closed) => server.close(() => closed())));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen };
}

async function ask(config: Partial<HttpApiConfig> & Pick<HttpApiConfig, 'url'>, clock = createKitClock()) {
  const { host, evidence } = openKitHost<HttpApiConfig>({ config: { auth: 'none', ...config }, now: clock.now });
  const connection = connectHttpApi(host);
  const send = () => {
    if (find === undefined) throw new Error('the emulator describes a type');
    const request = sampleRequest('findPlots', { type: find, question: { cadastralNumber: '73:24:010203:45' } });
    return connection.send?.(request, signal);
  };
  return { receipt: await send(), send, evidence };
}

interface Case {
  readonly what: string;
  readonly config: Partial<HttpApiConfig>;
  readonly read: (seen: IncomingMessage) => unknown;
  readonly wanted: string;
}

const authorization = ({ headers }: IncomingMessage) => headers.authorization;
const cases: readonly Case[] = [
  {
    ...{ what: 'Basic', config: { auth: 'basic', user: 'орган', password: 'п:п' }, read: authorization },
    wanted: `Basic ${Buffer.from('орган:п:п').toString('base64')}`,
  },
  { what: 'Bearer', config: { auth: 'bearer', token: 'abc' }, read: authorization, wanted: 'Bearer abc' },
  {
    ...{ what: 'ключ в заголовке', config: { auth: 'apiKey', keyName: 'X-Key', apiKey: 'k' } },
    ...{ read: ({ headers }) => headers['x-key'], wanted: 'k' },
  },
  {
    ...{ what: 'ключ в адресе', config: { auth: 'apiKey', keyPlace: 'query', keyName: 'key', apiKey: 'k&1' } },
    ...{ read: ({ url }) => url, wanted: '/plots/search?key=k%261' },
  },
];

test.each(cases)('вход: $what', async ({ config, read, wanted }) => {
  const { url, seen } = await openProvider(() => 200);
  const { receipt } = await ask({ url, ...config });
  expect(receipt?.outcome).toEqual({ status: 'answered', answer: { found: true } });
  expect(seen.map(read)).toEqual([wanted]);
});

test('OAuth: токен берётся один раз, обновляется к концу срока и после 401', async () => {
  const { url, seen } = await openProvider((request, count) =>
    count === 3 && request.headers.authorization === 'Bearer t2' ? 401 : 200,
  );
  const clock = createKitClock();
  const oauth = { auth: 'oauth', oauthUrl: `${url}/token`, clientId: 'id', clientSecret: 's' } as const;
  const { send, evidence } = await ask({ url, ...oauth }, clock);
  clock.move(31);
  await send();
  await send();
  expect(seen.map((one) => one.headers.authorization)).toEqual(['Bearer t1', 'Bearer t2', 'Bearer t2', 'Bearer t3']);
  const asked = evidence.filter(({ address }) => address.endsWith('/token'));
  expect(asked.map(({ status }) => status)).toEqual(['200', '200', '200']);
  const kept = evidence.flatMap(({ sent, received }) => [sent, received]).map((bytes) => Buffer.from(bytes ?? []));
  expect(Buffer.concat(kept).toString()).not.toMatch(/access_token|t1|grant_type/);
});

test.each([
  [429, { code: 'fault', retry: 'later' }],
  [403, { code: 'denied', retry: 'never' }],
  [307, { code: 'moved', retry: 'never' }],
])('%i – не ответ на вопрос', async (status, wanted) => {
  const { url } = await openProvider(() => status);
  const clock = createKitClock();
  const failed = await ask({ url }, clock).catch((error: unknown) => error);
  expect(failed).toMatchObject(wanted);
  if (status === 429) expect(failed).toMatchObject({ after: new Date(clock.now().getTime() + 120_000) });
});
