import type { Context, Middleware } from 'koa';
import type { Config } from './config.ts';
import { Refusal } from './errors.ts';

/** Reports come with no origin or `null`, carry no rights and change nothing but a counter. */
const openToAll = new Set(['/api/csp-reports']);

/**
 * SameSite=Lax keeps the cookie from other sites; this keeps the request out as well. A browser always names the origin
 * of a write; a program that is no browser names none and has no cookie that another could use.
 */
export function refuseForeignWrites(config: Config): Middleware {
  return async (ctx, next) => {
    if (!isRead(ctx) && !openToAll.has(ctx.path) && isForeign(ctx, config)) {
      throw new Refusal(
        'foreignOrigin',
        'Запрос отправлен с другого сайта и не выполнен. Откройте систему по её адресу.',
      );
    }
    await next();
  };
}

export function isRead({ method }: Context): boolean {
  return method === 'GET' || method === 'HEAD' || method === 'OPTIONS';
}

function isForeign(ctx: Context, config: Config): boolean {
  const origin = ctx.get('Origin');
  if (origin !== '') return !config.origins.includes(origin);
  return !['', 'same-origin', 'none'].includes(ctx.get('Sec-Fetch-Site'));
}
