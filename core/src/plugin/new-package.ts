import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A package that works and passes the kit; only its name and title are another's. */
const sdk = fileURLToPath(new URL('..', import.meta.resolve('@reglament/sdk')));
const template = join(sdk, 'template');
const example = { name: '@example/registry', title: 'Реестр примеров' } as const;

export interface NewPackage {
  /** Name of an npm package. */
  readonly name: string;
  readonly title: string;
  readonly folder: string;
}

/** Something is there already: what a person has written is not written over. */
export class FolderNotEmpty extends Error {
  constructor(folder: string) {
    super(`Папка ${folder} не пуста. Назовите другую или уберите из неё всё.`);
    this.name = 'FolderNotEmpty';
  }
}

/** Writes the package and returns its files. @throws FolderNotEmpty */
export async function writeNewPackage({ name, title, folder }: NewPackage): Promise<readonly string[]> {
  await mkdir(folder, { recursive: true });
  if ((await readdir(folder)).length > 0) throw new FolderNotEmpty(folder);
  const files = await readdir(template);
  for (const file of files) {
    const text = (await readFile(join(template, file), 'utf8')).replaceAll(example.name, name);
    const isManifest = file === 'package.json';
    const named = isManifest ? withSdk(text, folder) : text.replaceAll(example.title, inQuotes(title));
    await writeFile(join(folder, file), named);
  }
  return files;
}

/** The contract is taken from this very platform: there is no other place for it yet. */
function withSdk(manifest: string, folder: string): string {
  const path = relative(folder, sdk).split(sep).join('/').replace(/\/$/, '');
  const devDependencies = { '@reglament/sdk': `file:${path}` };
  return `${JSON.stringify({ ...JSON.parse(manifest), devDependencies }, null, 2)}\n`;
}

/** The title stands between single quotes in the code. */
function inQuotes(title: string): string {
  return title.replaceAll('\\', '\\\\').replaceAll("'", "\\'");
}
