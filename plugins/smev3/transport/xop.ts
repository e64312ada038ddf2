/** Bytes of MIME parts by Content-ID. */
export type Parts = ReadonlyMap<string, Uint8Array>;

const include =
  /<(?:[\w.-]+:)?Include\b[^<>]*?\bhref\s*=\s*(?:"cid:([^"<>]*)"|'cid:([^'<>]*)')[^<>]*?(?:\/>|>\s*<\/(?:[\w.-]+:)?Include\s*>)/g;
const list = /<((?:[\w.-]+:)?AttachmentContentList)[\s>]/;

/**
 * Puts the parts in the place of their `xop:Include` as base64, as digests are made over that. Files in
 * AttachmentContentList are under no signature and stay where they are.
 */
export function inlineParts(xml: string, parts: Parts): string {
  if (parts.size === 0) return xml;
  const opening = list.exec(xml);
  if (opening === null) return resolved(xml, parts);
  const closing = xml.indexOf(`</${opening[1]}`, opening.index);
  const end = closing < 0 ? xml.length : closing;
  return resolved(xml.slice(0, opening.index), parts) + xml.slice(opening.index, end) + resolved(xml.slice(end), parts);
}

function resolved(xml: string, parts: Parts): string {
  return xml.replace(include, (found, double?: string, single?: string) => {
    const part = parts.get(plainContentId(double ?? single ?? ''));
    return part === undefined ? found : Buffer.from(part).toString('base64');
  });
}

/** For a schema: it knows base64 where a part is named, and empty is base64 too. */
export function withoutParts(xml: string): string {
  return xml.replace(include, '');
}

/** What `href="cid:…"` names. Some stacks write the name escaped in the part's own header too. */
export function plainContentId(reference: string): string {
  const name = reference.replace(/^cid:/, '');
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
