import type { Context, Middleware } from 'koa';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { resumeSession } from '../session/commands.ts';
import { readToken } from '../session/cookie.ts';
import type { Session } from '../session/session.ts';
import { getRunOf, openAt, seat } from './enter.ts';
import type { Stand } from './stand/stands.ts';

const address = /^\/test\/([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})(\/api\/.*)$/;

/** One's own account is the installation's, in a tab of a stand too. */
const ofAccount = /^\/api\/(?:session|sign-in|me\/(?:password|sessions|sign-ins|test-runs))(?:\/|$)/;

/**
 * `/test/<run>/api/…` is the API of a stand, for its testers: who comes and whether they still may is asked of the installation with
 * each request, and then the request goes on to the stand as it is.
 */
export function standFront(deps: Deps): Middleware {
  const { stands } = deps;
  return async (ctx, next) => {
    const [, id, path] = address.exec(ctx.path) ?? [];
    if (id === undefined || path === undefined || stands === undefined) return next();
    ctx.req.url = `${path}${ctx.search}`;
    if (ofAccount.test(path)) return next();
    // An emulator of the stand calls back: its address is secret, and it has no session.
    if (path.startsWith('/api/callbacks/')) return handOver(ctx, await stands.open(id));
    const session = await getSession(ctx, deps);
    const stand = await openAt(deps, await getRunOf({ deps, session }, id));
    await seat(stand, session);
    return handOver(ctx, stand);
  };
}

async function getSession(ctx: Context, { config, database, clock }: Deps): Promise<Session> {
  const token = readToken(ctx, config);
  const { session } =
    token === undefined ? { session: undefined } : await resumeSession(database, token, { now: clock(), reads: [] });
  ctx.state.session = session;
  if (session === undefined) {
    throw new Refusal('unauthenticated', 'Сеанс завершён или вход не выполнен. Войдите в систему.');
  }
  if (session.user.mustChangePassword) {
    throw new Refusal('passwordChangeRequired', 'Вам выдан временный пароль. Сначала задайте свой.');
  }
  return session;
}

/** Ends when the answer has gone out, so that the log line tells how it went. */
async function handOver(ctx: Context, { handle }: Stand): Promise<void> {
  ctx.respond = false;
  const closed = new Promise<void>((resolve) => ctx.res.once('close', resolve));
  handle(ctx.req, ctx.res);
  await closed;
}
