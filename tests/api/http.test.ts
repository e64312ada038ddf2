import { request as httpRequest } from 'node:http';
import { setImmediate } from 'node:timers/promises';
import { Ajv } from 'ajv';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allRoutes } from '../../core/src/app.ts';
import { refusals } from '../../core/src/errors.ts';
import { createMetrics } from '../../core/src/metrics.ts';
import type { Client } from '../support/http-client.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let admin: Client;
beforeAll(async () => {
  server = await startServer();
  admin = await server.login('admin');
});
afterAll(() => server.close());

const json = { 'Content-Type': 'application/json' };
const newUser = { login: 'new-person', surname: 'Новая', name: 'Анна', roles: [] };

describe('тело запроса', () => {
  test.each([
    ['не JSON', '{"login":', 400, 'malformedBody'],
    ['пустое', '', 400, 'malformedBody'],
    ['не UTF-8', new Uint8Array([0x22, 0xcf, 0xf0, 0x22]), 400, 'malformedBody'],
    ['нулевой символ', '{"login":"a\\u0000b"}', 400, 'malformedBody'],
    ['половина пары', '{"login":"\\ud800"}', 400, 'malformedBody'],
    ['нулевой символ в имени поля', '{"\\u0000":1}', 400, 'malformedBody'],
    ['33 уровня', `${'['.repeat(33)}${']'.repeat(33)}`, 400, 'malformedBody'],
    ['100 000 уровней', '['.repeat(100_000) + ']'.repeat(100_000), 400, 'malformedBody'],
    ['больше 1 МБ', JSON.stringify({ login: 'x'.repeat(1_048_576) }), 413, 'tooLarge'],
    ['не объект', '[]', 400, 'invalidBody'],
    ['null', 'null', 400, 'invalidBody'],
  ] as const)('%s', async (...[_name, body, status, code]) => {
    const answer = await admin.send('POST', '/api/admin/users', { body, headers: json });
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect((await admin.get('/api/me')).status).toBe(200);
  });

  test('32 уровня читаются: отказ уже по смыслу', async () => {
    const body = `${'['.repeat(32)}${']'.repeat(32)}`;
    expect((await admin.send('POST', '/api/admin/users', { body, headers: json })).body.code).toBe('invalidBody');
  });

  test('больше 1 МБ без объявленной длины', async () => {
    const status = await new Promise((resolve, reject) => {
      const headers = { ...json, Origin: server.url, Cookie: `reglament=${admin.cookies.get('reglament')}` };
      const request = httpRequest(`${server.url}/api/admin/users`, { method: 'POST', headers }, (response) => {
        response.resume();
        resolve(response.statusCode);
      });
      request.on('error', reject);
      const chunk = Buffer.alloc(65_536, 'x');
      for (let sent = 0; sent < 20; sent += 1) request.write(chunk);
      request.end();
    });
    expect(status).toBe(413);
  });

  test('другой тип и сжатие не принимаются', async () => {
    const xml = await admin.send('POST', '/api/admin/users', { body: '<a/>', headers: { 'Content-Type': 'text/xml' } });
    expect([xml.status, xml.body.code]).toEqual([415, 'unsupportedMediaType']);
    const packed = await admin.send('POST', '/api/admin/users', {
      body: '{}',
      headers: { ...json, 'Content-Encoding': 'gzip' },
    });
    expect([packed.status, packed.body.code]).toEqual([415, 'unsupportedMediaType']);
  });

  test('каждое неверное поле названо: место, код, что сделать', async () => {
    const body = { login: '?', surname: '', email: 'x', roles: [{ role: 1, extra: 2 }], isAdmin: true };
    const answer = await admin.post('/api/admin/users', body);
    expect(answer.status).toBe(400);
    expect(answer.body.detail).toContain('isAdmin');
    const problems = Object.fromEntries(answer.body.problems.map((one: { pointer: string }) => [one.pointer, one]));
    expect(problems).toEqual({
      '/name': { field: 'name', pointer: '/name', code: 'required', message: 'Укажите поле «name»' },
      '/isAdmin': {
        field: 'isAdmin',
        pointer: '/isAdmin',
        code: 'additionalProperties',
        message: 'Поле «isAdmin» здесь не принимается: уберите его',
      },
      '/login': { field: 'login', pointer: '/login', code: 'pattern', message: 'Значение записано не в том виде' },
      '/surname': { field: 'surname', pointer: '/surname', code: 'minLength', message: 'Заполните поле' },
      '/email': {
        field: 'email',
        pointer: '/email',
        code: 'format',
        message: 'Укажите адрес электронной почты, например name@example.ru',
      },
      '/roles/0/role': {
        field: 'role',
        pointer: '/roles/0/role',
        code: 'type',
        message: 'Значение должно быть текстом',
      },
      '/roles/0/extra': {
        field: 'extra',
        pointer: '/roles/0/extra',
        code: 'additionalProperties',
        message: 'Поле «extra» здесь не принимается: уберите его',
      },
    });
    expect((await admin.get('/api/admin/users?search=isAdmin')).body.items).toEqual([]);
  });
});

