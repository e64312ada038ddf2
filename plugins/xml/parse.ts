import {
  ParseOption,
  XmlC14NMode,
  XmlDocument,
  XmlError,
  XmlLibError,
  XmlStringOutputBufferHandler,
} from 'libxml2-wasm';
import { type CanonicalXml, readCanonical } from './canonical.ts';
import { assertUtf8Declared, decodeXml } from './decode.ts';
import { hideForeignNamespaces } from './foreign-namespaces.ts';
import { assertHarmless, DEFAULT_LIMITS, type XmlLimits } from './limits.ts';
import { tellParser } from './parser-words.ts';
import { XmlProblem } from './problem.ts';

/**
 * A message, looked through, parsed and in canonical form. Nothing outside of the text is read: no document type, no
 * entities but the five, no XInclude. @throws XmlProblem
 */
export function parseXml(source: Uint8Array | string, limits: XmlLimits = DEFAULT_LIMITS): CanonicalXml {
  return canonicalOf(readHarmless(source, limits), (canonical) => canonical);
}

/**
 * As `parseXml`, lending the parser's own document as well; not where namespaces had to be hidden from the parser.
 * @throws XmlProblem
 */
export function withCanonical<T>(
  source: Uint8Array | string,
  use: (canonical: CanonicalXml, document: XmlDocument | undefined) => T,
): T {
  return canonicalOf(readHarmless(source, DEFAULT_LIMITS), use);
}

function canonicalOf<T>(harmless: string, use: (canonical: CanonicalXml, document: XmlDocument | undefined) => T): T {
  const { text, reveal } = hideForeignNamespaces(harmless);
  const document = parse(text);
  try {
    return use(readCanonical(reveal(canonicalText(document))), text === harmless ? document : undefined);
  } finally {
    document.dispose();
  }
}

/** Lends the parser's own document and frees it. @throws XmlProblem */
export function withDocument<T>(source: Uint8Array | string, use: (document: XmlDocument) => T): T {
  const document = parse(readHarmless(source, DEFAULT_LIMITS));
  try {
    return use(document);
  } finally {
    document.dispose();
  }
}

/** Exclusive, without comments. */
function canonicalText(document: XmlDocument): string {
  const written = new XmlStringOutputBufferHandler();
  try {
    document.canonicalize(written, { mode: XmlC14NMode.XML_C14N_EXCLUSIVE_1_0 });
  } catch (error) {
    // The only thing that well-formed XML without a document type can lack.
    if (error instanceof XmlError)
      throw new XmlProblem('Пространство имён задано неполным адресом: подписать и проверить такое нельзя');
    throw error;
  }
  return written.result;
}

function readHarmless(source: Uint8Array | string, limits: XmlLimits): string {
  const size = typeof source === 'string' ? source.length : source.byteLength;
  if (size === 0) throw new XmlProblem('Документ пуст');
  if (size > limits.bytes) throw new XmlProblem(`Документ больше ${limits.bytes} байт`);
  const text = typeof source === 'string' ? source.replace(/^\uFEFF/, '') : decodeXml(source);
  assertUtf8Declared(text);
  assertHarmless(text, limits);
  return text;
}

function parse(text: string): XmlDocument {
  try {
    return XmlDocument.fromString(text, { option: OPTIONS });
  } catch (error) {
    if (error instanceof XmlLibError) throw new XmlProblem(tellParserError(error));
    throw error;
  }
}

const OPTIONS =
  ParseOption.XML_PARSE_NONET |
  ParseOption.XML_PARSE_NO_XXE |
  ParseOption.XML_PARSE_NO_SYS_CATALOG |
  ParseOption.XML_PARSE_NOCDATA |
  ParseOption.XML_PARSE_BIG_LINES |
  ParseOption.XML_PARSE_COMPACT;

function tellParserError({ details }: XmlLibError): string {
  const [first] = details;
  if (!first) return 'Документ не разобран: это не XML';
  return `Строка ${first.line}, знак ${first.col}: нарушены правила XML (${tellParser(first.message)})`;
}
