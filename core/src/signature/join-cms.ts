import { BrokenAsn1, childrenOf, type Element, only, readElement, TAGS } from './asn1.ts';
import { derOf } from './cms.ts';

const { SEQUENCE, SET, INTEGER, OID } = TAGS;
const context = (number: number) => 0xa0 | number;
const SIGNED_DATA = Buffer.from('2a864886f70d010702', 'hex');

interface Parts {
  readonly version: Element;
  readonly digests: readonly Element[];
  readonly contentType: Element;
  readonly certificates: readonly Element[];
  readonly revocations: readonly Element[];
  readonly signers: readonly Element[];
}

/**
 * One detached signature of all who have signed the same bytes (RFC 5652, 5.1: SignedData has as many SignerInfos as there are
 * signers), for a way that carries one beside a file. What each has signed stays byte by byte. Some of them unreadable: the first alone.
 */
export function joinSignatures(files: readonly Buffer[]): Buffer | undefined {
  const [first, ...others] = files;
  if (first === undefined || others.length === 0) return first;
  try {
    return joined(files.map(partsOf));
  } catch (error) {
    if (error instanceof BrokenAsn1) return first;
    throw error;
  }
}

function partsOf(file: Buffer): Parts {
  const bytes = derOf(file);
  if (bytes === undefined) throw new BrokenAsn1('no signature');
  const [, explicit] = childrenOf(only(readElement(bytes), SEQUENCE));
  const [data] = childrenOf(only(explicit, context(0)));
  const [version, digests, content, ...rest] = childrenOf(only(data, SEQUENCE));
  const kept = (tag: number) => rest.filter((one) => one.tag === tag).flatMap(childrenOf);
  return {
    version: only(version, INTEGER),
    digests: childrenOf(only(digests, SET)),
    contentType: only(childrenOf(only(content, SEQUENCE))[0], OID),
    certificates: kept(context(0)),
    revocations: kept(context(1)),
    signers: childrenOf(only(rest.at(-1), SET)),
  };
}

function joined(parts: readonly Parts[]): Buffer {
  const [first] = parts;
  if (first === undefined) throw new BrokenAsn1('no signature');
  const versions = parts.map(({ version }) => version).toSorted((one, other) => one.content.compare(other.content));
  const all = (of: (part: Parts) => readonly Element[]) => distinct(parts.flatMap(of));
  const optional = (tag: number, elements: readonly Buffer[]) =>
    elements.length === 0 ? [] : [element(tag, elements)];
  const signedData = element(SEQUENCE, [
    ...[
      (versions.at(-1) ?? first.version).whole,
      element(
        SET,
        all(({ digests }) => digests),
      ),
    ],
    element(SEQUENCE, [first.contentType.whole]),
    ...optional(
      context(0),
      all(({ certificates }) => certificates),
    ),
    ...optional(
      context(1),
      all(({ revocations }) => revocations),
    ),
    element(
      SET,
      all(({ signers }) => signers),
    ),
  ]);
  return element(SEQUENCE, [element(OID, [SIGNED_DATA]), element(context(0), [signedData])]);
}

/** The same certificate, or signature, once. */
function distinct(elements: readonly Element[]): Buffer[] {
  return [...new Map(elements.map(({ whole }) => [whole.toString('latin1'), whole])).values()];
}

/** In DER (X.690, 8.1). */
function element(tag: number, parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  return Buffer.concat([Buffer.of(tag), lengthOf(content.length), content]);
}

function lengthOf(length: number): Buffer {
  if (length < 0x80) return Buffer.of(length);
  const octets = Buffer.alloc(4);
  octets.writeUInt32BE(length);
  const needed = octets.subarray(octets.findIndex((octet) => octet !== 0));
  return Buffer.concat([Buffer.of(0x80 | needed.length), needed]);
}
