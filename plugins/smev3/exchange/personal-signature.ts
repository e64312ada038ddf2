import { GostError, gostBackend, readPublicKey } from '@reglament/gost';
import { type KeyBits, type OfficialSignature, type Prepared, ProviderError } from '@reglament/sdk';
import { parseXml, XmlProblem } from '@reglament/xml';
import { SignatureProblem } from '../xml-signature/problem.ts';
import { signedInfoOver, writeSignature } from '../xml-signature/sign.ts';
import { bareContent } from './content.ts';
import { notXml } from './message-name.ts';

/** Id of the element that an official signs, where it has none of its own. */
const personalId = 'PERSONAL_SIGNATURE';

interface Asked {
  readonly number: number;
  readonly bits: KeyBits;
}

/**
 * What an official signs (ЭП-СП): the `ds:SignedInfo` over the content's root, which has the digest of all that is asked and
 * names the algorithm of the key. @throws ProviderError
 */
export function preparedContent(content: string, { number, bits }: Asked): Prepared {
  const signedInfo = Buffer.from(withSignedInfo(content, bits).signedInfo);
  return {
    content: signedInfo,
    format: 'raw',
    digest: { bits, value: gostBackend().digest(bits, signedInfo) },
    mediaType: 'application/xml',
    name: `Запрос ${number}, подписываемое.xml`,
  };
}

/** The content with the official's signature, made before the body's own. @throws ProviderError when it does not fit */
export function signedContent(
  content: string,
  { content: signed, signature, certificate }: OfficialSignature,
): { readonly content: string; readonly personalSignature: string } {
  if (certificate === undefined) {
    throw refused('К подписи должностного лица не приложен сертификат. Подпишите запрос заново.');
  }
  const bits = bitsOf(certificate);
  const found = bits && withSignedInfo(content, bits);
  if (!found || !gostBackend().verify({ certificate, bytes: signed, signature })) {
    throw refused('Подпись должностного лица не сходится с сертификатом. Подпишите запрос заново.');
  }
  if (!Buffer.from(found.signedInfo).equals(signed)) {
    throw refused('Содержание запроса изменилось после подписи. Подготовьте и подпишите его заново.');
  }
  return { content: found.content, personalSignature: writeSignature(found.signedInfo, signature, certificate) };
}

/** Undefined for a certificate of another algorithm, or none at all. */
function bitsOf(certificate: Uint8Array): KeyBits | undefined {
  try {
    return readPublicKey(certificate).bits;
  } catch (error) {
    if (error instanceof GostError) return undefined;
    throw error;
  }
}

function withSignedInfo(content: string, bits: KeyBits): { readonly content: string; readonly signedInfo: string } {
  try {
    const bare = bareContent(content);
    const { root } = parseXml(bare);
    const own = root.attributes.find(({ uri, local }) => uri === '' && local === 'Id')?.value;
    const named = own === undefined ? bare.replace(/^<[^\s/>]+/, (tag) => `${tag} Id="${personalId}"`) : bare;
    return { content: named, signedInfo: signedInfoOver(parseXml(named), own ?? personalId, bits) };
  } catch (error) {
    if (error instanceof XmlProblem || error instanceof SignatureProblem) throw notXml(error);
    throw error;
  }
}

function refused(text: string): ProviderError {
  return new ProviderError('personalSignature', text, { retry: 'never' });
}
