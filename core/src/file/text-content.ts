import type { FileKind } from './media-type.ts';

/** Why a text is refused, in Russian, or the kind that it is. */
export type TextVerdict = { kind: FileKind } | { refused: string } | undefined;

const MARKUP_REFUSED =
  'Страницы HTML и рисунки SVG не принимаются: они могут содержать программный код. Сохраните документ в PDF.';
const SCRIPT_REFUSED = 'Файл похож на программу или сценарий. Такие файлы не принимаются.';
const DOCTYPE_REFUSED = 'XML с объявлением DOCTYPE или таблицей стилей не принимается. Выгрузите документ без них.';

const HTML_HEAD = /^<(?:!doctype\s+html|html|head|body|script|iframe|svg|img|meta|style|\?php)/i;
const SCRIPT_HEAD =
  /^(?:#!|@echo\s+off|<%|windows registry editor|\[internetshortcut\]|function\s*\(|<job\b|<package\b)/i;
const MARKUP_NAMESPACE = /<(?:\w+:)?(?:html|svg|script)[\s>/]|www\.w3\.org\/(?:1999\/xhtml|2000\/svg|1999\/XSL)/i;

/** From its first mark on: comments before it say nothing. By hand, since a pattern would try every way to part them. */
export function afterComments(text: string): string {
  let rest = text.trimStart();
  while (rest.startsWith('<!--')) {
    const end = rest.indexOf('-->', 4);
    if (end < 0) return '';
    rest = rest.slice(end + 3).trimStart();
  }
  return rest;
}

/** Text, XML or a signature in text form. Undefined when the bytes are no text at all. */
export function textContent(bytes: Buffer): TextVerdict {
  const text = decode(bytes);
  if (text === undefined) return undefined;
  const start = text.trimStart();
  if (/^-----BEGIN (?:PKCS7|CMS|SIGNATURE|SIGNED MESSAGE)-----/.test(start)) return { kind: 'sig' };
  if (isBase64Signature(start)) return { kind: 'sig' };
  if (HTML_HEAD.test(afterComments(start))) return { refused: MARKUP_REFUSED };
  if (SCRIPT_HEAD.test(start)) return { refused: SCRIPT_REFUSED };
  if (!start.startsWith('<')) return { kind: 'txt' };
  if (MARKUP_NAMESPACE.test(text)) return { refused: MARKUP_REFUSED };
  if (/<!DOCTYPE|<!ENTITY|<\?xml-stylesheet/i.test(text)) return { refused: DOCTYPE_REFUSED };
  return /^<(?:\?xml\s|[\p{L}_])/u.test(start) ? { kind: 'xml' } : { kind: 'txt' };
}

/** UTF-16 with its mark, UTF-8, or an 8-bit Russian encoding: all without control characters. */
export function decode(bytes: Buffer): string | undefined {
  const mark = bytes.length < 2 ? 0 : bytes.readUInt16BE(0);
  const encoding =
    mark === 0xfffe ? 'utf-16le' : mark === 0xfeff ? 'utf-16be' : isUtf8(bytes) ? 'utf-8' : 'windows-1251';
  const text = new TextDecoder(encoding).decode(bytes);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what tells a binary file from a text
  return /[\x00-\x08\x0b\x0e-\x1f\x7f]/.test(text) ? undefined : text;
}

function isUtf8(bytes: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

function isBase64Signature(text: string): boolean {
  const head = text.slice(0, 64);
  return /^[A-Za-z0-9+/]{64}/.test(head) && isSignature(Buffer.from(head, 'base64'));
}

/** OID 1.2.840.113549.1.7.2, signedData (RFC 5652, 5.1), near the start of a DER or BER sequence. */
const SIGNED_DATA = Buffer.from('06092a864886f70d010702', 'hex');

export function isSignature(bytes: Buffer): boolean {
  const at = bytes[0] === 0x30 ? bytes.subarray(0, 24).indexOf(SIGNED_DATA) : -1;
  return at >= 2 && at <= 8;
}
