import type { Context } from 'koa';
import { Refusal } from '../errors.ts';
import { contentDisposition } from './file-name.ts';
import { INLINE_TYPES } from './media-type.ts';
import { type ByteRange, isKnown, rangeOf } from './range.ts';
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

interface Part {
  readonly status: 200 | 206 | 304;
  readonly headers: Readonly<Record<string, string>>;
  /** To be read from the store; all of it without one, nothing when whoever asks has it. */
  readonly range: ByteRange | undefined;
}

type Content = Parameters<typeof contentHeaders>[0] & { readonly storageKey: string };

/**
 * What of a content is handed out: a viewer reads the pages that are looked at, a broken download goes on.
 * @throws Refusal rangeNotSatisfiable
 */
export function partOf(request: Context, content: Content, inline = false): Part {
  const { storageKey, size } = content;
  // Contents are named by their SHA-256, so the name is the tag that no other content has.
  const etag = `"${storageKey}"`;
  const headers = { ...contentHeaders(content, inline), ETag: etag, 'Accept-Ranges': 'bytes' };
  if (isKnown(request.get('If-None-Match'), etag)) return { status: 304, headers, range: undefined };
  const range = rangeOf({ range: request.get('Range'), ifRange: request.get('If-Range'), size, etag });
  if (range === 'whole') return { status: 200, headers, range: undefined };
  if (range !== 'none') return { status: 206, headers: { ...headers, ...partHeaders(range, size) }, range };
  request.set('Content-Range', `bytes */${size}`);
  throw new Refusal('rangeNotSatisfiable', `В файле ${size} байт: запросите его целиком или часть в этих пределах.`);
}

function partHeaders({ start, end }: ByteRange, size: number): Record<string, string> {
  return { 'Content-Range': `bytes ${start}-${end}/${size}`, 'Content-Length': String(end - start + 1) };
}
