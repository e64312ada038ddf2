import { ProviderError } from '@reglament/sdk';

/** A part of a MIME message: its header fields by lower-case name, and what it holds. */
export interface MimePart {
  readonly headers: Readonly<Record<string, string>>;
  readonly content: Uint8Array;
}

/** Far above what a node sends. */
const most = { parts: 1_000, headerBytes: 16_384 } as const;

const [CR, LF] = [0x0d, 0x0a];

/**
 * The parts of `multipart/related` (RFC 2046, 2387) as they come, whatever the pieces of the stream. What stands before
 * the first boundary and after the last is no part. @throws ProviderError when the stream ends early or is too much
 */
export async function* readMultipart(source: AsyncIterable<Uint8Array>, boundary: string): AsyncGenerator<MimePart> {
  // Every boundary stands at the beginning of a line; the first one may be the very beginning.
  const mark = Buffer.from(`\r\n--${boundary}`);
  let held: Buffer = Buffer.from('\r\n');
  let isInside = false;
  let count = 0;
  for await (const piece of source) {
    held = Buffer.concat([held, piece]);
    for (let at = findMark(held, mark); at !== undefined; at = findMark(held, mark)) {
      if (isInside) yield readPart(held.subarray(0, at.start));
      if (at.isLast) return;
      isInside = true;
      count += 1;
      if (count > most.parts) throw broken(`частей больше ${most.parts}`);
      held = held.subarray(at.end);
    }
    // Before the first part only as much is kept as could be the beginning of a boundary.
    if (!isInside) held = held.subarray(-mark.length - 4);
  }
  throw broken('последней границы нет');
}

interface Mark {
  readonly start: number;
  readonly end: number;
  readonly isLast: boolean;
}

/** undefined: not there, or more must come to tell. The line's own end belongs to what follows. */
function findMark(held: Buffer, mark: Buffer): Mark | undefined {
  for (let start = held.indexOf(mark); start >= 0; start = held.indexOf(mark, start + 1)) {
    let end = start + mark.length;
    if (held.length < end + 2) return undefined;
    if (held[end] === 0x2d && held[end + 1] === 0x2d) return { start, end: end + 2, isLast: true };
    while (held[end] === 0x20 || held[end] === 0x09) end += 1;
    if (held.length < end + 2) return undefined;
    // Otherwise a longer word that only begins like the boundary.
    if (held[end] === CR && held[end + 1] === LF) return { start, end, isLast: false };
  }
  return undefined;
}

/** @param bytes from the end of the boundary's line: CRLF, header fields, an empty line, content */
function readPart(bytes: Buffer): MimePart {
  const end = bytes.indexOf('\r\n\r\n');
  if (end < 0 || end > most.headerBytes) throw broken('у части нет заголовка или он слишком велик');
  const lines = bytes
    .subarray(0, end)
    .toString('latin1')
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n');
  const headers: Record<string, string> = Object.create(null);
  for (const line of lines) {
    const colon = line.indexOf(':');
    if (colon > 0) headers[line.slice(0, colon).trim().toLowerCase()] = line.slice(colon + 1).trim();
  }
  const content = bytes.subarray(end + 4);
  return { headers, content: decode(content, headers['content-transfer-encoding'] ?? 'binary') };
}

function decode(content: Buffer, encoding: string): Uint8Array {
  if (/^(?:binary|8bit|7bit)$/i.test(encoding)) return content;
  if (/^base64$/i.test(encoding)) return Buffer.from(content.toString('latin1'), 'base64');
  throw broken(`кодировка части «${encoding.slice(0, 40)}» не поддерживается`);
}

function broken(what: string): ProviderError {
  return new ProviderError('brokenMultipart', `Ответ СМЭВ из нескольких частей нельзя прочитать: ${what}`, {
    retry: 'later',
  });
}

/** A parameter of a field such as Content-Type, unquoted. */
export function fieldParameter(field: string, name: string): string | undefined {
  const found = new RegExp(`;\\s*${name}\\s*=\\s*(?:"((?:[^"\\\\]|\\\\.)*)"|([^\\s;]+))`, 'i').exec(field);
  return found?.[1]?.replace(/\\(.)/g, '$1') ?? found?.[2];
}

/** Without the angle brackets. */
export function contentIdOf({ headers }: MimePart): string | undefined {
  return headers['content-id']?.replace(/^<|>$/g, '');
}

export interface OutgoingPart {
  readonly contentId: string;
  readonly contentType: string;
  readonly content: Uint8Array;
}

/** The whole body; the root part comes first. @param boundary stands in none of the parts */
export function writeMultipart(parts: readonly OutgoingPart[], boundary: string): Uint8Array {
  const pieces = parts.flatMap(({ contentId, contentType, content }) => [
    Buffer.from(
      `--${boundary}\r\nContent-Type: ${contentType}\r\nContent-Transfer-Encoding: binary\r\nContent-ID: <${contentId}>\r\n\r\n`,
    ),
    content,
    Buffer.from('\r\n'),
  ]);
  return Buffer.concat([...pieces, Buffer.from(`--${boundary}--\r\n`)]);
}
