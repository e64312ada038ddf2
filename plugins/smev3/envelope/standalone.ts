import type { CanonicalXml, XmlElement } from '@reglament/xml';

/** The text of an element, with what its ancestors declare and it uses declared by itself. */
export function standaloneText({ text }: CanonicalXml, element: XmlElement): string {
  const slice = text.slice(element.start, element.end);
  const missing = new Map<string, string>();
  for (let above = element.parent; above !== undefined; above = above.parent) {
    for (const [prefix, uri] of above.declarations) {
      if (!missing.has(prefix) && !element.declarations.has(prefix) && uses(slice, prefix)) missing.set(prefix, uri);
    }
  }
  if (missing.size === 0) return slice;
  const declared = [...missing].map(([prefix, uri]) => ` xmlns${prefix === '' ? '' : `:${prefix}`}="${uri}"`).join('');
  const nameEnd = slice.search(/[\s>]/);
  return slice.slice(0, nameEnd) + declared + slice.slice(nameEnd);
}

function uses(slice: string, prefix: string): boolean {
  if (prefix === '') return /<[^:>\s]+[\s>]/.test(slice);
  return slice.includes(`<${prefix}:`) || slice.includes(` ${prefix}:`);
}
