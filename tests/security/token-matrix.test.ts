import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { scopes } from '../../core/src/access/scope.ts';
import { allRoutes } from '../../core/src/app.ts';
import { createMetrics } from '../../core/src/metrics.ts';
import { issueToken, type NewToken, revokeToken } from '../../core/src/token/commands.ts';
import { type Client, createProgram } from '../support/http-client.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { type Case, layOutCases, type Person } from './matrix-cases.ts';
import { expectedOn, inParallel, mayCall, verdictOf } from './matrix-verdicts.ts';
import { openings } from './opening-rows.ts';
import { audiences } from './policy-rows.ts';
import { aboutApplication, ask, isWrite, nameOf, probeOf, subjectOf } from './probe.ts';

/** S1–S3, S5, S6 for programs: a token opens what its scope names, and there no more than its roles give to a person. */
const routes = allRoutes(createMetrics());
const guarded = routes.filter((route) => audiences[nameOf(route)] !== 'everyone');

let server: TestServer;
let cases: readonly Case[];
beforeAll(async () => {
  server = await startServer();
  cases = await layOutCases(server);
});
afterAll(() => server.close());

async function issue(changes: Partial<NewToken> = {}): Promise<{ id: string; program: Client }> {
  const token = { name: 'Сверка', organisation: 'arch', roles: ['registrar'], scopes, ...changes };
  const issuing = { definitions: server.deps.definitions, now: server.clock.now() };
  const { id, secret } = await issueToken(server.database, token, issuing);
  return { id, program: createProgram(server.url, secret) };
}

test('код маршрута открывает токенам то же, что таблица, и у каждой области есть маршрут', () => {
  const declared = routes.filter(({ scope }) => scope !== undefined).map((route) => [nameOf(route), route.scope]);
  expect(Object.fromEntries(declared)).toEqual(openings);
  expect([...new Set(Object.values(openings))].filter((one) => one !== 'anyToken').sort()).toEqual([...scopes].sort());
});

test('открытое без входа областей не требует', () => {
  for (const route of routes.filter((one) => !guarded.includes(one)))
    expect(route.scope, nameOf(route)).toBeUndefined();
});

describe.each(scopes)('область %s', (scope) => {
  test('открывает свои маршруты и больше ни одного', async () => {
    const { program } = await issue({ scopes: [scope] });
    const wrong: string[] = [];
    await inParallel(guarded, async (route) => {
      const opening = openings[nameOf(route)];
      const verdict = verdictOf(await ask(program, probeOf(route)));
      const opened = opening === scope || opening === 'anyToken';
      if ((verdict !== 'closed') !== opened) wrong.push(`${nameOf(route)}: ${verdict}`);
    });
    expect(wrong).toEqual([]);
  });
});

const holders: readonly Person[] = [
  ...['registrar', 'executor', 'monitor', 'administrator'].map(
    (role): Person => ({ login: 'token', role, body: 'arch' }),
  ),
  { login: 'token', role: 'registrar', body: 'zem' },
  { login: 'token', role: 'superExecutor', body: 'arch', scope: 'otherService' },
];

