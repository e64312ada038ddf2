import { type CanonicalXml, inheritedNamespaces, type XmlElement } from './canonical.ts';

/**
 * The exclusive canonical form of one element of a document. In the form of the whole document only the declarations are
 * missing that an ancestor has already written: they are put where the element first uses them.
 */
export function canonicalElement(document: CanonicalXml, element: XmlElement): string {
  const missing = new Map([...inheritedNamespaces(element)].filter(([, uri]) => uri !== ''));
  return missing.size === 0 ? document.text.slice(element.start, element.end) : write(document.text, element, missing);
}

/** `missing`: used below but declared above the part that is written. */
function write(text: string, element: XmlElement, missing: ReadonlyMap<string, string>): string {
  const tag = text.slice(element.start, element.contentStart);
  const left = new Map(missing);
  for (const prefix of element.declarations.keys()) left.delete(prefix);
  const added = new Map<string, string>();
  for (const prefix of usedPrefixes(tag)) {
    const uri = left.get(prefix);
    if (uri !== undefined) added.set(prefix, uri);
    left.delete(prefix);
  }
  let written = added.size === 0 ? tag : withDeclarations(tag, new Map([...element.declarations, ...added]));
  let at = element.contentStart;
  for (const child of element.children) {
    written += text.slice(at, child.start);
    written += left.size === 0 ? text.slice(child.start, child.end) : write(text, child, left);
    at = child.end;
  }
  return written + text.slice(at, element.end);
}

/** Attributes of a canonical tag, without values. */
const ATTRIBUTE = / ([^ ="]+)="[^"]*"/g;

function usedPrefixes(tag: string): Set<string> {
  const prefixOf = (name: string) => (name.includes(':') ? name.slice(0, name.indexOf(':')) : undefined);
  const used = new Set([prefixOf(/^<([^ >]+)/.exec(tag)?.[1] ?? '') ?? '']);
  for (const [, name = ''] of tag.matchAll(ATTRIBUTE)) {
    const prefix = prefixOf(name);
    if (prefix !== undefined && prefix !== 'xmlns') used.add(prefix);
  }
  return used;
}

/** Declarations come first, in the order of their prefixes. */
function withDeclarations(tag: string, declarations: ReadonlyMap<string, string>): string {
  const name = /^<[^ >]+/.exec(tag)?.[0] ?? '';
  const others = [...tag.matchAll(ATTRIBUTE)].filter(([, attribute = '']) => !/^xmlns(?::|$)/.test(attribute));
  const written = [...declarations]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([prefix, uri]) => (prefix === '' ? ` xmlns="${uri}"` : ` xmlns:${prefix}="${uri}"`));
  return `${name}${written.join('')}${others.map(([whole]) => whole).join('')}>`;
}
