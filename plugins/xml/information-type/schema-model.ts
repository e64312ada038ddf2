import type { PlainElement } from '../plain-xml.ts';
import type { SchemaNote } from './schema-fault.ts';
import type { SourceText } from './source-text.ts';

export const schemaNamespace = 'http://www.w3.org/2001/XMLSchema';

/** A top-level component, with what is needed to read what stands in it. */
export interface Component {
  readonly node: PlainElement;
  readonly home: Home;
}

/** The file a component stands in. A file without a namespace takes that of the one that includes it. */
export interface Home {
  readonly file: string;
  readonly target: string;
  readonly elementsQualified: boolean;
  readonly attributesQualified: boolean;
  /** Unprefixed names mean the including namespace. */
  readonly chameleon: boolean;
}

/** Everything a set of schema files declares, by `{namespace}name`. */
export interface SchemaModel {
  readonly sources: readonly SourceText[];
  readonly elements: ReadonlyMap<string, Component>;
  readonly types: ReadonlyMap<string, Component>;
  readonly groups: ReadonlyMap<string, Component>;
  readonly attributeGroups: ReadonlyMap<string, Component>;
  readonly attributes: ReadonlyMap<string, Component>;
  /** Head of a substitution group → its members. */
  readonly substitutes: ReadonlyMap<string, readonly string[]>;
  readonly notes: readonly SchemaNote[];
}

/** An element that a message may consist of. */
export interface SchemaRoot {
  /** `{namespace}name` */
  readonly key: string;
  readonly name: string;
  readonly namespace: string;
  readonly title: string;
  readonly file: string;
}

export function keyOf(namespace: string, name: string): string {
  return `{${namespace}}${name}`;
}

export function nameOfKey(key: string): string {
  return key.slice(key.indexOf('}') + 1);
}

export function placeOf({ file }: Home, node: PlainElement): string {
  return `${file}:${node.line}`;
}

/** The meaning of a prefixed name where it is written. */
export function resolveName(name: string, node: PlainElement, home: Home): string {
  const [local = '', prefix = ''] = name.trim().split(':').reverse();
  const namespace = node.namespaces[prefix] ?? '';
  return keyOf(namespace === '' && prefix === '' && home.chameleon ? home.target : namespace, local);
}

/** Children that belong to the schema language, annotations left out. */
export function partsOf(node: PlainElement): readonly PlainElement[] {
  return node.children.filter(({ namespace, name }) => namespace === schemaNamespace && name !== 'annotation');
}

export function findPart(node: PlainElement, ...names: readonly string[]): PlainElement | undefined {
  return partsOf(node).find(({ name }) => names.includes(name));
}

const mostSubstitutions = 24;

/** Elements that may stand in the place of this one, those that stand for them too. */
export function substitutesFor(model: SchemaModel, key: string, steps = 0): string[] {
  if (steps > mostSubstitutions) return [];
  return (model.substitutes.get(key) ?? []).flatMap((member) => [member, ...substitutesFor(model, member, steps + 1)]);
}
