import { GostError, gostBackend, readPublicKey } from '@reglament/gost';
import { type CanonicalXml, canonicalElement, inheritedNamespaces, parseXml, type XmlElement } from '@reglament/xml';
import { smevTransform, TransformProblem } from '../transform/transform.ts';
import { XMLDSIG } from './names.ts';
import { methodOf, missingSignature, type SignaturePlace, type Standing, standingOf } from './place.ts';
import { SignatureProblem } from './problem.ts';
import { readSignature, type SignatureFacts } from './read-signature.ts';

/** What was found out about one signature; of the certificate nothing but that its key made the signature. */
export interface ElementVerdict {
  readonly place: SignaturePlace;
  /** Local name of what is signed, or of what holds the signature when that is not known. */
  readonly element: string;
  readonly id: string;
  /** DER. */
  readonly certificate?: Uint8Array;
  /** What the signature says, and what was counted over the element it names: absent when there was nothing to count over. */
  readonly digest?: { readonly bits: 256 | 512; readonly stated: Uint8Array; readonly counted?: Uint8Array };
  readonly digestValid: boolean;
  readonly signatureValid: boolean;
  /** Both, and what is signed is the part of the message that this signature must be over. */
  readonly valid: boolean;
  /** Russian. */
  readonly problem?: string;
  /** Read the contents from here: it is what was signed. */
  readonly signed?: XmlElement;
}

/**
 * Every signature of a message, in the order of the text; an obligatory one that is missing is a verdict too. Attachments
 * that were moved into parts (XOP) must be back in their places. @throws XmlProblem
 */
export function verifySignatures(xml: Uint8Array | string): readonly ElementVerdict[] {
  return verifyDocument(parseXml(xml));
}

export function verifyDocument(document: CanonicalXml): readonly ElementVerdict[] {
  const { elements } = document;
  const signatures = elements.filter(({ uri, local }) => uri === XMLDSIG && local === 'Signature');
  const [ids, digestOf] = [idsOf(elements), digestsOf(document)];
  try {
    if (signatures.length > MOST_SIGNATURES) throw new SignatureProblem(`Подписей больше ${MOST_SIGNATURES}`);
    const method = methodOf(document.root);
    const missing = missingSignature(method);
    // Of a document that is not of СМЭВ nobody knows which signature it needs, but one there must be.
    const isMissing = missing && (missing.place !== 'other' || signatures.length === 0);
    const verdicts = signatures.map((signature) => verifyOne(document, { signature, method, ids, digestOf }));
    return isMissing
      ? [...verdicts, { ...missing, ...UNKNOWN, id: '', problem: 'Подписи нет, а она обязательна' }]
      : verdicts;
  } catch (error) {
    const problem = told(error);
    const names =
      signatures.length > 0 && signatures.length <= MOST_SIGNATURES
        ? signatures.map(({ parent }) => parent?.local ?? 'Signature')
        : ['Envelope'];
    return names.map((element) => ({ place: 'other', element, id: '', ...UNKNOWN, problem }));
  }
}

/** A registry of 1.3 has a thousand records with their signatures; above that somebody wants to keep the processor busy. */
const MOST_SIGNATURES = 2_000;

const UNKNOWN = { digestValid: false, signatureValid: false, valid: false } as const;

interface Task {
  readonly signature: XmlElement;
  readonly method: XmlElement;
  readonly ids: ReadonlyMap<string, readonly XmlElement[]>;
  readonly digestOf: DigestOf;
}

function verifyOne(document: CanonicalXml, task: Task): ElementVerdict {
  const holder = task.signature.parent?.local ?? 'Signature';
  const [standing, misplaced] = attempt(() => standingOf(task.signature, task.method));
  const place = standing?.place ?? 'other';
  const [facts, unreadable] = attempt(() => readSignature(document, task.signature));
  if (!facts) return { place, element: holder, id: '', ...UNKNOWN, problem: unreadable };
  const { id, certificate } = facts;
  const [signatureValid = false, badKey] = attempt(() => holds(document, facts));
  const [signed, wrongTarget] = attempt(() => findSigned(task, id, standing));
  const [counted, noDigest] = attempt(() => signed && task.digestOf(signed, facts.digestBits));
  const digestValid = counted?.equals(facts.digest) ?? false;
  const problem = misplaced ?? wrongTarget ?? noDigest ?? badKey ?? tell(digestValid, signatureValid);
  return {
    place,
    element: signed?.local ?? holder,
    id,
    certificate,
    digest: { bits: facts.digestBits, stated: facts.digest, ...(counted && { counted }) },
    digestValid,
    signatureValid,
    valid: problem === undefined,
    ...(problem !== undefined && { problem }),
    ...(signed && { signed }),
  };
}

