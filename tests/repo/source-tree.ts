import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A file of code; the path is relative to the root, with `/`. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

const CODE = /\.(?:ts|tsx|mjs)$/;
const FOREIGN = new Set(['node_modules', 'dist', '.git', '.data', '.ci']);

/** All code of the project, whether git knows it already or not. */
export function readSources(root: string): SourceFile[] {
  const found: SourceFile[] = [];
  const walk = (folder: string) => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = folder ? `${folder}/${entry.name}` : entry.name;
      if (FOREIGN.has(entry.name)) continue;
      if (entry.isDirectory()) walk(path);
      else if (CODE.test(entry.name)) found.push({ path, text: readFileSync(join(root, path), 'utf8') });
    }
  };
  walk('');
  return found.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** `@reglament/core/rules` → `core/src/rules.ts`, from the `exports` of the workspaces. */
export function readDoors(root: string): Map<string, string> {
  const { workspaces }: { workspaces: string[] } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const doors = new Map<string, string>();
  for (const folder of workspaces) {
    const file = join(root, folder, 'package.json');
    if (!existsSync(file)) continue;
    const { name, exports = {} }: { name: string; exports?: Record<string, string> } = JSON.parse(
      readFileSync(file, 'utf8'),
    );
    for (const [door, target] of Object.entries(exports)) {
      doors.set(name + door.slice(1), `${folder}/${target.replace('./', '')}`);
    }
  }
  return doors;
}
