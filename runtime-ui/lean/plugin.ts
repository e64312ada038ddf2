import { readFile, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import type { Plugin } from 'vite';

/** What rjsf draws descriptions with when a form asks for Markdown: ours never does, and it is a tenth of what a form loads. */
const markdown = 'markdown-to-jsx/react';
const plainMarkdown = 'export const Markdown = ({ children }) => children;';

/** What a page loads is as small as it can be: nothing that is never used, and packed once, as hard as it goes. */
export function lean(): Plugin[] {
  return [withoutMarkdown(), packed()];
}

function withoutMarkdown(): Plugin {
  return {
    name: 'reglament-without-markdown',
    enforce: 'pre',
    resolveId: (id) => (id === markdown ? `\0${markdown}` : undefined),
    load: (id) => (id === `\0${markdown}` ? plainMarkdown : undefined),
  };
}

const packable = new Set(['.js', '.mjs', '.css']);
const brotli = promisify(brotliCompress);

/** The server sends these as they stand: packing so hard takes seconds, which a build has and an answer has not. */
function packed(): Plugin {
  return {
    name: 'reglament-packed',
    apply: 'build',
    async writeBundle({ dir = '.' }, bundle) {
      const names = Object.keys(bundle).filter((name) => packable.has(extname(name)));
      await Promise.all(names.map((name) => pack(join(dir, name))));
    },
  };
}

async function pack(path: string): Promise<void> {
  const content = await readFile(path);
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: content.length };
  await writeFile(`${path}.br`, await brotli(content, { params }));
}
