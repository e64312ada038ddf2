import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { tokenCli } from '../../core/src/token/cli.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { commandsOf, curlRequest, shellWords } from '../support/shell-line.ts';

/** What the README tells a program's author to type does what it says. */
let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');

test('«Программам»: токен выдан, заявка создана и прочитана', async () => {
  const [issue = '', create = '', list = '', ...others] = commandsOf(readme, 'Программам');
  expect(others).toEqual([]);
  const out: string[] = [];
  const [npx, name, command, ...args] = shellWords(issue, {});
  expect([npx, name, command]).toEqual(['npx', 'reglament', 'token']);
  const tools = { database: server.database, definitions: server.deps.definitions, now: server.clock.now() };
  expect(await tokenCli(args, tools, { out: (line) => out.push(line), err: (line) => out.push(line) })).toBe(0);
  const TOKEN = /rgl_\S+/.exec(out.join('\n'))?.[0] ?? '';

  const call = async (line: string) => {
    const { url, init } = curlRequest(shellWords(line, { TOKEN }));
    const { pathname, search, origin } = new URL(url);
    expect(origin).toBe('http://127.0.0.1:8080');
    const response = await fetch(`${server.url}${pathname}${search}`, init);
    return { status: response.status, body: await response.json() };
  };
  const created = await call(create);
  expect(created).toMatchObject({ status: 201, body: { state: 'draft' } });
  expect((await call(create)).body.id).toBe(created.body.id);
  const listed = await call(list);
  expect(listed.status).toBe(200);
  expect(listed.body.items.map((one: { id: string }) => one.id)).toEqual([created.body.id]);
});
