import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Plugin } from 'vite';
import { hasTexts } from './scope.ts';
import { englishOfRules, reachedFromPages } from './server-catalogue.ts';
import { door, wrap } from './wrap.ts';

const root = join(import.meta.dirname, '../..');
/** The whole of the pages' English: of their own texts, and of what the rules of the core say in the browser. */
const catalogue = 'virtual:reglament-english';

/** Hands every Russian literal of the interfaces to the catalogue while they are built: the sources stay as they are read. */
export function interfaceTexts(): Plugin {
  let rules: ReadonlySet<string> = new Set();
  return {
    name: 'reglament-interface-texts',
    enforce: 'pre',
    buildStart() {
      rules = reachedFromPages(root);
    },
    resolveId(id) {
      if (id === door) return join(root, 'runtime-ui/src/locale/text.ts');
      return id === catalogue ? `\0${catalogue}` : undefined;
    },
    load(id) {
      if (id !== `\0${catalogue}`) return undefined;
      const own = JSON.parse(readFileSync(join(root, 'runtime-ui/src/locale/en.json'), 'utf8'));
      return `export const english = JSON.parse(${JSON.stringify(JSON.stringify({ ...englishOfRules(root), ...own }))});`;
    },
    transform(source, id) {
      const [file = ''] = id.split('?');
      const path = relative(root, file).replaceAll('\\', '/');
      return hasTexts(path) || rules.has(path) ? { code: wrap(path, source).code, map: null } : undefined;
    },
  };
}
