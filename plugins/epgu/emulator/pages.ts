import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { Exchange } from '@reglament/sdk/emulator';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.json': 'application/json; charset=utf-8',
};

/** The page at every address of a screen, and the files that it consists of. */
export async function servePage(folder: string, exchange: Exchange): Promise<void> {
  const extension = extname(exchange.path);
  const isPage = extension === '' || exchange.path === '/portal.html';
  const path = isPage ? 'portal.html' : exchange.path;
  // Built files lie flat under `assets`, or beside the page.
  if (!isPage && !/^\/(?:assets\/)?[\w.-]+$/.test(path)) return exchange.answer(404, { message: 'Такого файла нет' });
  const content = await readFile(join(folder, path)).catch(() => undefined);
  if (content === undefined) return exchange.answer(404, { message: 'Страница не собрана: выполните npm start' });
  const nonce = randomBytes(16).toString('base64');
  const policy = [
    "default-src 'self'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "form-action 'self'",
  ].join('; ');
  const bytes = isPage ? Buffer.from(content.toString('utf8').replaceAll('__CSP_NONCE__', nonce)) : content;
  exchange.answer(200, bytes, {
    'content-type': types[isPage ? '.html' : extension] ?? 'application/octet-stream',
    'cache-control': isPage ? 'no-store' : 'max-age=3600',
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
  });
}
