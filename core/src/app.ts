import { randomUUID } from 'node:crypto';
import { type Layer, Router } from '@koa/router';
import Koa, { type Middleware } from 'koa';
import { absenceRoutes } from './absence/routes.ts';
import { routes as applicantRoutes } from './applicant/routes.ts';
import { bulkRoutes } from './application/bulk/routes.ts';
import { calendarRoutes } from './application/clock/calendar-routes.ts';
import { listExportRoutes } from './application/export/routes.ts';
import { caseMigrationRoutes } from './application/migration/routes.ts';
import { routes as applicationRoutes } from './application/routes.ts';
import { savedViewRoutes } from './application/saved-view/routes.ts';
import type { Config } from './config.ts';
import { connectionRoutes } from './connection/routes.ts';
import { contentPolicy } from './content-policy.ts';
import { correspondenceRoutes } from './correspondence/routes.ts';
import { databaseFault, isOutcomeUnknown } from './db.ts';
import { routes as decisionRoutes } from './decision/routes.ts';
import { routes as definitionRoutes } from './definition/routes.ts';
import { definitionDraftRoutes } from './definition-draft/routes.ts';
import { deliveryRoutes } from './delivery/routes.ts';
import type { Deps } from './deps.ts';
import { destructionRoutes } from './destruction/routes.ts';
import { dictionaryRoutes } from './dictionary/routes.ts';
import { dictionaryUpkeepRoutes } from './dictionary/upkeep/routes.ts';
import { digestRoutes } from './digest/routes.ts';
import { routes as dutyRoutes } from './duty/routes.ts';
import { problemIn, Refusal, toProblem } from './errors.ts';
import { eventRoutes } from './events/routes.ts';
import { exchangeRoutes } from './exchange/routes.ts';
import { routes as fileRoutes } from './file/routes.ts';
import { uploadRoutes } from './file/upload/routes.ts';
import { isRead, refuseForeignWrites } from './foreign-writes.ts';
import { mount, type Route } from './http.ts';
import { identityRoutes } from './identity/routes.ts';
import { incomingRequestRoutes } from './incoming-request/routes.ts';
import { routes as issueRoutes } from './issue/routes.ts';
import { routes as jobRoutes } from './job/routes.ts';
import { adminJournalRoutes } from './journal/administration/routes.ts';
import { journalRoutes } from './journal/routes.ts';
import { viewerRoutes } from './journal/viewer/routes.ts';
import { readsEnglish } from './locale/reader.ts';
import { routes as noticeRoutes } from './notice/routes.ts';
import { noticeSettingRoutes } from './notice-setting/routes.ts';
import { routes as organisationRoutes } from './organisation/routes.ts';
import { preferenceRoutes } from './preference/routes.ts';
import { presenceRoutes } from './presence/routes.ts';
import { publicationRoutes } from './publication/routes.ts';
import { routes as receivedDocumentRoutes } from './received-document/routes.ts';
import { regulationRoutes } from './regulation/routes.ts';
import { reportRoutes } from './report/routes.ts';
import { callRoutes } from './request/call-routes.ts';
import { requestRoutes } from './request/routes.ts';
import { requestTypeRoutes } from './request-type/routes.ts';
import { serveInterfaces } from './serve-interfaces.ts';
import { routes as sessionRoutes } from './session/routes.ts';
import { signatureRoutes } from './signature/routes.ts';
import { trainingRoutes } from './signature/training.ts';
import { routes as staffNoticeRoutes } from './staff-notice/routes.ts';

import { probeRoutes, systemRoutes } from './system-routes.ts';
import { standFront } from './test-run/front.ts';
import { testRunRoutes } from './test-run/routes.ts';
import { routes as tokenRoutes } from './token/routes.ts';
import { trialRoutes } from './trial/routes.ts';
import { routes as webhookRoutes } from './webhook/routes.ts';

