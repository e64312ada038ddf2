/**
 * A document in exclusive canonical form (http://www.w3.org/2001/10/xml-exc-c14n#, without comments) and its elements as
 * places in that text. All that signatures and envelopes need is read from here; the parser's own tree is already freed.
 */
export interface CanonicalXml {
  readonly text: string;
  readonly root: XmlElement;
  /** All of them, in the order of the text. */
  readonly elements: readonly XmlElement[];
}

export interface XmlElement {
  /** Empty: no namespace. */
  readonly uri: string;
  readonly local: string;
  readonly attributes: readonly XmlAttribute[];
  readonly parent: XmlElement | undefined;
  readonly children: readonly XmlElement[];
  /** In `CanonicalXml.text`, the tags included. */
  readonly start: number;
  readonly end: number;
  /** Between the tags. */
  readonly contentStart: number;
  readonly contentEnd: number;
  /** Declared in this text by the element itself: prefix (empty: the default) → namespace, as written. */
  readonly declarations: ReadonlyMap<string, string>;
}

export interface XmlAttribute {
  readonly uri: string;
  readonly local: string;
  readonly value: string;
}

type Growing = { -readonly [Key in keyof XmlElement]: XmlElement[Key] } & { children: XmlElement[] };

/** Canonical text → its elements. The text is trusted to be what the canonicaliser wrote. */
export function readCanonical(text: string): CanonicalXml {
  const reader = new CanonicalReader(text);
  let at = 0;
  while (true) {
    const opening = text.indexOf('<', at);
    if (opening < 0) break;
    const next = text.charCodeAt(opening + 1);
    if (next === 0x3f) at = text.indexOf('?>', opening) + 2;
    else if (next === 0x2f) at = reader.close(opening);
    else at = reader.open(opening);
  }
  const [root] = reader.elements;
  if (!root) throw new Error('Каноническая запись без корневого элемента');
  return { text, root, elements: reader.elements };
}

class CanonicalReader {
  readonly elements: XmlElement[] = [];
  private readonly text: string;
  private readonly scope = new Map<string, string>([['xml', 'http://www.w3.org/XML/1998/namespace']]);
  private readonly path: { element: Growing; hidden: [string, string | undefined][] }[] = [];

  constructor(text: string) {
    this.text = text;
  }

  open(start: number): number {
    const tag = readTag(this.text, start + 1);
    const hidden = [...tag.declarations].map(([prefix, uri]): [string, string | undefined] => {
      const before = this.scope.get(prefix);
      this.scope.set(prefix, uri);
      return [prefix, before];
    });
    const parent = this.path.at(-1)?.element;
    const element: Growing = {
      ...this.resolve(tag.name, 'element'),
      attributes: tag.attributes.map(({ name, raw }) => ({
        ...this.resolve(name, 'attribute'),
        value: unescapeXml(raw),
      })),
      parent,
      children: [],
      start,
      end: 0,
      contentStart: tag.end,
      contentEnd: 0,
      declarations: tag.declarations,
    };
    parent?.children.push(element);
    this.elements.push(element);
    this.path.push({ element, hidden });
    return tag.end;
  }

  close(at: number): number {
    const end = this.text.indexOf('>', at) + 1;
    const closed = this.path.pop();
    if (!closed) throw new Error('Каноническая запись закрывает больше, чем открыла');
    closed.element.contentEnd = at;
    closed.element.end = end;
    for (const [prefix, uri] of closed.hidden.reverse()) {
      if (uri === undefined) this.scope.delete(prefix);
      else this.scope.set(prefix, uri);
    }
    return end;
  }

  private resolve(name: string, kind: 'element' | 'attribute'): { uri: string; local: string } {
    const colon = name.indexOf(':');
    const prefix = colon < 0 ? '' : name.slice(0, colon);
    const uri = colon < 0 && kind === 'attribute' ? '' : (this.scope.get(prefix) ?? '');
    return { uri: unescapeXml(uri), local: name.slice(colon + 1) };
  }
}

const NO_DECLARATIONS: ReadonlyMap<string, string> = new Map();

function readTag(text: string, from: number) {
  let end = from;
  while (text.charCodeAt(end) !== 0x20 && text.charCodeAt(end) !== 0x3e) end += 1;
  const name = text.slice(from, end);
  const attributes: { name: string; raw: string }[] = [];
  let declarations: Map<string, string> | undefined;
  while (text.charCodeAt(end) === 0x20) {
    const equals = text.indexOf('=', end);
    const closing = text.indexOf('"', equals + 2);
    const attribute = text.slice(end + 1, equals);
    const raw = text.slice(equals + 2, closing);
    if (attribute === 'xmlns' || attribute.startsWith('xmlns:')) {
      declarations ??= new Map();
      declarations.set(attribute.slice(6), raw);
    } else attributes.push({ name: attribute, raw });
    end = closing + 1;
  }
  return { name, attributes, declarations: declarations ?? NO_DECLARATIONS, end: end + 1 };
}

const CHARACTERS: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&amp;': '&',
  '&quot;': '"',
  '&#x9;': '\t',
  '&#xA;': '\n',
  '&#xD;': '\r',
};

function unescapeXml(raw: string): string {
  return raw.includes('&') ? raw.replace(/&[^;]+;/g, (reference) => CHARACTERS[reference] ?? reference) : raw;
}

/** All the text in an element, of its descendants too. */
export function textOf({ text }: CanonicalXml, { contentStart, contentEnd }: XmlElement): string {
  return unescapeXml(
    text.slice(contentStart, contentEnd).replace(/<[?](?:[^?]|[?](?!>))*[?]>|<(?:[^"<>]|"[^"]*")*>/g, ''),
  );
}

/** What the ancestors of an element declare, the nearest over the farther: prefix → namespace, as written. */
export function inheritedNamespaces(element: XmlElement): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (let above = element.parent; above; above = above.parent) {
    for (const [prefix, uri] of above.declarations) if (!found.has(prefix)) found.set(prefix, uri);
  }
  return found;
}
