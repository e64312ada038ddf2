import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allRoutes } from '../../core/src/app.ts';
import { createMetrics } from '../../core/src/metrics.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { audiences } from './policy-rows.ts';
import { ask, nameOf, probeOf } from './probe.ts';

/** S2: who has not signed in, or whose session has run out, gets nothing. */
const routes = allRoutes(createMetrics());
const open = Object.keys(audiences).filter((name) => audiences[name] === 'everyone');

let server: TestServer;
const tokens = new Map<string, string | undefined>([
  ['без входа', undefined],
  ['с выдуманным сеансом', 'A'.repeat(43)],
  ['с мусором вместо сеанса', "'or1=1--"],
]);
beforeAll(async () => {
  server = await startServer();
  tokens.set('с истёкшим сеансом', (await server.login('admin')).cookies.get('reglament'));
  server.clock.advance(12 * 3_600_000 + 1);
});
afterAll(() => server.close());

test('без входа открыто ровно это', () => {
  expect(open.sort()).toEqual([
    'GET /api/docs',
    'GET /api/openapi.json',
    'GET /api/sign-in',
    'GET /api/sign-in/choice',
    'GET /healthz',
    'GET /metrics',
    'GET /readyz',
    'POST /api/callbacks/:connection/:owner/:key',
    'POST /api/csp-reports',
    'POST /api/session',
    'POST /api/sign-in',
    'POST /api/sign-in/choice',
    'POST /api/sign-in/return',
  ]);
});

describe.each(['без входа', 'с выдуманным сеансом', 'с мусором вместо сеанса', 'с истёкшим сеансом'])('%s', (kind) => {
  test.each(routes.filter((route) => !open.includes(nameOf(route))).map((route) => [nameOf(route), route] as const))(
    '%s – 401',
    async (_name, route) => {
      const client = server.client();
      const token = tokens.get(kind);
      if (token !== undefined) client.cookies.set('reglament', token);
      const answer = await ask(client, probeOf(route));
      expect([answer.status, answer.body?.code]).toEqual([401, 'unauthenticated']);
    },
  );
});

test('неизвестный адрес не говорит ничего, кроме того, что его нет', async () => {
  for (const path of ['/api/unknown', '/api/applications/../me/x', '/api/%E0%A4%A', '/api/admin']) {
    const answer = await server.client().get(path);
    expect([answer.status, answer.body.code], path).toEqual([404, 'notFound']);
  }
});
