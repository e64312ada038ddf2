/** An element of XML with what it holds in order. */
export interface XmlElement {
  /** With its prefix. */
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (XmlElement | string)[];
}

/** Not XML that we read; the message is for a person. */
class UnreadableXml extends Error {}

interface Open {
  readonly name: string;
  readonly attributes: Record<string, string>;
  readonly children: (XmlElement | string)[];
}

const MOST_DEPTH = 200;
const token =
  /<\?[^?]*(?:\?(?!>)[^?]*)*\?>|<!--[^-]*(?:-(?!->)[^-]*)*-->|<!\[CDATA\[([^\]]*(?:\](?!\]>)[^\]]*)*)\]\]>|<\/([\w:.-]+)\s*>|<([\w:.-]+)([^<>]*)>|[^<]+/y;
const attribute = /([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/**
 * Reads what office programs write: elements, attributes, text. A DOCTYPE is refused, so that there are no entities of
 * its own to unfold and no files to fetch. @throws UnreadableXml
 */
export function readXml(text: string): XmlElement {
  const root: Open = { name: '', attributes: {}, children: [] };
  const open: Open[] = [root];
  token.lastIndex = 0;
  while (token.lastIndex < text.length) {
    const match = token.exec(text);
    const top = open.at(-1);
    if (match === null || top === undefined) throw new UnreadableXml('Содержимое файла повреждено.');
    takeToken(open, top, match);
  }
  const element = root.children.find((child) => typeof child !== 'string');
  if (open.length !== 1 || element === undefined) throw new UnreadableXml('Содержимое файла оборвано.');
  return element as XmlElement;
}

function takeToken(open: Open[], top: Open, [whole, data, closing, opening, inside = '']: RegExpExecArray): void {
  if (data !== undefined) top.children.push(data);
  else if (closing !== undefined) {
    if (top.name !== closing || open.length < 2) throw new UnreadableXml('Содержимое файла повреждено.');
    open.pop();
  } else if (opening !== undefined) {
    const element: Open = { name: opening, attributes: attributesOf(inside), children: [] };
    top.children.push(element);
    if (inside.endsWith('/')) return;
    open.push(element);
    if (open.length > MOST_DEPTH) throw new UnreadableXml('Содержимое файла вложено слишком глубоко.');
  } else if (!whole.startsWith('<')) top.children.push(unescaped(whole));
}

function attributesOf(text: string): Record<string, string> {
  const found: Record<string, string> = Object.create(null);
  for (const [, name = '', double, single] of text.matchAll(attribute)) found[name] = unescaped(double ?? single ?? '');
  return found;
}

function unescaped(text: string): string {
  return text.replace(/&(#\d{1,7}|#x[0-9a-fA-F]{1,6}|\w+);/g, (whole, name: string) => {
    if (!name.startsWith('#')) return Object.hasOwn(entities, name) ? (entities[name] ?? whole) : whole;
    const code = name.startsWith('#x') ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code > 0 && code <= 0x10_ff_ff ? String.fromCodePoint(code) : '';
  });
}

export function elementsOf(element: XmlElement, name?: string): XmlElement[] {
  return element.children.filter(
    (child): child is XmlElement => typeof child !== 'string' && (name === undefined || child.name === name),
  );
}

export function findElement(element: XmlElement | undefined, ...path: readonly string[]): XmlElement | undefined {
  return path.reduce<XmlElement | undefined>((found, name) => found && elementsOf(found, name)[0], element);
}
