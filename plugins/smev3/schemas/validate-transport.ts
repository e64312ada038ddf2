import { decodeXml, withDocument } from '@reglament/xml';
import { type SchemaTexts, tellJudgement, validatorOf } from '@reglament/xml/information-type';
import { type XmlDocument, XmlElement, XmlLibError } from 'libxml2-wasm';
import type { SmevVersion } from '../config.ts';
import { withoutParts } from '../transport/xop.ts';
import { transportSchemas } from './transport-schemas.ts';

/**
 * What the transport schema of a version has against a message, in Russian with the line; nothing when it is valid. For
 * what goes out: what comes in breaks the published schemas and is read all the same. Parts that travel beside the message
 * (`xop:Include`) are taken for what they stand for.
 *
 * @param folder of the official schemas, in place of those of this plugin
 * @throws XmlProblem the text is no XML; SchemaFolderProblem, SchemaFault the folder is of no use
 */
export function validateTransport(xml: Uint8Array | string, version: SmevVersion, folder?: string): readonly string[] {
  const text = withoutParts(typeof xml === 'string' ? xml : decodeXml(xml));
  return withDocument(text, (document) => judgeTransport(document, version, folder));
}

/** The same of a document that is parsed already; one that names parts does not fit. */
export function judgeTransport(document: XmlDocument, version: SmevVersion, folder?: string): readonly string[] {
  const schemas = transportSchemas(version, folder);
  const { elements, problem } = judged(document);
  if (problem !== undefined) return [problem];
  return elements.flatMap((element) => otherVersion(element, version) ?? judgeElement(element, schemas));
}

/** In an envelope the method, or what a fault tells; alone the element itself. */
function judged(document: XmlDocument): { elements: readonly XmlElement[]; problem?: string } {
  const { root } = document;
  if (root.name !== 'Envelope') return { elements: [root] };
  if (root.namespaceUri !== SOAP)
    return { elements: [], problem: `Конверт не SOAP 1.1: ${root.namespaceUri || 'без пространства имён'}` };
  const bodies = elementsIn(root).filter((one) => one.name === 'Body' && one.namespaceUri === SOAP);
  const methods = bodies.flatMap(elementsIn);
  const [method] = methods;
  if (!method || methods.length > 1 || bodies.length !== 1) {
    return { elements: [], problem: 'В конверте должен быть один Body с одним элементом' };
  }
  const isFault = method.name === 'Fault' && method.namespaceUri === SOAP;
  return {
    elements: isFault
      ? elementsIn(method)
          .filter(({ name }) => name === 'detail')
          .flatMap(elementsIn)
      : methods,
  };
}

const SOAP = 'http://schemas.xmlsoap.org/soap/envelope/';

function elementsIn(element: XmlElement): XmlElement[] {
  const found: XmlElement[] = [];
  for (let node = element.firstChild; node; node = node.next) if (node instanceof XmlElement) found.push(node);
  return found;
}

/** Told in one sentence instead of by every element. */
function otherVersion({ namespaceUri }: XmlElement, version: SmevVersion): string[] | undefined {
  const [, named] =
    /^urn:\/\/x-artefacts-smev-gov-ru\/services\/message-exchange\/types\/(?:\w+\/)?(\d\.\d)$/.exec(namespaceUri) ?? [];
  return named === undefined || named === version ? undefined : [`Сообщение версии ${named}, а схемы – ${version}`];
}

function judgeElement(element: XmlElement, schemas: SchemaTexts): string[] {
  try {
    validatorOf(schemas).validate(element);
    return [];
  } catch (error) {
    if (error instanceof XmlLibError) return tellJudgement(error.details);
    throw error;
  }
}
