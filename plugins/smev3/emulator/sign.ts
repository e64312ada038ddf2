import { gostBackend, signDigest } from '@reglament/gost';
import { DSIG, digestMethods, EXCLUSIVE_C14N, SMEV_TRANSFORM, signatureMethods } from './algorithms.ts';
import { everyElement, parseDocument, rootOf } from './document.ts';
import { canonicalise, digestOf } from './reference.ts';
import type { TestKey } from './test-key.ts';

/** What a signature is spoilt by, when a scenario wants it so. */
export type Spoilt = 'digest' | 'signature';

export interface SignOptions {
  readonly id: string;
  readonly key: TestKey;
  readonly spoilt?: Spoilt | undefined;
}

/** `ds:Signature` over the element with this Id inside `xml`, which declares all its namespaces itself. */
export function signElement(xml: string, { id, key, spoilt }: SignOptions): string {
  const target = [...everyElement(rootOf(parseDocument(xml)))].find((element) => element.getAttribute('Id') === id);
  if (!target) throw new Error(`Подписать нечего: нет элемента с Id «${id}»`);
  const { bits } = key.key;
  const digest = digestOf(target, bits);
  const signedInfo = signedInfoOf({ id, bits, digest: spoilt === 'digest' ? flipped(digest) : digest });
  const canonical = canonicalise(rootOf(parseDocument(signedInfo)));
  const value = signDigest(key.key, gostBackend().digest(bits, Buffer.from(canonical, 'utf8')));
  const signature = Buffer.from(value).toString('base64');
  return [
    `<ds:Signature xmlns:ds="${DSIG}">`,
    signedInfo.replace(` xmlns:ds="${DSIG}"`, ''),
    `<ds:SignatureValue>${spoilt === 'signature' ? flipped(signature) : signature}</ds:SignatureValue>`,
    '<ds:KeyInfo><ds:X509Data><ds:X509Certificate>',
    Buffer.from(key.certificate).toString('base64'),
    '</ds:X509Certificate></ds:X509Data></ds:KeyInfo></ds:Signature>',
  ].join('');
}

function signedInfoOf({ id, bits, digest }: { id: string; bits: 256 | 512; digest: string }): string {
  return [
    `<ds:SignedInfo xmlns:ds="${DSIG}"><ds:CanonicalizationMethod Algorithm="${EXCLUSIVE_C14N}"/>`,
    `<ds:SignatureMethod Algorithm="${signatureMethods[bits]}"/><ds:Reference URI="#${id}"><ds:Transforms>`,
    `<ds:Transform Algorithm="${EXCLUSIVE_C14N}"/><ds:Transform Algorithm="${SMEV_TRANSFORM}"/></ds:Transforms>`,
    `<ds:DigestMethod Algorithm="${digestMethods[bits]}"/><ds:DigestValue>${digest}</ds:DigestValue>`,
    '</ds:Reference></ds:SignedInfo>',
  ].join('');
}

/** Another value of the same length. */
function flipped(base64: string): string {
  const bytes = Buffer.from(base64, 'base64');
  bytes[0] = (bytes[0] ?? 0) ^ 1;
  return bytes.toString('base64');
}