describe.each(holders)('токен с ролью $role ($body, $scope)', (holder) => {
  async function programOf({ role, body, scope }: Person): Promise<Client> {
    const services = scope === 'otherService' ? { services: ['anotherService'] } : {};
    const { program } = await issue({ organisation: body, roles: [role] });
    if (scope === undefined) return program;
    // The service is not among the shipped ones, which the command would refuse.
    await server.database.asOwner(async (trx) => {
      const { id } = await trx('user_account').where({ machine: true }).orderBy('id', 'desc').first('id');
      await trx('user_role').where({ user_id: id }).update({ service_code: services.services?.[0] });
    });
    return program;
  }

  test('маршруты без заявки – как сотруднику с этой ролью', async () => {
    const program = await programOf(holder);
    for (const route of guarded.filter((one) => !aboutApplication(one))) {
      const name = nameOf(route);
      const expected = !(name in openings) ? 'closed' : mayCall(holder, audiences[name]) ? 'allowed' : 'forbidden';
      const answer = await ask(program, probeOf(route));
      expect(verdictOf(answer), `${name}: ${answer.text.slice(0, 200)}`).toBe(expected);
    }
  });

  test('маршруты заявки – как сотруднику с этой ролью, в каждой стадии', async () => {
    const program = await programOf(holder);
    const strangers = cases.filter((one) => [one.creator, one.executor].every((login) => /2$/.test(login)));
    const wrong: string[] = [];
    for (const route of guarded.filter(aboutApplication)) {
      // A route that is closed to tokens is closed before it is known what the path leads to.
      const asked = nameOf(route) in openings ? strangers : strangers.slice(0, 1);
      await inParallel(asked, async (one) => {
        const answer = await ask(program, probeOf(route, { id: subjectOf(route, one) }));
        const name = nameOf(route);
        const expected = name in openings ? expectedOn(holder, one, audiences[name]) : 'closed';
        if (verdictOf(answer) !== expected) wrong.push(`${name} – ${one.title}: ждали ${expected}, ${answer.status}`);
      });
    }
    expect(wrong.slice(0, 20)).toEqual([]);
  });
});

describe('недействующий токен', () => {
  const dead: Record<string, () => Promise<Client>> = {
    отозванный: async () => {
      const { id, program } = await issue();
      await revokeToken(server.database, id, { now: server.clock.now() });
      return program;
    },
    истёкший: async () => {
      const { id, program } = await issue();
      await server.database.execute('update api_token set expires_at = $2 where id = $1', [id, server.clock.now()]);
      return program;
    },
    выдуманный: async () => createProgram(server.url, `rgl_${'A'.repeat(43)}`),
    мусор: async () => createProgram(server.url, "'or1=1--"),
  };

  test.each(Object.keys(dead))('%s – 401 на каждом маршруте, и печенье его не спасает', async (kind) => {
    const program = await dead[kind]?.();
    if (program === undefined) throw new Error(`no token: ${kind}`);
    for (const [name, value] of (await server.login('admin')).cookies) program.cookies.set(name, value);
    for (const route of guarded) {
      const answer = await ask(program, probeOf(route));
      expect([answer.status, answer.body?.code], nameOf(route)).toEqual([401, 'invalidToken']);
      expect(answer.headers.get('WWW-Authenticate')).toBe('Bearer error="invalid_token"');
    }
  });
});

test('с чужого сайта не выполняется и запрос с действующим токеном', async () => {
  const { program } = await issue();
  for (const route of guarded.filter(isWrite)) {
    const probe = probeOf(route);
    const answer = await ask(program, { ...probe, headers: { ...probe.headers, Origin: 'https://evil.example' } });
    expect([answer.status, answer.body.code], nameOf(route)).toEqual([403, 'foreignOrigin']);
  }
});

test('отзыв, отнятая роль и заблокированная запись действуют со следующего же обращения', async () => {
  const { id, program } = await issue();
  const path = `/api/applications/${cases.find(({ title }) => title === 'received: чужая')?.id}`;
  expect((await program.get(path)).status).toBe(200);
  const account = { id: (await program.get('/api/me')).body.user.id };
  await server.database.asOwner(async (trx) => trx('user_role').where({ user_id: account.id }).delete());
  expect((await program.get(path)).status).toBe(404);
  await revokeToken(server.database, id, { now: server.clock.now() });
  expect((await program.get(path)).status).toBe(401);
  const second = await issue();
  const me = (await second.program.get('/api/me')).body.user.id;
  await server.database.asOwner(async (trx) =>
    trx('user_account').where({ id: me }).update({ disabled_at: new Date() }),
  );
  expect((await second.program.get(path)).status).toBe(401);
});