describe('адрес', () => {
  test('неверные параметры названы', async () => {
    const answer = await admin.get('/api/admin/users?limit=many&unknown=1');
    expect([answer.status, answer.body.code]).toEqual([400, 'invalidQuery']);
    expect(answer.body.problems.map((one: { field: string }) => one.field).sort()).toEqual(['limit', 'unknown']);
  });

  test('нулевой символ в адресе – отказ, не сбой базы', async () => {
    expect((await admin.get('/api/admin/users?search=%00')).status).toBe(400);
    expect((await admin.get('/api/services/%00')).status).toBe(404);
  });

  test('знаки шаблона ищутся как есть', async () => {
    for (const search of ['%25', '_', '%5C', "'"]) {
      const answer = await admin.get(`/api/admin/users?search=${search}`);
      expect([answer.status, answer.body.items]).toEqual([200, []]);
    }
  });

  test('чужой метод – 405', async () => {
    const answer = await admin.put('/api/me', {});
    expect([answer.status, answer.body.code]).toEqual([405, 'methodNotAllowed']);
    expect(answer.headers.get('Allow')).toBe('GET, HEAD');
  });

  test('номер записи не того вида – такой записи нет', async () => {
    expect((await admin.post('/api/admin/users/1/disable')).status).toBe(404);
  });
});

describe('ответ', () => {
  test('заголовки защиты – на каждом', async () => {
    for (const path of ['/healthz', '/api/unknown', '/api/applications']) {
      const { headers } = await server.client().get(path);
      const policy = headers.get('Content-Security-Policy') ?? '';
      expect(policy).toMatch(/default-src 'self'; script-src 'self'; style-src 'self';/);
      expect(policy).toContain("object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'");
      expect(policy).not.toMatch(/unsafe|\*/);
      expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
      expect(headers.get('X-Frame-Options')).toBe('DENY');
      expect(headers.get('Referrer-Policy')).toBe('same-origin');
      expect(headers.get('Cache-Control')).toBe('no-store');
      expect(headers.get('Server') ?? headers.get('X-Powered-By')).toBeNull();
    }
  });

  test('определения уходят сжатыми тому, кто это читает; ответы о людях – никогда', async () => {
    const encoding = async (path: string, accepted: string) => {
      const { headers, body } = await admin.send('GET', path, { headers: { 'Accept-Encoding': accepted } });
      return { encoding: headers.get('Content-Encoding'), vary: headers.get('Vary'), body };
    };
    const packed = await encoding('/api/services/landPlotPlan', 'gzip, deflate, br');
    const plain = await encoding('/api/services/landPlotPlan', 'identity');
    expect([packed.encoding, packed.vary]).toEqual(['br', 'Accept-Encoding']);
    expect([plain.encoding, plain.vary]).toEqual([null, 'Accept-Encoding']);
    expect(packed.body).toEqual(plain.body);
    expect(JSON.stringify(plain.body).length).toBeGreaterThan(10_000);
    const named = allRoutes(createMetrics()).filter((route) => route.packed);
    for (const { path } of named) expect(path).toMatch(/^\/api\/(?:services|words|admin\/(?:drafts|definitions))/);
    expect((await encoding('/api/admin/users?limit=100', 'br')).encoding).toBeNull();
  });

  test('у страницы – свой стиль, каждый раз под новым nonce', async () => {
    const [one, other] = [await server.client().get('/api/docs'), await server.client().get('/api/docs')];
    const policies = [one, other].map(({ headers }) => headers.get('Content-Security-Policy') ?? '');
    for (const policy of policies) expect(policy).toMatch(/; style-src 'self' 'nonce-[\w+/=]{24}';/);
    expect(policies[0]).not.toBe(policies[1]);
  });

  test('журнал сервера знает запрос по номеру и не знает ни паролей, ни адресов с именами', async () => {
    const answer = await server.client().post('/api/session', { login: 'registrar', password: 'very-secret-word' });
    await admin.get('/api/admin/users?search=Соколова');
    const lines = JSON.stringify(server.log);
    expect(server.log.find((line) => line.requestId === answer.body.requestId)).toMatchObject({
      method: 'POST',
      route: '/api/session',
      status: 401,
    });
    expect(lines).not.toContain('very-secret-word');
    expect(lines).not.toMatch(/Соколова|%D0%A1/);
  });

  test('сообщения о нарушении политики считаются, личного из них не пишется', async () => {
    const report = {
      'csp-report': {
        'effective-directive': 'script-src',
        'blocked-uri': 'inline',
        'document-uri': 'http://x/?name=Петров',
      },
    };
    const answer = await server.client().send('POST', '/api/csp-reports', {
      body: JSON.stringify(report),
      headers: { 'Content-Type': 'application/csp-report', Origin: 'null' },
    });
    expect(answer.status).toBe(204);
    expect(server.log.at(-2)).toMatchObject({ directive: 'script-src', blocked: 'inline' });
    expect(JSON.stringify(server.log)).not.toContain('Петров');
    expect((await server.client().get('/metrics')).text).toContain('reglament_csp_reports_total 1');
  });
});

