/** What a message over HTTP holds. */
export interface ReceivedMessage {
  readonly envelope: Uint8Array;
  /** By Content-ID. */
  readonly parts: ReadonlyMap<string, Uint8Array>;
}

/** A plain envelope, or one with parts (MTOM). @throws Error */
export function readMessage(contentType: string, body: Uint8Array): ReceivedMessage {
  if (!/^multipart\/related\b/i.test(contentType)) return { envelope: body, parts: new Map() };
  const boundary = parameterOf(contentType, 'boundary');
  if (boundary === undefined) throw new Error('В multipart/related нет boundary');
  const parts = splitParts(Buffer.from(body), boundary).map(readPart);
  const start = parameterOf(contentType, 'start');
  const root = parts.find(({ id }) => id === bare(start)) ?? parts[0];
  if (!root) throw new Error('В multipart/related нет частей');
  return { envelope: root.content, parts: new Map(parts.map(({ id, content }) => [id, content])) };
}

function parameterOf(contentType: string, name: string): string | undefined {
  const match = new RegExp(`;\\s*${name}\\s*=\\s*(?:"([^"]*)"|([^;\\s]+))`, 'i').exec(contentType);
  return match?.[1] ?? match?.[2];
}

function splitParts(body: Buffer, boundary: string): Buffer[] {
  const mark = Buffer.from(`--${boundary}`);
  const parts: Buffer[] = [];
  for (let at = body.indexOf(mark); at >= 0; ) {
    const next = body.indexOf(mark, at + mark.length);
    if (next < 0) break;
    // Line ends around a part belong to the boundary.
    parts.push(body.subarray(at + mark.length + 2, next - 2));
    at = next;
  }
  return parts;
}

function readPart(part: Buffer): { id: string; content: Uint8Array } {
  const end = part.indexOf('\r\n\r\n');
  const head = part.subarray(0, Math.max(end, 0)).toString('latin1');
  const id = bare(/^content-id:\s*(.+)$/im.exec(head)?.[1]?.trim());
  const content = part.subarray(end < 0 ? 0 : end + 4);
  const isBase64 = /^content-transfer-encoding:\s*base64/im.test(head);
  return { id, content: isBase64 ? Buffer.from(content.toString('latin1'), 'base64') : content };
}

function bare(id: string | undefined): string {
  return (id ?? '').replace(/^<|>$/g, '');
}
