import type { Attachment } from './attachment.ts';

export interface HttpContent {
  readonly type: string;
  readonly bytes: Uint8Array;
}

const BOUNDARY = 'uuid:5f1e2d3c-emulator-smev3';
const ROOT = 'root.message@emulator';

/** An envelope with its parts as `multipart/related`, which the real node sends even for an empty queue. */
export function packMultipart(envelope: string, parts: readonly Attachment[]): HttpContent {
  const head = (type: string, id: string) =>
    `--${BOUNDARY}\r\nContent-Type: ${type}\r\nContent-Transfer-Encoding: binary\r\nContent-ID: <${id}>\r\n\r\n`;
  const pieces: Uint8Array[] = [
    Buffer.from(head('application/xop+xml; charset=UTF-8; type="text/xml"', ROOT) + envelope, 'utf8'),
  ];
  for (const { id, mediaType, content } of parts) {
    pieces.push(Buffer.from(`\r\n${head(mediaType, encodeURIComponent(id))}`, 'utf8'), content);
  }
  pieces.push(Buffer.from(`\r\n--${BOUNDARY}--`, 'utf8'));
  return {
    type: `multipart/related; type="application/xop+xml"; boundary="${BOUNDARY}"; start="<${ROOT}>"; start-info="text/xml"`,
    bytes: Buffer.concat(pieces),
  };
}

export function packPlain(envelope: string): HttpContent {
  return { type: 'text/xml; charset=utf-8', bytes: Buffer.from(envelope, 'utf8') };
}
