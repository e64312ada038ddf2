import type { Middleware } from 'koa';
import type { Deps } from '../deps.ts';
import { resumeSession } from './commands.ts';
import { clearToken, readToken } from './cookie.ts';

/** Puts the session of the cookie into `ctx.state.session`; whether one is needed is for the route to say. */
export function loadSession({ config, database, clock }: Deps): Middleware {
  return async (ctx, next) => {
    const token = ctx.path.startsWith('/api/') ? readToken(ctx, config) : undefined;
    if (token !== undefined) {
      const found = await resumeSession(database, token, clock());
      if (found === undefined) clearToken(ctx, config);
      ctx.state.session = found?.session;
    }
    await next();
  };
}
