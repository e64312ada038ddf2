import { createHash } from 'node:crypto';
import { XmlDocument, type XmlInputProvider, XmlLibError, XsdValidator, xmlRegisterInputProvider } from 'libxml2-wasm';
import { withDocument } from '../parse.ts';
import { tellJudgement } from './judge-words.ts';
import { locate } from './read-schema.ts';
import { SchemaFault } from './schema-fault.ts';
import { missingFile, type SchemaSource, sourcesOf, tellSchema } from './schema-words.ts';

/** Name → text. */
export type SchemaTexts = Readonly<Record<string, string>>;

const scheme = 'information-type:///';
const mostOpen = 12;

/** Compiled schemas, the latest used last. They stand in the parser's own memory and are given back by hand. */
const open = new Map<string, XsdValidator>();
const keys = new WeakMap<SchemaTexts, string>();

/**
 * What a schema has against a document, in Russian; nothing when it is valid.
 * @throws SchemaFault when the files make no schema, XmlProblem when the text is no XML
 */
export function judge(schemas: SchemaTexts, xml: string | Uint8Array): string[] {
  const validator = validatorOf(schemas);
  return withDocument(xml, (document) => {
    try {
      validator.validate(document);
      return [];
    } catch (error) {
      if (error instanceof XmlLibError) return tellJudgement(error.details);
      throw error;
    }
  });
}

/** @throws SchemaFault */
export function validatorOf(schemas: SchemaTexts): XsdValidator {
  const key = keys.get(schemas) ?? createHash('sha256').update(JSON.stringify(schemas)).digest('base64');
  keys.set(schemas, key);
  const found = open.get(key) ?? compile(schemas);
  open.delete(key);
  open.set(key, found);
  const [oldest] = open;
  if (open.size > mostOpen && oldest !== undefined) {
    open.delete(oldest[0]);
    oldest[1].dispose();
  }
  return found;
}

function compile(schemas: SchemaTexts): XsdValidator {
  const sources = sourcesOf(schemas);
  offer();
  offered = schemas;
  const driver = XmlDocument.fromString(driverOf(sources));
  try {
    return XsdValidator.fromDoc(driver);
  } catch (error) {
    if (error instanceof XmlLibError) {
      const missing = missingFile(sources);
      if (missing !== undefined) throw missing;
      const [first] = error.details ?? [];
      const place = first === undefined ? '' : `${nameOf(first.file)}:${first.line}`;
      throw new SchemaFault('wrongSchema', place, tellSchema(first?.message ?? error.message));
    }
    throw error;
  } finally {
    offered = {};
    driver.dispose();
  }
}

/** One schema that imports all namespaces; a file that others include comes with them. */
function driverOf(files: readonly SchemaSource[]): string {
  const names = files.map(({ name }) => name);
  const included = new Set(
    files.flatMap(({ name, root }) =>
      root.children
        .filter((part) => part.name === 'include')
        .map((part) => locate(part.attributes.schemaLocation, name, names)),
    ),
  );
  const imports = files
    .filter(({ name }) => !included.has(name))
    .map(({ name, root: { attributes } }) => {
      const namespace =
        attributes.targetNamespace === undefined ? '' : ` namespace="${escaped(attributes.targetNamespace)}"`;
      return `<xs:import${namespace} schemaLocation="${escaped(addressOf(name))}"/>`;
    });
  return `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:reglament:driver">${imports.join('')}</xs:schema>`;
}

function addressOf(name: string): string {
  return scheme + name.split('/').map(encodeURIComponent).join('/');
}

/** The other way round: as the parser tells of a place. */
function nameOf(address: string | undefined): string {
  const name = (address ?? '').replace(scheme, '').replace(/^file:\/+/, '');
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

/** What the parser may read while a schema is compiled: only what is offered, from memory. */
let offered: SchemaTexts = {};
let isOffering = false;
const reading = new Map<number, { content: Buffer; at: number }>();
let lastHandle = 0;

function offer(): void {
  if (!isOffering) xmlRegisterInputProvider(provider);
  isOffering = true;
}

function find(address: string): string | undefined {
  if (!address.startsWith(scheme)) return undefined;
  const name = decodeURIComponent(address.slice(scheme.length));
  return locate(name, '', Object.keys(offered));
}

const provider: XmlInputProvider = {
  match: (address) => address.startsWith(scheme),
  open: (address) => {
    const name = find(address);
    if (name === undefined) return undefined;
    lastHandle += 1;
    reading.set(lastHandle, { content: Buffer.from(offered[name] ?? ''), at: 0 });
    return lastHandle;
  },
  read: (handle, into) => {
    const source = reading.get(handle as unknown as number);
    if (source === undefined) return -1;
    const size = source.content.copy(into, 0, source.at);
    source.at += size;
    return size;
  },
  close: (handle) => reading.delete(handle as unknown as number),
};
