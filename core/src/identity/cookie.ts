import type { Context } from 'koa';
import type { Config } from '../config.ts';
import { isToken } from '../session/token.ts';

/** Minutes that a person may be away, and then may think on whose behalf to work. */
export const SIGN_IN_MINUTES = 10;

const isSecure = ({ publicUrl }: Config) => publicUrl.startsWith('https:');
const nameOf = (config: Config) => (isSecure(config) ? '__Host-reglament-sign-in' : 'reglament-sign-in');

/** By it a return is known to be of the browser that began. */
export function readSignIn(ctx: Context, config: Config): string | undefined {
  const token = ctx.cookies.get(nameOf(config));
  return token !== undefined && isToken(token) ? token : undefined;
}

/** Undefined: there is nothing to keep any more. */
export function writeSignIn(ctx: Context, config: Config, token: string | undefined): void {
  const secure = isSecure(config);
  ctx.cookies.secure = secure;
  const attributes = { httpOnly: true, sameSite: 'lax', path: '/', secure, overwrite: true } as const;
  ctx.cookies.set(nameOf(config), token ?? '', {
    ...attributes,
    ...(token === undefined ? { expires: new Date(0) } : { maxAge: SIGN_IN_MINUTES * 60_000 }),
  });
}
