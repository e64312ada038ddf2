import type { RequestType } from '@reglament/format';
import { canonicalText } from './canonical.ts';
import { error, type FileFinding } from './finding.ts';
import { pathOf, pathOfSchema, schemaOfPath } from './folder.ts';

/** Path of the type of request → its schema files. */
export type SchemaFiles = ReadonlyMap<string, Readonly<Record<string, string>>>;

/** Schema files of a folder by the type that they belong to; one that belongs to none is said. */
export function schemaFilesOf(texts: ReadonlyMap<string, string>): { files: SchemaFiles; findings: FileFinding[] } {
  const files = new Map<string, Record<string, string>>();
  const findings: FileFinding[] = [];
  for (const [path, text] of texts) {
    const place = schemaOfPath(path);
    if (place === undefined) continue;
    if (texts.has(place.type)) files.set(place.type, { ...files.get(place.type), [place.name]: text });
    else
      findings.push({
        file: path,
        ...error('strayFile', '', ['Рядом нет вида запроса', `Добавьте ${place.type} или удалите файл`]),
      });
  }
  return { files, findings };
}

/** The definition as it is kept: with its schema files inside. */
export function withSchemas(content: unknown, schemas: Readonly<Record<string, string>> | undefined): unknown {
  if (schemas === undefined || typeof content !== 'object' || content === null) return content;
  return { ...content, schemas };
}

/** The files of a type of request: its own text without the schemas, and each of them. */
export function filesOf({ schemas, ...type }: RequestType): Map<string, string> {
  const own = [pathOf('requestType', type.code), canonicalText(type)] as const;
  return new Map([
    own,
    ...Object.entries(schemas ?? {}).map(([name, text]) => [pathOfSchema(type.code, name), text] as const),
  ]);
}