/** Concept by concept. */
const routesOfConcepts: readonly Route[] = [
  ...sessionRoutes,
  ...identityRoutes,
  ...preferenceRoutes,
  ...organisationRoutes,
  ...tokenRoutes,
  ...webhookRoutes,
  ...definitionRoutes,
  ...dictionaryRoutes,
  ...dictionaryUpkeepRoutes,
  ...calendarRoutes,
  ...definitionDraftRoutes,
  ...requestTypeRoutes,
  ...trialRoutes,
  ...testRunRoutes,
  ...regulationRoutes,
  ...applicationRoutes,
  ...caseMigrationRoutes,
  ...absenceRoutes,
  ...digestRoutes,
  ...noticeSettingRoutes,
  ...presenceRoutes,
  ...savedViewRoutes,
  ...bulkRoutes,
  ...listExportRoutes,
  ...decisionRoutes,
  ...noticeRoutes,
  ...staffNoticeRoutes,
  ...applicantRoutes,
  ...fileRoutes,
  ...uploadRoutes,
  ...signatureRoutes,
  ...trainingRoutes,
  ...viewerRoutes,
  ...receivedDocumentRoutes,
  ...issueRoutes,
  ...dutyRoutes,
  ...requestRoutes,
  ...callRoutes,
  ...publicationRoutes,
  ...correspondenceRoutes,
  ...incomingRequestRoutes,
  ...deliveryRoutes,
  ...exchangeRoutes,
  ...connectionRoutes,
  ...journalRoutes,
  ...adminJournalRoutes,
  ...jobRoutes,
  ...reportRoutes,
  ...destructionRoutes,
  ...eventRoutes,
];

/** Every route of the installation. */
export function allRoutes(metrics: Deps['metrics']): readonly Route[] {
  const routes: Route[] = [...routesOfConcepts];
  routes.push(...systemRoutes(metrics, () => routes));
  return routes;
}

/** The whole way of a request, in order. */
export function createApp(deps: Deps): Koa {
  const app = new Koa({ proxy: deps.config.behindProxy, maxIpsCount: 1 });
  const isWorker = deps.config.role === 'worker';
  const routes = isWorker ? probeRoutes(deps.metrics) : allRoutes(deps.metrics);
  app.on('error', (error: Error) => deps.log.warn({ error: error.message }, 'response was not finished'));
  app.use(nameRequest);
  app.use(logRequest(deps));
  app.use(securityHeaders(deps.config));
  app.use(tellProblems(deps));
  app.use(refuseForeignWrites(deps.config));
  if (!isWorker) app.use(standFront(deps));
  app.use(routing(routes, deps));
  app.use(refuseOtherMethods);
  app.use(isWorker ? refuseUnknown : serveInterfaces(deps.config));
  return app;
}

/** A router tries its routes one by one, so each concept of the interface has a router of its own for each depth of its paths. */
function routing(routes: readonly Route[], deps: Deps): Middleware {
  const routers = new Map<string, Router>();
  for (const route of routes) {
    const place = placeOf(route.path);
    const router = routers.get(place) ?? new Router();
    routers.set(place, router);
    mount(router, route, deps);
  }
  const ways = new Map<string, Middleware>();
  for (const [place, router] of routers) ways.set(place, router.routes() as Middleware);
  return async (ctx, next) => (ways.get(placeOf(ctx.path)) ?? passOn)(ctx, next);
}

/** `/api/applications` and three parts, of `/api/applications/:id`; no route begins with what differs from call to call. */
function placeOf(path: string): string {
  const parts = path.split('/').filter((part) => part !== '');
  return `/${parts.slice(0, 2).join('/')} ${parts.length}`.toLowerCase();
}

const passOn: Middleware = (_ctx, next) => next();

const nameRequest: Middleware = async (ctx, next) => {
  ctx.state.requestId = randomUUID();
  ctx.set('X-Request-Id', ctx.state.requestId);
  await next();
};

