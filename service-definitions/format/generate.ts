import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compile } from 'json-schema-to-typescript';

const folder = fileURLToPath(new URL('.', import.meta.url));
const target = join(folder, 'definitions.gen.ts');
const files = [
  'form',
  'mapping',
  'template',
  'trial',
  'request-type',
  'service',
  'workflow',
  'workplace',
  'dictionary',
  'calendar',
  'demo',
] as const;
const bannerComment = '/* Сделано из *.schema.json командой `npm run generate`; не править руками. */';

type Json = null | boolean | number | string | Json[] | JsonObject;
type JsonObject = { [key: string]: Json };

/**
 * References between our files become references inside one document, so that the generator never resolves anything
 * outside. A reference loses its neighbours: with them the generator would make a second copy of the type.
 */
function inOneDocument(value: Json): Json {
  if (Array.isArray(value)) return value.map(inOneDocument);
  if (value === null || typeof value !== 'object') return value;
  if (typeof value.$ref === 'string') return { $ref: value.$ref.replace(/^[a-z-]+\.schema\.json#/, '#') };
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, inOneDocument(item)]));
}

/** `request-type` → `requestType`. */
function kindOf(file: string): string {
  return file.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** The text of `definitions.gen.ts`: one type for each entry of `definitions` of every format file. */
export async function generateTypes(): Promise<string> {
  const definitions: JsonObject = {};
  const kinds: JsonObject = {};
  for (const file of files) {
    const schema: { $ref?: string; definitions: JsonObject } = JSON.parse(
      await readFile(join(folder, `${file}.schema.json`), 'utf8'),
    );
    Object.assign(definitions, inOneDocument(schema.definitions));
    if (schema.$ref !== undefined) kinds[kindOf(file)] = { $ref: schema.$ref };
  }
  const document = { type: 'object', properties: kinds, required: Object.keys(kinds), definitions };
  const text = await compile(document as Parameters<typeof compile>[0], 'DefinitionKinds', {
    $refOptions: { resolve: { external: false } },
    additionalProperties: false,
    bannerComment,
    ignoreMinAndMaxItems: true,
    style: { singleQuote: true, printWidth: 120 },
    unreachableDefinitions: true,
    unknownAny: true,
  });
  return text
    .replace(/\n \*\n \* This interface was referenced by[^/]*\*\//g, '\n */')
    .replace(/\/\*\*\n \* This interface was referenced by[^/]*\*\/\n/g, '');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await writeFile(target, await generateTypes());
