import { XmlCData, XmlElement, XmlText } from 'libxml2-wasm';
import { withDocument } from './parse.ts';

/** An element as a plain value, so that nothing of the parser's memory outlives the reading. */
export interface PlainElement {
  readonly name: string;
  readonly namespace: string;
  readonly line: number;
  /** Unqualified ones by name, others as `{namespace}name`. */
  readonly attributes: Readonly<Record<string, string>>;
  /** Prefix → namespace, as in scope here. */
  readonly namespaces: Readonly<Record<string, string>>;
  readonly children: readonly PlainElement[];
  /** Its own text, without that of its children. */
  readonly text: string;
}

/** @throws XmlProblem when it is no well-formed XML, has a DOCTYPE or is beyond the limits */
export function readPlainXml(source: string | Uint8Array): PlainElement {
  return withDocument(source, ({ root }) => plainOf(root, {}));
}

function plainOf(element: XmlElement, around: Readonly<Record<string, string>>): PlainElement {
  const own = element.nsDeclarations;
  const namespaces = Object.keys(own).length === 0 ? around : { ...around, ...own };
  const children: PlainElement[] = [];
  let text = '';
  for (let node = element.firstChild; node !== null; node = node.next) {
    if (node instanceof XmlElement) children.push(plainOf(node, namespaces));
    else if (node instanceof XmlText || node instanceof XmlCData) text += node.content;
  }
  const attributes = Object.fromEntries(
    element.attrs.map(({ name, namespaceUri, value }) => [
      namespaceUri === '' ? name : `{${namespaceUri}}${name}`,
      value,
    ]),
  );
  const { name, namespaceUri: namespace, line } = element;
  return { name, namespace, line, attributes, namespaces, children, text };
}
