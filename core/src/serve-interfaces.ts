import type { Context, Middleware } from 'koa';
import type { Config } from './config.ts';
import { contentPolicy, newNonce } from './content-policy.ts';
import { Refusal } from './errors.ts';
import { createInterfaces } from './static.ts';

/** The pages of both interfaces, at every address that is none of the API. */
export function serveInterfaces(config: Config): Middleware {
  const interfaces = createInterfaces(config.interfaces);
  return async (ctx) => {
    if (ctx.path.startsWith('/api/') || (ctx.method !== 'GET' && ctx.method !== 'HEAD')) throw new Refusal('notFound');
    const acceptsBrotli = ctx.acceptsEncodings('br') === 'br';
    const nonce = newNonce();
    const asset = await interfaces.find({ path: decodedPath(ctx), nonce, acceptsBrotli });
    if (asset === undefined) throw new Refusal('notFound', 'Такой страницы нет.');
    ctx.status = 200;
    ctx.set('Content-Security-Policy', contentPolicy(nonce));
    ctx.set({ 'Content-Type': asset.mediaType, 'Cache-Control': asset.cacheControl, Vary: 'Accept-Encoding' });
    if (asset.etag !== undefined) ctx.set('ETag', asset.etag);
    if (asset.encoding !== undefined) ctx.set('Content-Encoding', asset.encoding);
    if (asset.etag !== undefined && ctx.fresh) ctx.status = 304;
    else ctx.body = asset.content;
  };
}

function decodedPath(ctx: Context): string {
  try {
    return decodeURIComponent(ctx.path);
  } catch {
    throw new Refusal('notFound', 'Такой страницы нет.');
  }
}
