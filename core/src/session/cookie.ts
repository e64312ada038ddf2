import type { Context } from 'koa';
import type { Config } from '../config.ts';
import type { Client, OpenedSession } from './commands.ts';
import { isToken } from './token.ts';

/** Under HTTPS the name itself makes the browser demand Secure, the whole path and this very host. */
function nameOf(config: Config): string {
  return isSecure(config) ? '__Host-reglament' : 'reglament';
}

function isSecure(config: Config): boolean {
  return config.publicUrl.startsWith('https:');
}

export function readToken(ctx: Context, config: Config): string | undefined {
  const token = ctx.cookies.get(nameOf(config));
  return token !== undefined && isToken(token) ? token : undefined;
}

/** Without «Запомнить меня» the cookie ends with the browser. */
export function writeToken(ctx: Context, config: Config, opened: OpenedSession): void {
  trustProtocol(ctx, config);
  ctx.cookies.set(nameOf(config), opened.token, {
    ...attributes(config),
    ...(opened.remembered ? { expires: opened.expiresAt } : {}),
  });
}

export function clearToken(ctx: Context, config: Config): void {
  trustProtocol(ctx, config);
  ctx.cookies.set(nameOf(config), '', { ...attributes(config), expires: new Date(0) });
}

/** Behind a proxy that speaks HTTPS the connection itself is plain, and Koa would refuse to set a secure cookie. */
function trustProtocol(ctx: Context, config: Config): void {
  ctx.cookies.secure = isSecure(config);
}

function attributes(config: Config) {
  return { httpOnly: true, sameSite: 'lax', path: '/', secure: isSecure(config), overwrite: true } as const;
}

export function clientOf(ctx: Context, config: Config): Client {
  return { address: ctx.ip, userAgent: ctx.get('User-Agent'), token: readToken(ctx, config) };
}
