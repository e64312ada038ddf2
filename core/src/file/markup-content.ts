import { afterComments, decode } from './text-content.ts';

/** What could act when it is opened. Only an answer of another system may be such: it is read as text or downloaded, never run. */
export type MarkupKind = 'html' | 'mht' | 'svg' | 'xml';

export const MARKUP_TYPES = {
  html: 'text/html',
  mht: 'multipart/related',
  svg: 'image/svg+xml',
  xml: 'application/xml',
} as const satisfies Record<MarkupKind, string>;

/** Extensions that say the same. */
export const MARKUP_SPELLINGS: Readonly<Record<MarkupKind, readonly string[]>> = {
  html: ['html', 'htm', 'xhtml'],
  mht: ['mht', 'mhtml'],
  svg: ['svg'],
  xml: ['xml'],
};

/** By the first mark of the document, as providers print their answers; `mostText`: larger ones are no text that we read. Pure. */
export function markupOf(bytes: Buffer, mostText: number): MarkupKind | undefined {
  if (isWebArchive(bytes)) return 'mht';
  const text = bytes.length > mostText ? undefined : decode(bytes);
  // Entities unfold a kilobyte into gigabytes wherever it is opened.
  if (text === undefined || /<!ENTITY/i.test(text)) return undefined;
  const first = afterProlog(text);
  if (HTML_FIRST.test(first)) return 'html';
  if (/^<(?:!doctype\s+svg|svg)[\s>]/i.test(first)) return 'svg';
  return /^<[\p{L}_]/u.test(first) && !/<!DOCTYPE/i.test(text) ? 'xml' : undefined;
}

const HTML_FIRST =
  /^<(?:!doctype\s+html|html|head|body|title|meta|style|script|iframe|img|table|div|p|center|font|h[1-6])[\s/>]/i;

/** A page with its pictures in one file (RFC 2557), as browsers and offices save it. */
function isWebArchive(bytes: Buffer): boolean {
  const [head = ''] = bytes.toString('latin1', 0, 4096).split(/\r?\n\r?\n/, 1);
  return /^mime-version:/im.test(head) && /^content-type:\s*(?:multipart\/related|text\/html)/im.test(head);
}

/** From the root on: the declaration, style sheets and comments before it passed over. */
function afterProlog(text: string): string {
  let rest = afterComments(text);
  while (/^<\?xml[\s-]/.test(rest)) {
    const end = rest.indexOf('?>');
    if (end < 0) return '';
    rest = afterComments(rest.slice(end + 2));
  }
  return rest;
}
