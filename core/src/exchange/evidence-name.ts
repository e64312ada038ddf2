const XML = 0x3c;
const JSON_OPENINGS: ReadonlySet<number | undefined> = new Set([0x7b, 0x5b]);
const BLANKS: ReadonlySet<number | undefined> = new Set([0x20, 0x09, 0x0a, 0x0d]);
const BOM = [0xef, 0xbb, 0xbf];

/** The extension under which bytes of an exchange open as what they are: `xml`, `json`, `txt`, else `bin`. Looks, and trusts nothing. */
export function evidenceExtension(bytes: Uint8Array): 'xml' | 'json' | 'txt' | 'bin' {
  let at = BOM.every((byte, index) => bytes[index] === byte) ? BOM.length : 0;
  while (BLANKS.has(bytes[at])) at += 1;
  if (!isText(bytes)) return 'bin';
  if (bytes[at] === XML) return 'xml';
  return JSON_OPENINGS.has(bytes[at]) ? 'json' : 'txt';
}

function isText(bytes: Uint8Array): boolean {
  if (bytes.includes(0)) return false;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** Headers of evidence that is handed out: always a download, and never guessed to be anything that runs. */
export function evidenceHeaders(name: string, bytes: Uint8Array): Readonly<Record<string, string>> {
  return {
    'Content-Type': 'application/octet-stream',
    'Content-Disposition': `attachment; filename="${name}.${evidenceExtension(bytes)}"`,
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'private, no-store',
  };
}
