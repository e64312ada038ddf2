import { afterAll, beforeAll, expect, test } from 'vitest';
import { allRoutes } from '../../core/src/app.ts';
import type { Route } from '../../core/src/http.ts';
import { createMetrics } from '../../core/src/metrics.ts';
import type { Client } from '../support/http-client.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { type Case, layOutCases } from './matrix-cases.ts';
import { inParallel } from './matrix-verdicts.ts';
import { nameOf, probeOf, subjectOf, takesJson } from './probe.ts';

/** S10: a hundred payloads × every JSON input, by someone who may call it. */
const jsonRoutes = allRoutes(createMetrics()).filter(takesJson);

let server: TestServer;
let draft: Case;
const clients = new Map<string, Client>();
beforeAll(async () => {
  server = await startServer();
  const cases = await layOutCases(server);
  const found = cases.find(({ title }) => title === 'draft: создал registrar');
  if (found === undefined) throw new Error('no draft');
  draft = found;
  for (const login of ['admin', ...Object.values(holders)]) clients.set(login, await server.login(login));
});
afterAll(() => server.close());

const keys = ['__proto__', 'constructor', 'prototype', '\\u005f_proto__', 'c\\u006fnstructor'];
const values = ['{"polluted":true}', '"polluted"', 'null', '[{"polluted":true}]', '{"prototype":{"polluted":true}}'];
const places: readonly ((pair: string) => string)[] = [
  (pair) => `{${pair}}`,
  (pair) => `{"answers":{${pair}}}`,
  (pair) => `{"input":{"a":[{"b":{${pair}}}]}}`,
  (pair) => `[[[{${pair}}]]]`,
];

const payloads = places.flatMap((place) => keys.flatMap((key) => values.map((value) => place(`"${key}":${value}`))));

test('сто полезных нагрузок', () => expect(new Set(payloads).size).toBe(100));

test.each(jsonRoutes.map((route) => [nameOf(route), route] as const))('%s', async (_name, route) => {
  const before = snapshot();
  const client = clientFor(route);
  const probe = probeOf(route, { id: subjectOf(route, draft) });
  await inParallel(payloads, async (body) => {
    const answer = await client.send(probe.method, probe.path, {
      body,
      headers: { 'Content-Type': 'application/json' },
    });
    expect([answer.status, answer.body.code], `${body}: ${answer.text}`).toEqual([400, 'malformedBody']);
  });
  // The server runs in this very process.
  expect(snapshot()).toEqual(before);
  expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
});

test('то же в адресе: лишний параметр назван, прототип цел', async () => {
  const before = snapshot();
  for (const query of ['__proto__[polluted]=1', '__proto__.polluted=1', 'constructor=1', '__proto__=1']) {
    const answer = await clients.get('registrar')?.get(`/api/applications?${query}`);
    expect([answer?.status, answer?.body.code], query).toEqual([400, 'invalidQuery']);
  }
  expect(snapshot()).toEqual(before);
});

/** Who holds what the administrator does not. */
const holders: Readonly<Record<string, string>> = {
  '': 'registrar',
  'requests.answer': 'super',
  'destruction.act': 'executor2',
  'destruction.approve': 'approver',
};

function clientFor(route: Route): Client {
  const permission = typeof route.access === 'object' && 'permission' in route.access ? route.access.permission : '';
  const login = holders[permission] ?? 'admin';
  const client = clients.get(login);
  if (client === undefined) throw new Error('not signed in');
  return route.access === 'public' ? server.client() : client;
}

function snapshot(): string[] {
  return [Object.prototype, Array.prototype, Function.prototype].flatMap((prototype) =>
    Object.getOwnPropertyNames(prototype),
  );
}
