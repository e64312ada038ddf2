/** Deeper than any program saves them. */
const deepest = 3;

/** The page inside a web archive (MHTML, RFC 2557), decoded; undefined: there is none. Pure; takes any bytes. */
export function savedPage(bytes: Uint8Array): Uint8Array | undefined {
  return pageIn(characters(bytes), 0);
}

function pageIn(part: string, depth: number): Uint8Array | undefined {
  const { headers, body } = split(part);
  const type = headerOf(headers, 'content-type');
  if (/^(?:text\/html|application\/xhtml\+xml)/i.test(type)) {
    return decoded(body, headerOf(headers, 'content-transfer-encoding').toLowerCase());
  }
  const boundary = /boundary\s*=\s*(?:"([^"]+)"|([^\s;]+))/i.exec(type);
  const mark = boundary?.[1] ?? boundary?.[2];
  if (mark === undefined || !/^multipart\//i.test(type) || depth === deepest) return undefined;
  for (const inner of body.split(`--${mark}`).slice(1)) {
    const found = pageIn(inner.replace(/^\r?\n/, ''), depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

function split(part: string): { headers: string; body: string } {
  const blank = /\r?\n\r?\n/.exec(part);
  if (blank === null) return { headers: part, body: '' };
  return { headers: part.slice(0, blank.index), body: part.slice(blank.index + blank[0].length) };
}

/** A long header goes on in lines that begin with a blank. */
function headerOf(headers: string, name: string): string {
  const lines = headers.replaceAll(/\r?\n[ \t]+/g, ' ').split(/\r?\n/);
  const found = lines.find((line) => line.toLowerCase().startsWith(`${name}:`));
  return found?.slice(name.length + 1).trim() ?? '';
}

function decoded(body: string, encoding: string): Uint8Array {
  if (encoding === 'base64') return bytesOf(fromBase64(body.replaceAll(/[^A-Za-z0-9+/]/g, '')));
  if (encoding !== 'quoted-printable') return bytesOf(body);
  const joined = body.replaceAll(/=[ \t]*\r?\n/g, '');
  return bytesOf(joined.replaceAll(/=([0-9A-Fa-f]{2})/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16))));
}

/** What is left over of a cut one says nothing. */
function fromBase64(text: string): string {
  return atob(text.slice(0, text.length - (text.length % 4 === 1 ? 1 : 0)));
}

/** A character for each byte, so that what is not encoded comes back as it was: the decoder's own latin1 is windows-1252. */
function characters(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 8192) parts.push(String.fromCharCode(...bytes.subarray(at, at + 8192)));
  return parts.join('');
}

function bytesOf(latin1: string): Uint8Array {
  return Uint8Array.from(latin1, (character) => character.charCodeAt(0));
}
