import { inflateSync } from 'node:zlib';

/** Text of a PDF made by us, in drawing order, without blanks: what a reader of the paper reads. */
export function pdfText(pdf: Buffer): string {
  const objects = objectsOf(pdf);
  const fonts = fontsOf(objects);
  let text = '';
  for (const { body } of objects.values()) {
    if (!/\bTf\b/.test(body) || !/\bT[jJ]\b/.test(body)) continue;
    text += drawnText(body, fonts);
  }
  return text.replace(/\s+/g, '');
}

interface PdfObject {
  head: string;
  body: string;
}

function objectsOf(pdf: Buffer): Map<number, PdfObject> {
  const source = pdf.toString('latin1');
  const objects = new Map<number, PdfObject>();
  for (const match of source.matchAll(/(?:^|\n)(\d+) 0 obj([\s\S]*?)(?=\nendobj)/g)) {
    const [, number = '', content = ''] = match;
    const streamAt = content.indexOf('\nstream\n');
    const head = streamAt < 0 ? content : content.slice(0, streamAt);
    const raw = streamAt < 0 ? '' : content.slice(streamAt + 8, content.lastIndexOf('\nendstream'));
    objects.set(Number(number), { head, body: head.includes('/FlateDecode') ? inflated(raw) : raw });
  }
  return objects;
}

function inflated(raw: string): string {
  return inflateSync(Buffer.from(raw, 'latin1')).toString('latin1');
}

type Glyphs = ReadonlyMap<number, string>;

/** Names of fonts in the resources (`/F0 12 0 R`) → glyph → text, by their ToUnicode maps. */
function fontsOf(objects: ReadonlyMap<number, PdfObject>): Map<string, Glyphs> {
  const fonts = new Map<string, Glyphs>();
  for (const { head } of objects.values()) {
    for (const [, name = '', reference = ''] of head.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const unicode = /\/ToUnicode (\d+) 0 R/.exec(objects.get(Number(reference))?.head ?? '')?.[1];
      if (unicode !== undefined) fonts.set(name, glyphsOf(objects.get(Number(unicode))?.body ?? ''));
    }
  }
  return fonts;
}

function glyphsOf(cmap: string): Glyphs {
  const glyphs = new Map<number, string>();
  for (const [, lines = ''] of cmap.matchAll(/beginbfchar\n([\s\S]*?)endbfchar/g)) {
    for (const [, glyph = '', text = ''] of lines.matchAll(/<([0-9a-fA-F]+)> <([0-9a-fA-F]+)>/g)) {
      glyphs.set(Number.parseInt(glyph, 16), Buffer.from(text, 'hex').swap16().toString('utf16le'));
    }
  }
  return glyphs;
}

function drawnText(content: string, fonts: ReadonlyMap<string, Glyphs>): string {
  let text = '';
  let font: Glyphs | undefined;
  // `Q` gives back the font that was chosen before its `q`: after a bold heading the text goes on in the regular one.
  const saved: (Glyphs | undefined)[] = [];
  for (let at = 0; at < content.length; at++) {
    if (/^\sq\s/.test(content.slice(at - 1, at + 2))) saved.push(font);
    else if (/^\sQ\s/.test(content.slice(at - 1, at + 2))) font = saved.pop();
    else if (content[at] === '(') {
      const end = endOfLiteral(content, at);
      text += decoded(unescaped(content.slice(at + 1, end)), font);
      at = end;
    } else if (content[at] === '<') {
      const hex = /^<([0-9a-fA-F]*)>/.exec(content.slice(at, content.indexOf('>', at) + 1))?.[1] ?? '';
      text += decoded(Buffer.from(hex, 'hex'), font);
      at += hex.length;
    } else if (content[at] === '/') {
      const name = /^\/(F\d+) /.exec(content.slice(at, at + 10))?.[1];
      if (name !== undefined) font = fonts.get(name);
    }
  }
  return text;
}

/** Brackets inside a literal string need no backslash when they are balanced (ISO 32000-1, 7.3.4.2). */
function endOfLiteral(content: string, start: number): number {
  let depth = 0;
  for (let at = start; at < content.length; at++) {
    if (content[at] === '\\') at++;
    else if (content[at] === '(') depth++;
    else if (content[at] === ')' && --depth === 0) return at;
  }
  return content.length;
}

function decoded(bytes: Buffer, font: Glyphs | undefined): string {
  let text = '';
  for (let at = 0; at + 1 < bytes.length; at += 2) text += font?.get(bytes.readUInt16BE(at)) ?? '';
  return text;
}

function unescaped(literal: string): Buffer {
  const letters: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };
  const plain = literal.replace(/\\(\d{1,3}|[\s\S])/g, (_, code: string) =>
    /^\d/.test(code) ? String.fromCharCode(Number.parseInt(code, 8)) : (letters[code] ?? code),
  );
  return Buffer.from(plain, 'latin1');
}