describe('описание интерфейса', () => {
  const routes = allRoutes(createMetrics());

  test('OpenAPI 3.1: каждый маршрут, каждая ссылка ведёт к схеме', async () => {
    const { body } = await server.client().get('/api/openapi.json');
    expect(body.openapi).toBe('3.1.0');
    const described = Object.entries<object>(body.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(described.sort()).toEqual(
      routes.map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`).sort(),
    );
    const references = [...JSON.stringify(body).matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name);
    expect(references.filter((name) => body.components.schemas[name ?? ''] === undefined)).toEqual([]);
    const ids = Object.values<Record<string, { operationId: string }>>(body.paths).flatMap((methods) =>
      Object.values(methods).map(({ operationId }) => operationId),
    );
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('схемы собираются строгим Ajv', async () => {
    const { body } = await server.client().get('/api/openapi.json');
    const ajv = new Ajv({
      strict: true,
      allowUnionTypes: true,
      formats: { uuid: true, date: true, 'date-time': true, email: true },
    });
    ajv.addVocabulary(['components', 'example', 'x-said']);
    ajv.addSchema({ $id: 'x:/', components: body.components });
    for (const name of Object.keys(body.components.schemas)) {
      expect(() => ajv.compile({ $ref: `x:/#/components/schemas/${name}` }), name).not.toThrow();
      // A loop held for seconds closes kept connections without noticing, and the next request would go into one.
      await setImmediate();
    }
  });

  test('страница для людей: все маршруты и коды отказов, без сценариев', async () => {
    const { text, headers } = await server.client().get('/api/docs');
    expect(headers.get('Content-Type')).toBe('text/html; charset=utf-8');
    for (const { path, summary } of routes)
      expect(text).toContain(`</b> ${path}</code></td><td>${summary.replaceAll('"', '&quot;')}`);
    for (const code of Object.keys(refusals)) expect(text).toContain(`id="problem-${code}"`);
    expect(text).not.toContain('<script');
    const nonce = /'nonce-([^']+)'/.exec(headers.get('Content-Security-Policy') ?? '')?.[1];
    expect(text).toContain(`<style nonce="${nonce}">`);
  });
});

describe('состояние', () => {
  test('/healthz, /readyz, /metrics', async () => {
    const client = server.client();
    expect((await client.get('/healthz')).body).toEqual({ status: 'ok' });
    expect((await client.get('/readyz')).body).toEqual({ status: 'ok' });
    const metrics = (await client.get('/metrics')).text;
    expect(metrics).toMatch(/reglament_http_request_seconds_count\{method="GET",route="\/readyz",status="200"\} 1/);
    expect(metrics).toMatch(/reglament_logins_total\{outcome="ok"\} 1/);
  });

  test('без базы /readyz – 503, /healthz – 200: процесс жив, но не готов', async () => {
    const lonely = await startServer();
    const client = await lonely.login('admin');
    try {
      await lonely.deps.database.close();
      expect((await client.get('/healthz')).status).toBe(200);
      const ready = await client.get('/readyz');
      expect([ready.status, ready.body.code]).toEqual([503, 'notReady']);
    } finally {
      await lonely.close();
    }
  });
});

test('повторное создание того же логина – отказ у поля', async () => {
  expect((await admin.post('/api/admin/users', newUser)).status).toBe(201);
  const again = await admin.post('/api/admin/users', newUser);
  expect([again.status, again.body.code, again.body.problems[0].field]).toEqual([409, 'alreadyExists', 'login']);
});
