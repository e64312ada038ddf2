import { join, relative } from 'node:path';
import type { Plugin } from 'vite';
import { hasTexts } from './scope.ts';
import { door, wrap } from './wrap.ts';

const root = join(import.meta.dirname, '../..');

/** Hands every Russian literal of the interfaces to the catalogue while they are built: the sources stay as they are read. */
export function interfaceTexts(): Plugin {
  return {
    name: 'reglament-interface-texts',
    enforce: 'pre',
    resolveId: (id) => (id === door ? join(root, 'runtime-ui/src/locale/text.ts') : undefined),
    transform(source, id) {
      const [file = ''] = id.split('?');
      const path = relative(root, file).replaceAll('\\', '/');
      return hasTexts(path) ? { code: wrap(path, source).code, map: null } : undefined;
    },
  };
}
