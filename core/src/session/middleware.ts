import type { Middleware } from 'koa';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { resumeToken } from '../token/commands.ts';
import { bearerOf } from '../token/secret.ts';
import { resumeSession } from './commands.ts';
import { clearToken, readToken } from './cookie.ts';

/**
 * Puts who acts into `ctx.state.session`: the program of a bearer token, or the person of the cookie; whether anyone is
 * needed is for the route to say. A bearer that is not in force is refused and never falls back to a cookie.
 */
export function loadSession({ config, database, clock, metrics }: Deps): Middleware {
  return async (ctx, next) => {
    if (!ctx.path.startsWith('/api/')) return next();
    const bearer = bearerOf(ctx.get('Authorization'));
    if (bearer !== undefined) {
      ctx.state.session = bearer === 'malformed' ? undefined : await resumeToken(database, bearer, clock());
      if (ctx.state.session === undefined) {
        metrics.logins.inc({ outcome: 'invalidToken' });
        ctx.set('WWW-Authenticate', 'Bearer error="invalid_token"');
        throw new Refusal('invalidToken', 'Токен неизвестен, истёк или отозван. Попросите у администратора новый.');
      }
      return next();
    }
    const token = readToken(ctx, config);
    if (token !== undefined) {
      const found = await resumeSession(database, token, clock());
      if (found === undefined) clearToken(ctx, config);
      ctx.state.session = found?.session;
    }
    return next();
  };
}
