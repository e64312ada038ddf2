import { gostBackend } from '@reglament/gost';
import { type CanonicalXml, inheritedNamespaces, parseXml, type XmlElement } from '@reglament/xml';
import { SMEV_TRANSFORM, smevTransform } from '../transform/transform.ts';
import { digestMethod, EXCLUSIVE_C14N, signatureMethod, XMLDSIG } from './names.ts';
import { SignatureProblem } from './problem.ts';

export interface SigningKey {
  /** DER. */
  readonly certificate: Uint8Array;
  readonly bits: 256 | 512;
  /** The bare value `s‖r`, big-endian, over the digest of the bytes. */
  sign(bytes: Uint8Array): Promise<Uint8Array>;
}

/**
 * The `ds:Signature` over the element of `xml` whose Id is `id`: put it where the schema wants it, the signed element does
 * not contain it. @throws XmlProblem | SignatureProblem | TransformProblem
 */
export async function signElement(xml: Uint8Array | string, id: string, key: SigningKey): Promise<string> {
  const info = signedInfoOver(parseXml(xml), id, key.bits);
  return writeSignature(info, await key.sign(Buffer.from(info)), key.certificate);
}

/** What is signed: the canonical `ds:SignedInfo`. Where an official signs, it goes to the browser and comes back as a value. */
export function signedInfoOver(document: CanonicalXml, id: string, bits: 256 | 512): string {
  const signed = findById(document, id);
  const fragment = document.text.slice(signed.start, signed.end);
  const transformed = smevTransform(fragment, inheritedNamespaces(signed));
  return writeSignedInfo(
    id,
    bits,
    Buffer.from(gostBackend().digest(bits, Buffer.from(transformed))).toString('base64'),
  );
}

/** Written canonical as it stands, so that it is signed as it is sent. */
function writeSignedInfo(id: string, bits: 256 | 512, digest: string): string {
  const algorithm = (name: string, value: string) => `<ds:${name} Algorithm="${value}"></ds:${name}>`;
  return [
    `<ds:SignedInfo xmlns:ds="${XMLDSIG}">`,
    algorithm('CanonicalizationMethod', EXCLUSIVE_C14N),
    algorithm('SignatureMethod', signatureMethod(bits)),
    `<ds:Reference URI="#${id}"><ds:Transforms>`,
    algorithm('Transform', EXCLUSIVE_C14N),
    algorithm('Transform', SMEV_TRANSFORM),
    '</ds:Transforms>',
    algorithm('DigestMethod', digestMethod(bits)),
    `<ds:DigestValue>${digest}</ds:DigestValue></ds:Reference></ds:SignedInfo>`,
  ].join('');
}

/** The whole signature, from what was signed and its value. */
export function writeSignature(signedInfo: string, value: Uint8Array, certificate: Uint8Array): string {
  const inner = signedInfo.replace(`<ds:SignedInfo xmlns:ds="${XMLDSIG}">`, '<ds:SignedInfo>');
  return [
    `<ds:Signature xmlns:ds="${XMLDSIG}">${inner}`,
    `<ds:SignatureValue>${Buffer.from(value).toString('base64')}</ds:SignatureValue>`,
    `<ds:KeyInfo><ds:X509Data><ds:X509Certificate>${Buffer.from(certificate).toString('base64')}</ds:X509Certificate>`,
    '</ds:X509Data></ds:KeyInfo></ds:Signature>',
  ].join('');
}

/** What stands in the place of a signature until there is one: the schemas of СМЭВ do not look into it. */
export const EMPTY_SIGNATURE = `<ds:Signature xmlns:ds="${XMLDSIG}"></ds:Signature>`;

function findById({ elements }: CanonicalXml, id: string): XmlElement {
  if (!/^[\p{L}_][\p{L}\p{N}_.-]*$/u.test(id))
    throw new SignatureProblem(`«${id}» не годится в Id: буква, потом буквы, цифры, «-», «_», «.»`);
  const found = elements.filter(({ attributes }) =>
    attributes.some(({ local, value }) => local.toLowerCase() === 'id' && value === id),
  );
  const [signed] = found;
  if (!signed?.attributes.some(({ uri, local, value }) => uri === '' && local === 'Id' && value === id))
    throw new SignatureProblem(`Элемента с Id="${id}" нет`);
  if (found.length > 1) throw new SignatureProblem(`Id="${id}" повторяется: подписать можно только один элемент`);
  return signed;
}
