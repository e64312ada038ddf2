import { soapNamespace, xopNamespace } from './method.ts';

/** An element to be written. Text is escaped; `raw` is an element that was written before, with all that it declares. */
export interface XmlElement {
  readonly namespace: string;
  readonly name: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly children?: readonly XmlPart[];
}
export type XmlPart = XmlElement | string | { readonly raw: string };

/** Makes elements of one namespace. Children that are undefined are left out. */
export function elementsOf(namespace: string) {
  return (name: string, ...children: readonly (XmlPart | undefined)[]): XmlElement => ({
    namespace,
    name,
    children: children.filter((child) => child !== undefined),
  });
}

/** Prefixes are declared where they are used; no namespace is the default one, so a raw part keeps what it says. */
export function writeXml(element: XmlElement): string {
  const pieces: string[] = [];
  writeElement(element, { pieces, prefixes: new Map() });
  return pieces.join('');
}

interface Writing {
  readonly pieces: string[];
  readonly prefixes: ReadonlyMap<string, string>;
}

function writeElement({ namespace, name, attributes = {}, children = [] }: XmlElement, around: Writing): void {
  const { pieces } = around;
  const known = around.prefixes.get(namespace);
  const prefix = known ?? prefixOf(namespace);
  const prefixes = known === undefined ? new Map(around.prefixes).set(namespace, prefix) : around.prefixes;
  const tag = `${prefix}:${name}`;
  pieces.push('<', tag);
  if (known === undefined) pieces.push(' xmlns:', prefix, '="', escapeAttribute(namespace), '"');
  for (const [key, value] of Object.entries(attributes)) pieces.push(' ', key, '="', escapeAttribute(value), '"');
  pieces.push('>');
  for (const child of children) {
    if (typeof child === 'string') pieces.push(escapeText(child));
    else if ('raw' in child) pieces.push(child.raw);
    else writeElement(child, { pieces, prefixes });
  }
  pieces.push('</', tag, '>');
}

function prefixOf(namespace: string): string {
  if (namespace === soapNamespace) return 'soap';
  if (namespace === xopNamespace) return 'xop';
  const kind = /\/types\/(basic|faults|routing)\//.exec(namespace)?.[1];
  return kind ?? 'typ';
}

/** All but tab, line feed, carriage return and what Unicode has for text (XML 1.0, production 2). */
const forbidden = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

/** XML 1.0 cannot carry this character in any way. */
export class ForbiddenCharacter extends Error {
  constructor(code: string) {
    super(`Знак ${code} нельзя передать в XML. Уберите его из текста.`);
    this.name = 'ForbiddenCharacter';
  }
}

function checked(text: string): string {
  const found = forbidden.exec(text)?.[0];
  if (found === undefined) return text;
  throw new ForbiddenCharacter(`U+${found.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`);
}

function escapeText(text: string): string {
  return checked(text).replace(/[&<>\r]/g, (char) => entities[char] ?? char);
}

function escapeAttribute(text: string): string {
  return checked(text).replace(/[&<>"\r\n\t]/g, (char) => entities[char] ?? char);
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
  '\n': '&#10;',
  '\t': '&#9;',
};
