import { type GostCertificate, gostBackend, readCertificate } from '@reglament/gost';
import type { Element } from '@xmldom/xmldom';
import { bitsOf, DSIG, digestMethods, EXCLUSIVE_C14N, SMEV_TRANSFORM, signatureMethods } from './algorithms.ts';
import { childElements, everyElement, findChild, textOf } from './document.ts';
import { canonicalise, digestOf } from './reference.ts';

/** Words of the faults schema for what is wrong with a signature. */
export type SignatureTrouble =
  | 'PoorSOAPEnvelopeFormat'
  | 'NoSignatureFound'
  | 'IncorrectSignatureTarget'
  | 'SignatureIsInvalid'
  | 'CertificateIsNotFound'
  | 'CertificateIsExpired';

export type SignatureCheck =
  | { readonly ok: true; readonly certificate: GostCertificate }
  | { readonly ok: false; readonly trouble: SignatureTrouble; readonly text: string };

/** Is what stands in `holder` a signature over `target`, whole and by a certificate that holds at this moment? */
export function checkSignature(target: Element, holder: Element | undefined, now: Date): SignatureCheck {
  const signature = childElements(holder ?? target).find((child) => isDsig(child, 'Signature'));
  if (!holder || !signature) return bad('NoSignatureFound', 'ЭП-ОВ не найдена в сообщении');
  const signedInfo = findChild(signature, 'SignedInfo');
  const references = signedInfo ? childElements(signedInfo).filter((child) => isDsig(child, 'Reference')) : [];
  const [reference] = references;
  if (!signedInfo || !reference || references.length > 1) return bad('SignatureIsInvalid', 'Нужна одна ds:Reference');
  const trouble = targetTrouble(target, reference) ?? digestTrouble(target, reference);
  if (trouble) return trouble;
  const certificate = certificateIn(signature);
  if (!certificate) return bad('CertificateIsNotFound', 'В подписи нет сертификата');
  if (!isValueRight(signature, signedInfo, certificate)) {
    return bad('SignatureIsInvalid', 'ЭП-ОВ не соответствует подписанным данным');
  }
  if (now < certificate.validFrom || now > certificate.validTo) {
    const until = certificate.validTo.toISOString().slice(0, 16).replace('T', ' ');
    return bad('CertificateIsExpired', `Срок действия сертификата ЭП-ОВ истёк. Сертификат действителен до ${until}`);
  }
  return { ok: true, certificate };
}

function bad(trouble: SignatureTrouble, text: string): SignatureCheck & { ok: false } {
  return { ok: false, trouble, text };
}

function targetTrouble(target: Element, reference: Element) {
  const id = target.getAttribute('Id');
  if (!id || reference.getAttribute('URI') !== `#${id}`) {
    return bad('IncorrectSignatureTarget', `ЭП-ОВ подписывает не элемент ${target.localName}`);
  }
  const root = target.ownerDocument?.documentElement ?? target;
  const namesakes = [...everyElement(root)].filter((element) => element.getAttribute('Id') === id);
  if (namesakes.length > 1) return bad('SignatureIsInvalid', `Id «${id}» в сообщении повторяется`);
  return undefined;
}

function digestTrouble(target: Element, reference: Element) {
  const transforms = childElements(findChild(reference, 'Transforms') ?? reference)
    .filter((child) => isDsig(child, 'Transform'))
    .map((child) => child.getAttribute('Algorithm'));
  if (transforms.join() !== [EXCLUSIVE_C14N, SMEV_TRANSFORM].join()) {
    return bad(
      'SignatureIsInvalid',
      'Преобразования ЭП-ОВ не те: нужны exc-c14n и urn://smev-gov-ru/xmldsig/transform',
    );
  }
  const bits = bitsOf(digestMethods, findChild(reference, 'DigestMethod')?.getAttribute('Algorithm') ?? null);
  if (!bits) return bad('SignatureIsInvalid', 'Неизвестный алгоритм хэширования ЭП-ОВ');
  if (textOf(reference, 'DigestValue')?.replace(/\s/g, '') !== digestOf(target, bits)) {
    return bad('SignatureIsInvalid', 'Хэш подписанного элемента не совпал: сообщение изменено после подписания');
  }
  return undefined;
}

function certificateIn(signature: Element): GostCertificate | undefined {
  const data = findChild(findChild(signature, 'KeyInfo'), 'X509Data');
  const text = textOf(data, 'X509Certificate');
  if (!text) return undefined;
  try {
    return readCertificate(Buffer.from(text, 'base64'));
  } catch {
    return undefined;
  }
}

function isValueRight(signature: Element, signedInfo: Element, certificate: GostCertificate): boolean {
  const method = findChild(signedInfo, 'SignatureMethod')?.getAttribute('Algorithm') ?? null;
  const canonicalization = findChild(signedInfo, 'CanonicalizationMethod')?.getAttribute('Algorithm');
  const bits = bitsOf(signatureMethods, method);
  if (!bits || bits !== certificate.publicKey?.bits || canonicalization !== EXCLUSIVE_C14N) return false;
  return gostBackend().verify({
    certificate: certificate.content,
    bytes: Buffer.from(canonicalise(signedInfo), 'utf8'),
    signature: Buffer.from(textOf(signature, 'SignatureValue') ?? '', 'base64'),
  });
}

function isDsig(element: Element, name: string): boolean {
  return element.namespaceURI === DSIG && element.localName === name;
}
