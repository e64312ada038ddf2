import { DOMParser, type Document, type Element, type Node, XMLSerializer } from '@xmldom/xmldom';

const ELEMENT = 1;
const PROCESSING_INSTRUCTION = 7;
const XMLNS = 'http://www.w3.org/2000/xmlns/';

/** @throws Error when the text is not well-formed, or has a DOCTYPE */
export function parseDocument(text: string): Document {
  if (/<!DOCTYPE/i.test(text)) throw new Error('DOCTYPE не допускается');
  const parser = new DOMParser({
    onError: (_level, message) => {
      throw new Error(message);
    },
    // The library knows the line ends of XML 1.1 as well; messages are XML 1.0.
    normalizeLineEndings: (source) => source.replace(/\r\n?/g, '\n'),
  });
  return parser.parseFromString(text.replace(/^\uFEFF/, ''), 'text/xml');
}

/** The outermost element. @throws Error when there is none */
export function rootOf(document: Document): Element {
  if (!document.documentElement) throw new Error('В документе нет корневого элемента');
  return document.documentElement;
}

export function childElements(parent: Element): Element[] {
  return nodesIn(parent).filter(isElement);
}

/** By local name: versions of the exchange differ in namespaces, and these are settled before. */
export function findChild(parent: Element | undefined, name: string): Element | undefined {
  return parent && childElements(parent).find(({ localName }) => localName === name);
}

/** Text of a child; undefined when there is no such child. */
export function textOf(parent: Element | undefined, name: string): string | undefined {
  return findChild(parent, name)?.textContent?.trim();
}

/** The element and everything inside, in the order of the document. */
export function* everyElement(element: Element): Generator<Element> {
  yield element;
  for (const child of childElements(element)) yield* everyElement(child);
}

/** The element as a document of its own, with the namespaces that it takes from above. */
export function standalone(element: Element): string {
  const copy = element.cloneNode(true) as Element;
  for (let above: Node | null = element; above && isElement(above); above = above.parentNode) {
    for (const { name, value, namespaceURI } of above.attributes) {
      if (namespaceURI === XMLNS && !copy.hasAttribute(name)) copy.setAttributeNS(XMLNS, name, value);
    }
  }
  return new XMLSerializer().serializeToString(copy);
}

/** Instructions of a document mean nothing to the exchange: the transform drops them. */
export function withoutInstructions(element: Element): Element {
  const copy = element.cloneNode(true) as Element;
  for (const inner of everyElement(copy)) {
    for (const node of nodesIn(inner)) if (node.nodeType === PROCESSING_INSTRUCTION) inner.removeChild(node);
  }
  return copy;
}

export function escapeText(text: string): string {
  return text.replace(/[&<>]/g, (found) => (found === '&' ? '&amp;' : found === '<' ? '&lt;' : '&gt;'));
}

function nodesIn(parent: Node): Node[] {
  const nodes: Node[] = [];
  for (let node = parent.firstChild; node; node = node.nextSibling) nodes.push(node);
  return nodes;
}

function isElement(node: Node): node is Element {
  return node.nodeType === ELEMENT;
}
