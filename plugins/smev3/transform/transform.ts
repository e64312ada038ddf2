import { escapeTransformedText } from './text-escaping.ts';

/** The name of the transform in an XML signature. */
export const SMEV_TRANSFORM = 'urn://smev-gov-ru/xmldsig/transform';

/** The text has something that the method of СМЭВ does not know, so that a signature over it cannot be made or checked. */
export class TransformProblem extends Error {
  override readonly name = 'TransformProblem';
}

/** Prefix (empty: the default) → namespace, as written in canonical XML. */
export type Namespaces = ReadonlyMap<string, string>;

interface Attribute {
  /** Empty: unqualified. */
  readonly uri: string;
  readonly local: string;
  readonly value: string;
}

/**
 * The transform of СМЭВ 3 («Методические рекомендации», `urn://smev-gov-ru/xmldsig/transform`) over canonical XML: no
 * processing instructions, no blank text, prefixes ns1, ns2, … declared where they are used, attributes sorted anew,
 * escaping as the Woodstox writer of СМЭВ does it. A tokenizer: canonical XML has one way to write a tag, so none of it
 * is parsed again. `inherited`: what the ancestors of a fragment declare.
 *
 * @throws TransformProblem
 */
export function smevTransform(canonical: string, inherited: Namespaces = new Map()): string {
  const writer = new TransformWriter(inherited);
  let position = 0;
  while (true) {
    const opening = canonical.indexOf('<', position);
    if (opening < 0) return writer.finish();
    if (opening > position) writer.text(canonical.slice(position, opening));
    const next = canonical.charCodeAt(opening + 1);
    if (next === SLASH) {
      writer.close();
      position = canonical.indexOf('>', opening) + 1;
    } else if (next === QUESTION) {
      position = canonical.indexOf('?>', opening) + 2;
    } else {
      position = writer.open(canonical, opening + 1);
    }
    if (position < opening) throw new TransformProblem('Текст оборван посреди тега: это не канонический XML.');
  }
}

const [SPACE, SLASH, QUESTION] = [0x20, 0x2f, 0x3f];
const XML_NAMESPACE = 'http://www.w3.org/XML/1998/namespace';

class TransformWriter {
  private readonly parts: string[] = [];
  private readonly scope: Map<string, string>;
  /** For each open element: what it has to write at its end, what its declarations hid, what it declared itself. */
  private readonly opened: { end: string; hidden: [string, string | undefined][]; declared: string[] }[] = [];
  private readonly prefixes = new Map<string, string>();
  private count = 0;

  constructor(inherited: Namespaces) {
    this.scope = new Map(inherited);
  }

  text(raw: string): void {
    if (this.opened.length > 0 && !BLANK.test(raw)) this.parts.push(escapeTransformedText(raw));
  }

  /** Reads a start tag from after its «<» and writes it anew. → where the tag ends */
  open(canonical: string, from: number): number {
    const tag = readTag(canonical, from);
    const hidden = this.enterScope(tag.declarations);
    const declared: string[] = [];
    const { uri, local } = this.resolve(tag.name, true);
    if (uri === '')
      throw new TransformProblem(`Элемент «${local}» без пространства имён: метод подписи СМЭВ таких не знает.`);
    const name = `${this.prefixOf(uri, declared)}:${local}`;
    const attributes = tag.attributes
      .map(({ name: attribute, value }) => ({ ...this.resolve(attribute, false), value }))
      .sort(byUriAndName);
    const written = attributes.map((attribute) => this.writeAttribute(attribute, declared));
    const namespaces = declared.map((each) => ` xmlns:${this.prefixes.get(each)}="${escapeAttribute(each)}"`);
    this.parts.push('<', name, ...namespaces, ...written, '>');
    this.opened.push({ end: `</${name}>`, hidden, declared });
    return tag.end;
  }

  close(): void {
    const element = this.opened.pop();
    if (!element) throw new TransformProblem('Закрывающий тег без открывающего: это не канонический XML.');
    this.parts.push(element.end);
    for (const uri of element.declared) this.prefixes.delete(uri);
    for (const [prefix, uri] of element.hidden.reverse()) {
      if (uri === undefined) this.scope.delete(prefix);
      else this.scope.set(prefix, uri);
    }
  }