/** Elements by every attribute that some reader might take for the name of an element. */
function idsOf(elements: readonly XmlElement[]): Map<string, XmlElement[]> {
  const found = new Map<string, XmlElement[]>();
  for (const element of elements) {
    for (const { local, value } of element.attributes) {
      if (local.toLowerCase() !== 'id') continue;
      const named = found.get(value);
      if (named) named.push(element);
      else found.set(value, [element]);
    }
  }
  return found;
}

function findSigned({ ids, signature }: Task, id: string, standing: Standing | undefined): XmlElement {
  const [signed, second] = ids.get(id) ?? [];
  if (!signed?.attributes.some(({ uri, local, value }) => uri === '' && local === 'Id' && value === id)) {
    throw new SignatureProblem(`Элемента с Id="${id}" в сообщении нет`);
  }
  if (second) throw new SignatureProblem(`Id="${id}" повторяется: какой элемент подписан, неизвестно`);
  for (let above: XmlElement | undefined = signature; above; above = above.parent) {
    if (above === signed)
      throw new SignatureProblem('Подпись стоит внутри того, что подписывает: СМЭВ такого не знает');
  }
  if (standing?.expected && standing.expected !== signed) {
    throw new SignatureProblem(`Подписан не ${standing.expected.local} сообщения, а другой элемент: ${signed.local}`);
  }
  return signed;
}

type DigestOf = (signed: XmlElement, bits: 256 | 512) => Buffer;

/** Of one element once, however many signatures name it. @throws SignatureProblem | TransformProblem */
function digestsOf(document: CanonicalXml): DigestOf {
  const known = new Map<string, Buffer>();
  return (signed, bits) => {
    const name = `${signed.start} ${bits}`;
    const digest = known.get(name) ?? makeDigest(document, signed, bits);
    known.set(name, digest);
    return digest;
  };
}

function makeDigest(document: CanonicalXml, signed: XmlElement, bits: 256 | 512): Buffer {
  const isInside = ({ start, end }: XmlElement) => start >= signed.start && end <= signed.end;
  if (document.elements.some((one) => one.uri === XOP && one.local === 'Include' && isInside(one))) {
    throw new SignatureProblem('Часть подписанного вынесена (xop:Include) и не подставлена');
  }
  const fragment = document.text.slice(signed.start, signed.end);
  const transformed = smevTransform(fragment, inheritedNamespaces(signed));
  return Buffer.from(gostBackend().digest(bits, Buffer.from(transformed)));
}

const XOP = 'http://www.w3.org/2004/08/xop/include';

function holds(document: CanonicalXml, { signedInfo, certificate, signatureBits, value }: SignatureFacts): boolean {
  if (readPublicKey(certificate).bits !== signatureBits) {
    throw new SignatureProblem(`Ключ сертификата не на ${signatureBits} бит, как сказано в подписи`);
  }
  return gostBackend().verify({
    certificate,
    bytes: Buffer.from(canonicalElement(document, signedInfo)),
    signature: value,
  });
}

function tell(digestValid: boolean, signatureValid: boolean): string | undefined {
  if (digestValid && signatureValid) return undefined;
  if (signatureValid) return 'Подписанное изменено: хеш не совпадает';
  return digestValid ? 'Значение подписи неверно' : 'Подписанное изменено, и значение подписи неверно';
}

/** A value or what is wrong, in words. */
function attempt<T>(find: () => T): [T, undefined] | [undefined, string] {
  try {
    return [find(), undefined];
  } catch (error) {
    return [undefined, told(error)];
  }
}

function told(error: unknown): string {
  if (error instanceof SignatureProblem || error instanceof TransformProblem || error instanceof GostError)
    return error.message;
  throw error;
}
