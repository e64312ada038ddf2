import {
  XmlBufferInputProvider,
  XmlDocument,
  XmlLibError,
  XmlValidateError,
  XsdValidator,
  xmlRegisterInputProvider,
} from 'libxml2-wasm';

export interface SchemaProblem {
  readonly text: string;
  readonly line: number;
}

/** Problems of a document; empty: it is valid. */
export type SchemaCheck = (xml: string) => readonly SchemaProblem[];

export interface SchemaFile {
  readonly name: string;
  readonly content: Uint8Array;
}

const provider = new XmlBufferInputProvider({});
let compiled = 0;

/** The first file is the schema, the others are what it imports, by their names beside it. @throws Error a schema that is wrong */
export function compileSchema(files: readonly SchemaFile[]): SchemaCheck {
  const [main] = files;
  if (!main) throw new Error('Схемы нет');
  if (compiled === 0) xmlRegisterInputProvider(provider);
  compiled += 1;
  const folder = `reglament-emulator-${compiled}/`;
  for (const { name, content } of files) provider.addBuffer(folder + name, content);
  try {
    const document = XmlDocument.fromBuffer(main.content, { url: folder + main.name });
    try {
      const validator = XsdValidator.fromDoc(document);
      return (xml) => validate(validator, xml);
    } finally {
      document.dispose();
    }
  } finally {
    for (const { name } of files) provider.removeBuffer(folder + name);
  }
}

function validate(validator: XsdValidator, xml: string): readonly SchemaProblem[] {
  let document: XmlDocument | undefined;
  try {
    document = XmlDocument.fromString(xml);
    validator.validate(document);
    return [];
  } catch (error) {
    if (error instanceof XmlValidateError || error instanceof XmlLibError) {
      return error.details.map(({ message, line }) => ({ text: message.trim(), line }));
    }
    throw error;
  } finally {
    document?.dispose();
  }
}