function logRequest({ log, metrics }: Deps): Middleware {
  // Nothing below can hold a secret, and looking for one would cost as much as the rest of the line.
  const lines = log.child({}, { redact: [] });
  return async (ctx, next) => {
    const started = performance.now();
    await next();
    const seconds = (performance.now() - started) / 1000;
    // The route's pattern, never the address: that may hold ids and names.
    const route: string =
      ctx.routerPath ?? ctx._matchedRoute ?? (ctx.path.startsWith('/api/') ? 'unknown' : 'interface');
    const { method, status } = ctx;
    metrics.requests.observe({ method, route, status: String(status) }, seconds);
    const { requestId, session } = ctx.state;
    lines.info({ requestId, method, route, status, ms: Math.round(seconds * 1000), user: session?.user.id }, 'request');
  };
}

function securityHeaders(config: Config): Middleware {
  const secure = config.publicUrl.startsWith('https:');
  const headers = {
    'Content-Security-Policy': contentPolicy(),
    'Reporting-Endpoints': `csp="${config.publicUrl}/api/csp-reports"`,
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Referrer-Policy': 'same-origin',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
    ...(secure ? { 'Strict-Transport-Security': 'max-age=31536000' } : {}),
  };
  return async (ctx, next) => {
    ctx.set(headers);
    await next();
  };
}

/** The one exit of errors. */
function tellProblems({ log, english }: Deps): Middleware {
  return async (ctx, next) => {
    try {
      await next();
    } catch (error) {
      const { requestId } = ctx.state;
      const known = refusalOf(error, isRead(ctx));
      if (!(error instanceof Refusal)) log.error({ requestId, ...errorFacts(error) }, 'failed');
      const problem = toProblem(known, requestId);
      if (known instanceof Refusal && known.facts.retryAfter) ctx.set('Retry-After', String(known.facts.retryAfter));
      // What is left of a body that was too large is not worth reading.
      if (problem.status === 413) ctx.set('Connection', 'close');
      ctx.status = problem.status;
      ctx.set('Cache-Control', 'no-store');
      const own = readsEnglish(ctx.get('Accept-Language')) ? problemIn(problem, await english()) : problem;
      ctx.body = JSON.stringify(own);
      ctx.type = 'application/problem+json';
    }
  };
}

/** Failures of the database that pass by themselves are told as such. But for one, the transaction was rolled back. */
function refusalOf(error: unknown, reading: boolean): unknown {
  if (error instanceof Refusal) return error;
  if (!reading && isOutcomeUnknown(error)) {
    return new Refusal(
      'notReady',
      'Связь с базой данных прервалась, и неизвестно, выполнено ли действие. Обновите страницу и проверьте, прежде чем повторять.',
    );
  }
  const passing = new Set(['connectionLost', 'lockTimeout', 'statementTimeout', 'deadlock', 'serialization']);
  if (!passing.has(databaseFault(error) ?? '')) return error;
  return new Refusal('notReady', 'Система временно не отвечает, данные не изменены. Повторите действие через минуту.', {
    retryAfter: 30,
  });
}

/** Without the error's own detail: in the database's one there are values of rows. */
function errorFacts(error: unknown): { error: string; stack: string | undefined; code: unknown } {
  if (!(error instanceof Error)) return { error: typeof error, stack: undefined, code: undefined };
  return { error: error.message, stack: error.stack, code: 'code' in error ? error.code : undefined };
}

/** The path is one of a route, the method is not. */
const refuseOtherMethods: Middleware = async (ctx, next) => {
  const methods = new Set((ctx.matched as Layer[] | undefined)?.flatMap((layer) => layer.methods));
  if (methods.size === 0) return next();
  ctx.set('Allow', [...methods].sort().join(', '));
  throw new Refusal('methodNotAllowed');
};

const refuseUnknown: Middleware = () => {
  throw new Refusal('notFound', 'Этот процесс только выполняет задания. Откройте систему по её адресу.');
};
