import type { Context } from 'koa';
import type { Statement } from '../db-batch.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { resumeToken } from '../token/commands.ts';
import { bearerOf } from '../token/secret.ts';
import { type Resumed, resumeSession } from './commands.ts';
import { clearToken, readToken } from './cookie.ts';

/**
 * Who comes: the program of a bearer token, or the person of the cookie; whether anyone is needed is for the route to say.
 * What is to be read for them goes in the same message. A bearer that is not in force is refused and never falls back to
 * a cookie.
 */
export async function enter(ctx: Context, deps: Deps, reads: readonly Statement[]): Promise<Resumed> {
  const resumed = await resume(ctx, deps, reads);
  ctx.state.session = resumed.session;
  return resumed;
}

const nobody: Resumed = { session: undefined, read: [] };

async function resume(ctx: Context, deps: Deps, reads: readonly Statement[]): Promise<Resumed> {
  const { config, database, clock } = deps;
  // Whether the process lives is asked without a database, and with whatever cookie.
  if (!ctx.path.startsWith('/api/')) return nobody;
  const bearer = bearerOf(ctx.get('Authorization'));
  if (bearer !== undefined) {
    if (bearer === 'malformed') throw invalidToken(ctx, deps);
    const resumed = await resumeToken(database, bearer, { now: clock(), reads });
    if (resumed.session === undefined) throw invalidToken(ctx, deps);
    return resumed;
  }
  const token = readToken(ctx, config);
  if (token === undefined) return nobody;
  const resumed = await resumeSession(database, token, { now: clock(), reads });
  if (resumed.session === undefined) clearToken(ctx, config);
  return resumed;
}

function invalidToken(ctx: Context, { metrics }: Deps): Refusal {
  metrics.logins.inc({ outcome: 'invalidToken' });
  ctx.set('WWW-Authenticate', 'Bearer error="invalid_token"');
  return new Refusal('invalidToken', 'Токен неизвестен, истёк или отозван. Попросите у администратора новый.');
}