  finish(): string {
    if (this.opened.length > 0)
      throw new TransformProblem('Текст кончился раньше последнего тега: это не канонический XML.');
    return this.parts.join('');
  }

  private enterScope(declarations: readonly [string, string][]): [string, string | undefined][] {
    return declarations.map(([prefix, uri]) => {
      const before = this.scope.get(prefix);
      this.scope.set(prefix, uri);
      return [prefix, before];
    });
  }

  private resolve(name: string, isElement: boolean): { uri: string; local: string } {
    const colon = name.indexOf(':');
    if (colon < 0) return { uri: isElement ? (this.scope.get('') ?? '') : '', local: name };
    const uri = this.scope.get(name.slice(0, colon));
    if (uri !== undefined) return { uri, local: name.slice(colon + 1) };
    const problem = name.startsWith('xml:')
      ? `Атрибут «${name}»: метод подписи СМЭВ не знает пространства имён ${XML_NAMESPACE}.`
      : `Приставка имени «${name}» не объявлена: это не канонический XML.`;
    throw new TransformProblem(problem);
  }

  /** Looked up through the ancestors only: a namespace that only a sibling declared gets a new number. */
  private prefixOf(uri: string, declared: string[]): string {
    const known = this.prefixes.get(uri);
    if (known !== undefined) return known;
    this.count += 1;
    const prefix = `ns${this.count}`;
    this.prefixes.set(uri, prefix);
    declared.push(uri);
    return prefix;
  }

  private writeAttribute({ uri, local, value }: Attribute, declared: string[]): string {
    const name = uri === '' ? local : `${this.prefixOf(uri, declared)}:${local}`;
    return ` ${name}="${escapeAttribute(value)}"`;
  }
}

/** What Java's `trim` leaves nothing of. */
const BLANK = /^(?:[\t\n ]|&#xD;)*$/;

interface Tag {
  readonly name: string;
  readonly declarations: readonly [string, string][];
  readonly attributes: readonly { readonly name: string; readonly value: string }[];
  readonly end: number;
}

function readTag(canonical: string, from: number): Tag {
  let end = from;
  while (end < canonical.length && !endsName(canonical.charCodeAt(end))) end += 1;
  const name = canonical.slice(from, end);
  const declarations: [string, string][] = [];
  const attributes: { name: string; value: string }[] = [];
  while (canonical.charCodeAt(end) === SPACE) {
    const equals = canonical.indexOf('="', end);
    const closing = canonical.indexOf('"', equals + 2);
    if (equals < 0 || closing < 0) break;
    const attribute = canonical.slice(end + 1, equals);
    const value = canonical.slice(equals + 2, closing);
    if (attribute === 'xmlns') declarations.push(['', value]);
    else if (attribute.startsWith('xmlns:')) declarations.push([attribute.slice(6), value]);
    else attributes.push({ name: attribute, value });
    end = closing + 1;
  }
  if (canonical[end] !== '>') throw new TransformProblem(`Тег «${name}» записан не по правилам канонического XML.`);
  return { name, declarations, attributes, end: end + 1 };
}

const endsName = (code: number) => code === SPACE || code === 0x3e || code === SLASH || code === 0x0a || code === 0x09;

/** By namespace, then by name, in the order of UTF-16 as Java compares; the unqualified come last. */
function byUriAndName(one: Attribute, other: Attribute): number {
  if (one.uri === other.uri) return compare(one.local, other.local);
  if (one.uri === '') return 1;
  if (other.uri === '') return -1;
  return compare(unescapeAmpersand(one.uri), unescapeAmpersand(other.uri));
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

const UNESCAPED: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&quot;': '"' };
const unescapeAmpersand = (uri: string) =>
  uri.includes('&') ? uri.replace(/&(?:amp|lt|quot);/g, (reference) => UNESCAPED[reference] ?? reference) : uri;

/** Canonical XML and Woodstox differ in an attribute only in the case of the references to CR, LF and TAB. */
const escapeAttribute = (raw: string) => (raw.includes('&#x') ? raw.replace(/&#x[DA9];/g, lowerCase) : raw);
const lowerCase = (reference: string) => reference.toLowerCase();
