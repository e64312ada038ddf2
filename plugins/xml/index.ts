export { type CanonicalXml, inheritedNamespaces, textOf, type XmlElement } from './canonical.ts';
export { decodeXml } from './decode.ts';
export { default as english } from './en.json' with { type: 'json' };
export { canonicalElement } from './exclusive.ts';
export type { XmlLimits } from './limits.ts';
export { parseXml, withCanonical, withDocument } from './parse.ts';
export { type PlainElement, readPlainXml } from './plain-xml.ts';
export { XmlProblem } from './problem.ts';
export { type WrittenElement, writePlainXml, written } from './write-plain.ts';
