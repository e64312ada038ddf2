import { type CanonicalXml, textOf, type XmlElement } from '@reglament/xml';
import { SMEV_TRANSFORM } from '../transform/transform.ts';
import { bitsOfDigest, bitsOfSignature, EXCLUSIVE_C14N, XMLDSIG } from './names.ts';
import { SignatureProblem } from './problem.ts';

/** What a `ds:Signature` says. Only the one form that СМЭВ knows is read; everything else is a problem, never a guess. */
export interface SignatureFacts {
  readonly signedInfo: XmlElement;
  /** Without «#». */
  readonly id: string;
  readonly digestBits: 256 | 512;
  readonly digest: Uint8Array;
  readonly signatureBits: 256 | 512;
  readonly value: Uint8Array;
  /** DER. */
  readonly certificate: Uint8Array;
}

/** @throws SignatureProblem */
export function readSignature(document: CanonicalXml, signature: XmlElement): SignatureFacts {
  const [signedInfo, valueElement, keyInfo] = childrenAs(signature, ['SignedInfo', 'SignatureValue', 'KeyInfo']);
  const [canonicalization, method, reference] = childrenAs(signedInfo, [
    'CanonicalizationMethod',
    'SignatureMethod',
    'Reference',
  ]);
  const [transforms, digestElement, digestValue] = childrenAs(reference, ['Transforms', 'DigestMethod', 'DigestValue']);
  assertAlgorithm(canonicalization, EXCLUSIVE_C14N);
  const [first, second] = childrenAs(transforms, ['Transform', 'Transform']);
  assertAlgorithm(first, EXCLUSIVE_C14N);
  assertAlgorithm(second, SMEV_TRANSFORM);
  return {
    signedInfo,
    id: idOf(reference),
    digestBits: known(digestElement, bitsOfDigest),
    digest: bytesOf(document, digestValue),
    signatureBits: known(method, bitsOfSignature),
    value: bytesOf(document, valueElement),
    certificate: certificateIn(document, keyInfo),
  };
}

type Named<Names extends readonly string[]> = { readonly [Index in keyof Names]: XmlElement };

/** Exactly these children of the signature's namespace, in this order. */
function childrenAs<const Names extends readonly string[]>(parent: XmlElement, names: Names): Named<Names> {
  const found = parent.children.map(({ uri, local }) => (uri === XMLDSIG ? local : `{${uri}}${local}`));
  if (found.join(' ') !== names.join(' ')) {
    const told = found.length === 0 ? 'ничего' : found.slice(0, 6).join(', ');
    throw new SignatureProblem(`В ${parent.local} должно быть только ${names.join(', ')}, а есть ${told}`);
  }
  return parent.children as unknown as Named<Names>;
}

function attributeOf(element: XmlElement, name: string): string | undefined {
  return element.attributes.find(({ uri, local }) => uri === '' && local === name)?.value;
}

function assertAlgorithm(element: XmlElement, expected: string): void {
  const algorithm = attributeOf(element, 'Algorithm');
  if (algorithm !== expected) {
    throw new SignatureProblem(`${element.local}: алгоритм «${algorithm ?? ''}», а СМЭВ требует «${expected}»`);
  }
  if (element.children.length > 0) throw new SignatureProblem(`${element.local}: у алгоритма неизвестный параметр`);
}

function known(element: XmlElement, bitsOf: (algorithm: string) => 256 | 512 | undefined): 256 | 512 {
  const algorithm = attributeOf(element, 'Algorithm') ?? '';
  const bits = bitsOf(algorithm);
  if (bits === undefined) throw new SignatureProblem(`${element.local}: неизвестный алгоритм «${algorithm}»`);
  return bits;
}

function idOf(reference: XmlElement): string {
  const target = attributeOf(reference, 'URI') ?? '';
  if (!/^#[^#\s()]+$/.test(target)) {
    throw new SignatureProblem(`Reference: подписанное должно быть названо как #Id, а названо «${target}»`);
  }
  return target.slice(1);
}

function certificateIn(document: CanonicalXml, keyInfo: XmlElement): Uint8Array {
  const data = keyInfo.children.filter(({ uri, local }) => uri === XMLDSIG && local === 'X509Data');
  const certificates = data.flatMap(({ children }) =>
    children.filter(({ uri, local }) => uri === XMLDSIG && local === 'X509Certificate'),
  );
  const [first] = certificates;
  if (!first) throw new SignatureProblem('В KeyInfo нет X509Certificate: неизвестно, чем проверять');
  return bytesOf(document, first);
}

function bytesOf(document: CanonicalXml, element: XmlElement): Uint8Array {
  const text = textOf(document, element).replace(/[\t\n\r ]/g, '');
  if (element.children.length > 0 || text === '' || !/^[A-Za-z0-9+/]+={0,2}$/.test(text) || text.length % 4 !== 0) {
    throw new SignatureProblem(`${element.local}: это не base64`);
  }
  return new Uint8Array(Buffer.from(text, 'base64'));
}
