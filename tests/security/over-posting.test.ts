import { afterAll, beforeAll, expect, test } from 'vitest';
import { allRoutes } from '../../core/src/app.ts';
import type { Route } from '../../core/src/http.ts';
import { createMetrics } from '../../core/src/metrics.ts';
import { schemas } from '../../core/src/schemas.ts';
import type { Client } from '../support/http-client.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { type Case, layOutCases } from './matrix-cases.ts';
import { nameOf, probeOf, subjectOf, takesJson } from './probe.ts';

/** S4: a body may hold what its schema names and nothing else: every write route × all column names. */
const jsonRoutes = allRoutes(createMetrics()).filter(takesJson);

let server: TestServer;
let draft: Case;
let names: readonly string[];
const clients = new Map<string, Client>();
beforeAll(async () => {
  server = await startServer();
  const found = (await layOutCases(server)).find(({ title }) => title === 'draft: создал registrar');
  if (found === undefined) throw new Error('no draft');
  draft = found;
  for (const login of ['admin', ...Object.values(holders)]) clients.set(login, await server.login(login));
  names = await columnNames();
});
afterAll(() => server.close());

/** As the database writes them and as the code does. */
async function columnNames(): Promise<string[]> {
  const { rows } = await server.database.execute(
    `select distinct column_name as name from information_schema.columns where table_schema = 'public' order by 1`,
  );
  const columns = (rows as { name: string }[]).map(({ name }) => name);
  const camel = columns.map((name) => name.replaceAll(/_(\w)/g, (_part, letter: string) => letter.toUpperCase()));
  return [...new Set([...columns, ...camel])];
}

test.each(jsonRoutes.map((route) => [nameOf(route), route] as const))('%s', async (_name, route) => {
  const allowed = new Set(Object.keys(schemaOf(route).properties ?? {}));
  const extra = names.filter((name) => !allowed.has(name));
  expect(extra.length).toBeGreaterThan(80);
  const probe = probeOf(route, { id: subjectOf(route, draft) });
  for (let index = 0; index < extra.length; index += 40) {
    const group = extra.slice(index, index + 40);
    const body = JSON.stringify(Object.fromEntries(group.map((name) => [name, 'x'])));
    const answer = await clientFor(route).send(probe.method, probe.path, {
      body,
      headers: { 'Content-Type': 'application/json' },
    });
    expect([answer.status, answer.body.code]).toEqual([400, 'invalidBody']);
    const refused = answer.body.problems.filter((one: { code: string }) => one.code === 'additionalProperties');
    expect(refused.map((one: { field: string }) => one.field).sort()).toEqual([...group].sort());
  }
});

/**
 * What an answer or an input holds is checked by the service's own form, a trial by the format, the identifiers of a body by the
 * forms that ask for them: each knows its fields.
 */
const checkedElsewhere = ['answers', 'input', 'question', 'answer', 'settings', 'removed', 'added', 'trial', 'values'];

test('ни в одном теле нет вложенного места, куда можно положить что угодно', () => {
  const open = jsonRoutes.flatMap((route) => openPlaces(schemaOf(route), nameOf(route)));
  const unexpected = open.filter((place) => !checkedElsewhere.includes(place.split('.').at(-1) ?? ''));
  expect(unexpected).toEqual([]);
});

interface Schema {
  readonly $ref?: string;
  readonly type?: unknown;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly additionalProperties?: unknown;
}

const table = schemas as Readonly<Record<string, object>>;

function schemaOf(route: Route): Schema {
  return resolve({ $ref: `#/components/schemas/${route.body}` });
}

function resolve(schema: Schema): Schema {
  if (schema.$ref === undefined) return schema;
  return table[schema.$ref.replace('#/components/schemas/', '')] ?? {};
}

function openPlaces(schema: Schema, place: string): string[] {
  const resolved = resolve(schema);
  const children = [
    ...Object.entries(resolved.properties ?? {}).map(([name, child]) => [child, `${place}.${name}`] as const),
    ...[...(resolved.oneOf ?? []), ...(resolved.anyOf ?? [])].map((child) => [child, place] as const),
    ...(resolved.items === undefined ? [] : [[resolved.items, `${place}[]`] as const]),
  ];
  const isOpen = resolved.type === 'object' && resolved.additionalProperties !== false;
  return [...(isOpen ? [place] : []), ...children.flatMap(([child, at]) => openPlaces(child, at))];
}

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
