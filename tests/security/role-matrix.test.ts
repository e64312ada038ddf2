import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allRoutes } from '../../core/src/app.ts';
import type { Route } from '../../core/src/http.ts';
import { createMetrics } from '../../core/src/metrics.ts';
import type { Client } from '../support/http-client.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { type Case, concerns, layOutCases, maySee, type Person, people } from './matrix-cases.ts';
import { expectedOn, inParallel, mayCall, verdictOf } from './matrix-verdicts.ts';
import { type Audience, audiences } from './policy-rows.ts';
import { aboutApplication, ask, nameOf, probeOf, subjectOf } from './probe.ts';

/** S1: every role × every route × every phase × relation, through the door, against the rows written by hand. */
const routes = allRoutes(createMetrics());

let server: TestServer;
let cases: readonly Case[];
const clients = new Map<string, Client>();
beforeAll(async () => {
  server = await startServer();
  cases = await layOutCases(server);
  for (const { login } of people) clients.set(login, await server.login(login));
});
afterAll(() => server.close());

test('у каждого маршрута есть строка в таблице, и лишних строк нет', () => {
  expect(routes.map(nameOf).sort()).toEqual(Object.keys(audiences).sort());
});

test('код маршрута называет то же, что таблица', () => {
  const names: Record<string, Audience> = {
    public: 'everyone',
    session: 'signedIn',
    account: 'ownAccount',
    see: 'seers',
    act: 'actors',
    edit: 'editors',
  };
  for (const route of routes) {
    const { access } = route;
    const declared =
      typeof access === 'string'
        ? names[access]
        : 'permission' in access
          ? access.permission
          : 'create' in access
            ? 'creators'
            : names[access.application];
    expect(declared, nameOf(route)).toBe(audiences[nameOf(route)]);
  }
});

describe.each(people)('$login', (person) => {
  test('маршруты без заявки', async () => {
    // The one that ends the session comes last.
    const plain = routes
      .filter((route) => !aboutApplication(route))
      .sort((a, b) => Number(endsSession(a)) - Number(endsSession(b)));
    for (const route of plain) {
      const answer = await ask(clientOf(person), probeOf(route));
      const expected = mayCall(person, audiences[nameOf(route)]) ? 'allowed' : 'forbidden';
      expect(verdictOf(answer), `${person.login}: ${nameOf(route)}: ${answer.text}`).toBe(expected);
    }
    clients.set(person.login, await server.login(person.login));
  });

  test('список показывает ровно то, что видно по одной', async () => {
    const listed: string[] = [];
    for (let after = ''; ; ) {
      const { body } = await clientOf(person).get(`/api/applications?limit=100${after}`);
      listed.push(...body.items.map((one: { id: string }) => one.id));
      if (body.next === null) break;
      after = `&after=${encodeURIComponent(body.next)}`;
    }
    const visible = cases.filter((one) => maySee(person, one)).map(({ id }) => id);
    expect(listed.sort()).toEqual(visible.sort());
  });

  test('маршруты заявки: каждая стадия и отношение', async () => {
    const client = clientOf(person);
    const concerned = cases.filter((one) => concerns(person, one));
    const wrong: string[] = [];
    for (const route of routes.filter(aboutApplication)) {
      await inParallel(concerned, async (one) => {
        const answer = await ask(client, probeOf(route, { id: subjectOf(route, one) }));
        const expected = expectedOn(person, one, audiences[nameOf(route)]);
        if (verdictOf(answer) !== expected) {
          wrong.push(
            `${nameOf(route)} – ${one.title}: ждали ${expected}, ответ ${answer.status} ${answer.text.slice(0, 200)}`,
          );
        }
      });
    }
    expect(wrong.slice(0, 20)).toEqual([]);
  });
});

function endsSession(route: Route): boolean {
  return nameOf(route) === 'DELETE /api/session';
}

function clientOf(person: Person): Client {
  const client = clients.get(person.login);
  if (client === undefined) throw new Error(`no client of ${person.login}`);
  return client;
}
