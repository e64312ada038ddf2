import { type CanonicalXml, textOf, type XmlElement } from '@reglament/xml';
import { isTransportNamespace, soapNamespace } from './method.ts';

/** Looks into a message by the local names of the transport's elements, whatever their version. */
export interface Reading {
  readonly xml: CanonicalXml;
  /** The message as it came. */
  readonly source: Uint8Array;
  child(element: XmlElement | undefined, name: string): XmlElement | undefined;
  children(element: XmlElement | undefined, name: string): readonly XmlElement[];
  path(element: XmlElement | undefined, ...names: readonly string[]): XmlElement | undefined;
  /** Text of a child; blank is as good as absent. */
  text(element: XmlElement | undefined, name: string): string | undefined;
  bytes(element: XmlElement | undefined, name: string): Uint8Array | undefined;
  idOf(element: XmlElement | undefined): string | undefined;
  /** Without what is undefined. */
  some<T extends object>(facts: T): Some<T>;
}

type Some<T> = { readonly [Key in keyof T as undefined extends T[Key] ? Key : never]?: Exclude<T[Key], undefined> } & {
  readonly [Key in keyof T as undefined extends T[Key] ? never : Key]: T[Key];
};

export function openReading(xml: CanonicalXml, source: Uint8Array): Reading {
  const isOurs = ({ uri }: XmlElement) => uri === soapNamespace || isTransportNamespace(uri);
  const children: Reading['children'] = (element, name) =>
    (element?.children ?? []).filter((one) => one.local === name && isOurs(one));
  const child: Reading['child'] = (element, name) => children(element, name)[0];
  const text: Reading['text'] = (element, name) => {
    const found = child(element, name);
    const words = found === undefined ? '' : textOf(xml, found).trim();
    return words === '' ? undefined : words;
  };
  return {
    xml,
    source,
    child,
    children,
    path: (element, ...names) => names.reduce<XmlElement | undefined>(child, element),
    text,
    bytes(element, name) {
      const words = text(element, name);
      return words === undefined ? undefined : new Uint8Array(Buffer.from(words, 'base64'));
    },
    idOf: (element) => element?.attributes.find(({ uri, local }) => uri === '' && local === 'Id')?.value,
    some: (facts) => Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as never,
  };
}
