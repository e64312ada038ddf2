import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, extname, join } from 'node:path';
import type { Plugin } from 'vite';

const library = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
const { version } = JSON.parse(readFileSync(join(library, 'package.json'), 'utf8')) as { version: string };

/** What the library asks for by name: fonts that a paper does not bring, decoders of scans (no WebAssembly: the content policy). */
const folders = {
  standard_fonts: /\.(pfb|ttf)$/,
  wasm: /_nowasm_fallback\.js$/,
} as const;

/** The version is in the address, so that the files may be kept for ever like everything under assets/. */
function pathsOf(): ReadonlyMap<string, string> {
  const found = Object.entries(folders).flatMap(([folder, wanted]) =>
    readdirSync(join(library, folder))
      .filter((name) => wanted.test(name))
      .map((name) => [`assets/pdfjs-${version}/${folder}/${name}`, join(library, folder, name)] as const),
  );
  return new Map(found);
}

export function pdfFiles(): Plugin {
  return {
    name: 'reglament-pdf-files',
    generateBundle() {
      for (const [fileName, path] of pathsOf()) {
        this.emitFile({ type: 'asset', fileName, source: readFileSync(path) });
      }
    },
    configureServer({ middlewares }) {
      const paths = pathsOf();
      middlewares.use((request, response, next) => {
        const path = paths.get((request.url ?? '').slice(1));
        if (path === undefined) return next();
        if (extname(path) === '.js') response.setHeader('Content-Type', 'text/javascript');
        response.end(readFileSync(path));
      });
    },
  };
}
