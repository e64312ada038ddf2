import type { Context } from 'koa';
import { Refusal } from '../errors.ts';
import { contentDisposition } from './file-name.ts';
import { INLINE_TYPES } from './media-type.ts';
import { tooLargeText } from './store.ts';

/** What can be refused before a byte of the content is read. */
export function checkStreamHead(request: Context, limit: number): void {
  if (!request.is('application/octet-stream')) {
    throw new Refusal('unsupportedMediaType', 'Передайте содержимое файла с типом application/octet-stream.');
  }
  if ((request.request.length ?? 0) > limit * 4) throw new Refusal('tooLarge', tooLargeText(limit));
}

/** Nothing uploaded may run in our origin: an attachment, its type not guessed, in a sandbox of its own. */
const HEADERS = { 'X-Content-Type-Options': 'nosniff', 'Cache-Control': 'private, no-store' } as const;
const SANDBOX = "sandbox; default-src 'none'";

/** Headers of a content that is handed out; `asked`: to show it in the page, where its type allows that. */
export function contentHeaders(
  file: { readonly name: string; readonly size: number; readonly mediaType: string },
  asked: boolean,
): Readonly<Record<string, string>> {
  const inline = asked && INLINE_TYPES.has(file.mediaType);
  const frame = inline ? { 'X-Frame-Options': 'SAMEORIGIN' } : {};
  return {
    ...HEADERS,
    ...frame,
    'Content-Type': file.mediaType,
    'Content-Length': String(file.size),
    'Content-Disposition': contentDisposition(inline ? 'inline' : 'attachment', file.name),
    'Content-Security-Policy': inline ? `${SANDBOX}; img-src 'self'; frame-ancestors 'self'` : SANDBOX,
  };
}
