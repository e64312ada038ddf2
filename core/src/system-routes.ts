import type { IncomingMessage } from 'node:http';
import { apiDocs } from './api-docs.ts';
import { contentPolicy, newNonce } from './content-policy.ts';
import { Refusal } from './errors.ts';
import { type Route, route, stream } from './http.ts';
import type { Metrics } from './metrics.ts';
import { openApi } from './openapi.ts';

/** What the installation tells of itself. `all` gives the whole list of routes, these among them. */
export function systemRoutes(metrics: Metrics, all: () => readonly Route[]): readonly Route[] {
  return [
    ...probeRoutes(metrics),
    route({
      method: 'GET',
      path: '/api/openapi.json',
      summary: 'Описание интерфейса для программ',
      access: 'public',
      response: 'stream',
      handler: ({ deps }) =>
        stream(Buffer.from(JSON.stringify(openApi(all(), deps.config.publicUrl))), {
          'Content-Type': 'application/json; charset=utf-8',
        }),
    }),
    route({
      method: 'GET',
      path: '/api/docs',
      summary: 'Описание интерфейса для людей',
      access: 'public',
      response: 'stream',
      handler: () => {
        const nonce = newNonce();
        return stream(Buffer.from(apiDocs(all(), nonce)), {
          'Content-Type': 'text/html; charset=utf-8',
          'Content-Security-Policy': contentPolicy(nonce),
        });
      },
    }),
    cspReports(metrics),
  ];
}

/** For the one who keeps the process running, and all that a process answers which only takes jobs. */
export function probeRoutes(metrics: Metrics): readonly Route[] {
  return [
    ...probes,
    route({
      method: 'GET',
      path: '/metrics',
      summary: 'Показатели для Prometheus',
      access: 'public',
      response: 'stream',
      handler: async () =>
        stream(Buffer.from(await metrics.registry.metrics()), { 'Content-Type': metrics.registry.contentType }),
    }),
  ];
}

/** It lives; it can answer. */
const probes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/healthz',
    summary: 'Процесс работает',
    access: 'public',
    response: 'Health',
    handler: () => ({ status: 'ok' }),
  }),
  route({
    method: 'GET',
    path: '/readyz',
    summary: 'Готовность принимать запросы: база данных отвечает',
    access: 'public',
    response: 'Health',
    handler: async ({ deps, requestId }) => {
      await deps.database.ping().catch((error: Error) => {
        deps.log.error({ requestId, error: error.message }, 'database does not answer');
        throw new Refusal('notReady', 'База данных не отвечает.');
      });
      return { status: 'ok' };
    },
  }),
];

/** Reports come from any visitor's browser, so they are counted, and only a few are written down. */
function cspReports(metrics: Metrics): Route {
  const perMinute = 10;
  let minute = 0;
  let written = 0;
  return route({
    method: 'POST',
    path: '/api/csp-reports',
    summary: 'Сообщения браузера о нарушении политики содержимого',
    access: 'public',
    body: 'stream',
    response: 'none',
    handler: async ({ request, deps, now }) => {
      const text = await readSome(request.req, 16_384);
      metrics.cspReports.inc();
      const thisMinute = Math.trunc(now.getTime() / 60_000);
      if (thisMinute !== minute) [minute, written] = [thisMinute, 0];
      written += 1;
      if (written <= perMinute) deps.log.warn(summary(text), 'content security policy violated');
      return undefined;
    },
  });
}

/** What was blocked and by which rule; not the address of the page, whose query may name a person. */
function summary(text: string): {
  directive: string | undefined;
  blocked: string | undefined;
  source: string | undefined;
} {
  const find = (...names: string[]) => new RegExp(`"(?:${names.join('|')})"\\s*:\\s*"([^"?#]{0,200})`).exec(text)?.[1];
  return {
    directive: find('effectiveDirective', 'effective-directive', 'violated-directive'),
    blocked: find('blockedURL', 'blocked-uri'),
    source: find('sourceFile', 'source-file'),
  };
}

async function readSome(request: IncomingMessage, limit: number): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    size += chunk.length;
    if (size > limit) throw new Refusal('tooLarge', 'Сообщение слишком велико.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
