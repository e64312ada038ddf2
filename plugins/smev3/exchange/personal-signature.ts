import { GostError, gostBackend, readPublicKey } from '@reglament/gost';
import { type OfficialSignature, type Prepared, ProviderError } from '@reglament/sdk';
import { parseXml } from '../xml/parse.ts';
import { XmlProblem } from '../xml/problem.ts';
import { SignatureProblem } from '../xml-signature/problem.ts';
import { signedInfoOver, writeSignature } from '../xml-signature/sign.ts';
import { bareContent } from './content.ts';
import { notXml } from './message-name.ts';

/** Id of the element that an official signs, where it has none of its own. */
const personalId = 'PERSONAL_SIGNATURE';
/** Certificates of officials are of this length; the digest is named before one is chosen. */
const bits = 256;

/**
 * What an official signs (ЭП-СП): the `ds:SignedInfo` over the content's root, which has the digest of all that is asked.
 * @throws ProviderError
 */
export function preparedContent(content: string, number: number): Prepared {
  const { signedInfo } = withSignedInfo(content);
  return {
    content: Buffer.from(signedInfo),
    format: 'raw',
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
  const found = withSignedInfo(content);
  if (!Buffer.from(found.signedInfo).equals(signed)) {
    throw refused('Содержание запроса изменилось после подписи. Подготовьте и подпишите его заново.');
  }
  if (!holds({ certificate, bytes: signed, signature })) {
    throw refused('Подпись должностного лица не сходится с сертификатом. Подпишите запрос заново.');
  }
  return { content: found.content, personalSignature: writeSignature(found.signedInfo, signature, certificate) };
}

function holds(made: { certificate: Uint8Array; bytes: Uint8Array; signature: Uint8Array }): boolean {
  try {
    return readPublicKey(made.certificate).bits === bits && gostBackend().verify(made);
  } catch (error) {
    if (error instanceof GostError) return false;
    throw error;
  }
}

function withSignedInfo(content: string): { readonly content: string; readonly signedInfo: string } {
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
