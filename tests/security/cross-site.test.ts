import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allRoutes } from '../../core/src/app.ts';
import { createMetrics } from '../../core/src/metrics.ts';
import type { Client } from '../support/http-client.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { layOutCases } from './matrix-cases.ts';
import { inParallel } from './matrix-verdicts.ts';
import { aboutApplication, ask, isWrite, nameOf, probeOf, subjectOf, takesJson } from './probe.ts';

/** S5: another site cannot make a signed-in browser do anything, and reading changes nothing. */
const routes = allRoutes(createMetrics());
const writes = routes.filter((route) => isWrite(route) && nameOf(route) !== 'POST /api/csp-reports');

let server: TestServer;
let admin: Client;
beforeAll(async () => {
  server = await startServer({ works: false });
  admin = await server.login('admin');
});
afterAll(() => server.close());

const foreign: readonly (readonly [string, (url: URL) => Record<string, string>])[] = [
  ['чужой сайт', () => ({ Origin: 'https://evil.example' })],
  ['песочница без имени', () => ({ Origin: 'null' })],
  ['тот же узел, другой порт', (url) => ({ Origin: `http://127.0.0.1:${Number(url.port) + 1}` })],
  ['тот же узел по https', (url) => ({ Origin: `https://${url.host}` })],
  ['имя, которое начинается с нашего', (url) => ({ Origin: `http://${url.host}.evil.example` })],
  ['наше имя с путём', (url) => ({ Origin: `http://${url.host}/` })],
];

describe.each(writes.map((route) => [nameOf(route), route] as const))('%s', (_name, route) => {
  test.each(foreign)('%s – 403, и ничего не сделано', async (_kind, headersFor) => {
    const probe = probeOf(route);
    const answer = await ask(admin, { ...probe, headers: { ...probe.headers, ...headersFor(new URL(server.url)) } });
    expect([answer.status, answer.body.code]).toEqual([403, 'foreignOrigin']);
    expect((await admin.get('/api/me')).status).toBe(200);
  });

  test('без имени сайта, но по словам браузера чужой – 403', async () => {
    for (const site of ['cross-site', 'same-site']) {
      const probe = probeOf(route);
      const headers = { ...probe.headers, 'Sec-Fetch-Site': site, Origin: '' };
      const answer = await ask(admin, { ...probe, headers });
      expect([answer.status, answer.body.code]).toEqual([403, 'foreignOrigin']);
    }
  });
});

test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', ''])(
  'JSON под видом формы (%s) не принимается нигде',
  async (type) => {
    const client = server.client();
    for (const route of writes.filter(takesJson).filter(({ access }) => access === 'public')) {
      const body = new TextEncoder().encode('{"login":"registrar","password":"demo-Reglament-1"}');
      const headers: Record<string, string> = type === '' ? {} : { 'Content-Type': type };
      const answer = await client.send(route.method, route.path, { body, headers });
      expect([answer.status, answer.body.code], nameOf(route)).toEqual([403, 'foreignOrigin']);
      expect(client.cookies.size).toBe(0);
    }
  },
);

test('программа без браузера, которая имени сайта не называет, работает', async () => {
  const answer = await fetch(`${server.url}/api/session`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ login: 'registrar', password: 'demo-Reglament-1' }),
  });
  expect(answer.status).toBe(204);
});

test('чтение ничего не меняет: база до и после всех GET одинакова', async () => {
  const cases = await layOutCases(server);
  const clients = await Promise.all(['registrar', 'super', 'approver', 'admin'].map((login) => server.login(login)));
  const before = await checksum();
  for (const client of clients) {
    for (const route of routes.filter((one) => !isWrite(one))) {
      // The id of an application says nothing to a route that is not about one.
      const subjects = aboutApplication(route) ? cases.filter((_one, index) => index % 5 === 0) : cases.slice(0, 1);
      const ids = [...subjects.map((one) => subjectOf(route, one)), randomUUID()];
      await inParallel(ids, async (id) => void (await ask(client, probeOf(route, { id, code: 'landPlotPlan' }))));
    }
  }
  await server.deps.accessLog.flush();
  expect(await checksum()).toEqual(before);
  // It walks every route that reads, and there are ever more of them.
}, 180_000);

/**
 * Of every table by itself, so that a difference names its place; the access log is there to be written by reading, and the
 * engine moves the pace of connections and recounts terms after its start by itself.
 */
async function checksum(): Promise<Record<string, string>> {
  const { rows } = await server.database.execute(
    `select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'
     and table_name not in ('access_log', 'connection', 'calendar_recount')`,
  );
  const sums: Record<string, string> = {};
  for (const { name } of rows as { name: string }[]) {
    const { rows: found } = await server.database.execute(
      `select count(*) || ':' || coalesce(md5(string_agg(t::text, e'\\n' order by t::text)), '') as sum from "${name}" t`,
    );
    sums[name] = (found as { sum: string }[])[0]?.sum ?? '';
  }
  expect(Object.keys(sums).length).toBeGreaterThan(15);
  return sums;
}
