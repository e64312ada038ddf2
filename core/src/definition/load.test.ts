import { cp, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { canonicalText } from './canonical.ts';
import { loadFolder } from './load.ts';
import { filesOf } from './schema-files.ts';

const shipped = fileURLToPath(new URL('../../../service-definitions', import.meta.url));
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reglament-definitions-'));
  await cp(join(shipped, 'workflows'), join(folder, 'workflows'), { recursive: true });
});
afterEach(() => rm(folder, { recursive: true }));

test('a file that stands where another code belongs is named, and the others are read', async () => {
  await rename(join(folder, 'workflows/short.json'), join(folder, 'workflows/long.json'));
  const { files, findings } = await loadFolder(folder);
  expect(findings.map(({ file, code, pointer }) => [file, code, pointer])).toEqual([
    ['workflows/long.json', 'wrongPlace', '/code'],
  ]);
  expect(files.filter(({ definition }) => definition !== undefined).map(({ file }) => file)).toContain(
    'workflows/doverie.json',
  );
});

const form = (field: string) => ({
  schema: { type: 'object', properties: { [field]: { title: 'Номер', type: 'string' } } },
  sections: [{ code: 'main', title: 'Запрос', fields: [field] }],
});
const type = {
  format: 1,
  kind: 'requestType',
  code: 'extract',
  title: 'Выписка',
  plugin: 'smev3',
  message: {
    question: { form: form('number'), places: { number: 'Number' } },
    answer: { form: form('date'), places: { date: 'Date' } },
    signedBy: 'organisation',
  },
};

async function writeType(schemas: Readonly<Record<string, string | Uint8Array>>): Promise<void> {
  const place = join(folder, 'request-types/extract');
  await mkdir(join(place, 'schemas/parts'), { recursive: true });
  await writeFile(join(place, 'request-type.json'), canonicalText(type));
  for (const [name, text] of Object.entries(schemas)) await writeFile(join(place, 'schemas', name), text);
}

test('schema files that stand beside a type of request become a part of it, and come out as they went in', async () => {
  const schemas = { 'main.xsd': '<xs:schema/>\r\n', 'parts/Типы.xsd': '\uFEFF<xs:schema/>' };
  await writeType(schemas);
  const { files, findings } = await loadFolder(folder);
  expect(findings).toEqual([]);
  const definition = files.find(({ kind }) => kind === 'requestType')?.definition;
  if (definition?.kind !== 'requestType') throw new Error('the type was not read');
  expect(definition).toEqual({ ...type, schemas });
  expect([...filesOf(definition)]).toEqual([
    ['request-types/extract/request-type.json', canonicalText(type)],
    ['request-types/extract/schemas/main.xsd', schemas['main.xsd']],
    ['request-types/extract/schemas/parts/Типы.xsd', schemas['parts/Типы.xsd']],
  ]);
});

test('a schema in another encoding, or beside no type, is named', async () => {
  await writeType({ 'main.xsd': new Uint8Array([0x3c, 0xc3, 0xee]) });
  await mkdir(join(folder, 'request-types/lost/schemas'), { recursive: true });
  await writeFile(join(folder, 'request-types/lost/schemas/main.xsd'), '<xs:schema/>');
  const { findings } = await loadFolder(folder);
  expect(findings.map(({ file, code }) => [file, code])).toEqual([
    ['request-types/extract/schemas/main.xsd', 'encoding'],
    ['request-types/lost/schemas/main.xsd', 'strayFile'],
  ]);
});
