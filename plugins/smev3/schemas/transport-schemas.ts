import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { SchemaTexts } from '@reglament/xml/information-type';
import type { SmevVersion } from '../config.ts';

/** The folder cannot be used in place of the schemas of this plugin. Russian. */
export class SchemaFolderProblem extends Error {
  override readonly name = 'SchemaFolderProblem';
}

const own = fileURLToPath(new URL('./transport/', import.meta.url));
const read = new Map<string, SchemaTexts>();

/**
 * The transport schemas of a version: of this plugin, or the official files that the settings name (a folder with folders
 * 1.1, 1.2, 1.3). Read once. @throws SchemaFolderProblem
 */
export function transportSchemas(version: SmevVersion, folder = own): SchemaTexts {
  const place = `${folder.replace(/\/$/, '')}/${version}`;
  const known = read.get(place);
  if (known) return known;
  const schemas = readFolder(place);
  read.set(place, schemas);
  return schemas;
}

function readFolder(place: string): SchemaTexts {
  try {
    const names = readdirSync(place).filter((name) => name.endsWith('.xsd'));
    if (names.length === 0) throw new SchemaFolderProblem(`В папке ${place} нет файлов .xsd`);
    return Object.fromEntries(names.map((name) => [name, readFileSync(`${place}/${name}`, 'utf8')]));
  } catch (error) {
    if (error instanceof SchemaFolderProblem) throw error;
    throw new SchemaFolderProblem(`Папка схем ${place} не читается: ${(error as NodeJS.ErrnoException).code}`);
  }
}
