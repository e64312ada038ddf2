/**
 * The transform of СМЭВ 3 once more, from the text of the method and by walking a tree: the other side must not find a
 * message right only because both sides make the same mistake. Shares nothing with `../transform`.
 */

/** What is asked of a node: the DOM of any library has it. */
export interface DomNode {
  readonly nodeType: number;
  readonly namespaceURI?: string | null;
  readonly localName?: string | null;
  readonly nodeValue: string | null;
  readonly firstChild: DomNode | null;
  readonly nextSibling: DomNode | null;
  readonly attributes?: ArrayLike<DomNode> | null;
}

const [ELEMENT, TEXT, CDATA, COMMENT] = [1, 3, 4, 8];
const XMLNS = 'http://www.w3.org/2000/xmlns/';
const XML = 'http://www.w3.org/XML/1998/namespace';

/** Rules 1–9 over an element and what is in it. @throws Error for names that the method does not know */
export function transformByTree(element: DomNode): string {
  return writeElement(element, [], { last: 0 });
}

interface Declared {
  readonly uri: string;
  readonly prefix: string;
}

interface Counter {
  last: number;
}

function writeElement(element: DomNode, above: readonly Declared[], counter: Counter): string {
  const declared: Declared[] = [];
  const prefixFor = (uri: string): string => {
    const known = [...above, ...declared].find((each) => each.uri === uri);
    if (known) return known.prefix;
    counter.last += 1;
    const prefix = `ns${counter.last}`;
    declared.push({ uri, prefix });
    return prefix;
  };
  if (!element.namespaceURI) throw new Error(`У элемента ${element.localName} нет пространства имён`);
  const name = `${prefixFor(element.namespaceURI)}:${element.localName}`;
  const attributes = sortedAttributes(element).map((attribute) => {
    const { namespaceURI: uri, localName: local, nodeValue: value } = attribute;
    if (uri === XML) throw new Error(`Атрибут xml:${local} не поддерживается`);
    const written = uri ? `${prefixFor(uri)}:${local}` : local;
    return ` ${written}="${escapeValue(value ?? '')}"`;
  });
  const namespaces = declared.map(({ uri, prefix }) => ` xmlns:${prefix}="${escapeValue(uri)}"`);
  const content = writeContent(element, [...above, ...declared], counter);
  return `<${name}${namespaces.join('')}${attributes.join('')}>${content}</${name}>`;
}

function writeContent(element: DomNode, above: readonly Declared[], counter: Counter): string {
  let written = '';
  let text = '';
  const flush = () => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: rule 2 speaks of exactly these.
    if (/[^\u0000-\u0020]/.test(text)) written += escapeText(text);
    text = '';
  };
  for (let node = element.firstChild; node; node = node.nextSibling) {
    if (node.nodeType === TEXT || node.nodeType === CDATA) text += node.nodeValue ?? '';
    else if (node.nodeType !== COMMENT) flush();
    if (node.nodeType === ELEMENT) written += writeElement(node, above, counter);
  }
  flush();
  return written;
}

function sortedAttributes(element: DomNode): DomNode[] {
  const own = Array.from(element.attributes ?? []).filter(({ namespaceURI }) => namespaceURI !== XMLNS);
  return own.sort((one, other) => {
    if (!one.namespaceURI !== !other.namespaceURI) return one.namespaceURI ? -1 : 1;
    return order(one.namespaceURI ?? '', other.namespaceURI ?? '') || order(one.localName ?? '', other.localName ?? '');
  });
}

/** Strings of JavaScript compare by UTF-16, as those of Java do. */
function order(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

/** Character by character, with the place where the block began: how Woodstox goes through its buffer. */
function escapeText(text: string): string {
  const inBlocks = text.length >= 12;
  let written = '';
  let begin = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (inBlocks && at % 512 === 0) begin = at;
    const character = text.charAt(at);
    const follows = at > begin && text.charAt(at - 1) === ']';
    let escaped = '';
    if (character === '<') escaped = '&lt;';
    if (character === '&') escaped = '&amp;';
    if (character === '\r') escaped = '&#xd;';
    if (character === '>' && (at === begin || follows)) escaped = '&gt;';
    if (escaped !== '' && inBlocks) begin = at + 1;
    written += escaped === '' ? character : escaped;
  }
  return written;
}

function escapeValue(value: string): string {
  let written = '';
  for (const character of value) written += IN_VALUE.get(character) ?? character;
  return written;
}

const IN_VALUE = new Map([
  ['<', '&lt;'],
  ['&', '&amp;'],
  ['"', '&quot;'],
  ['\r', '&#xd;'],
  ['\n', '&#xa;'],
  ['\t', '&#x9;'],
]);
