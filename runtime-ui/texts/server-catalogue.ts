import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { isSaidByServer, saidIn } from './server-scope.ts';

/** The doors of the core that the pages are built with: rules that say the same in the browser as on the server. */
const doors = ['core/src/rules.ts', 'core/src/api.ts'];
const imported = /\bfrom '(\.[^']+\.ts)'/g;

/** Whose texts are wrapped in the browser too. */
export function reachedFromPages(root: string): ReadonlySet<string> {
  const reached = new Set<string>();
  const ahead = [...doors];
  for (let path = ahead.pop(); path !== undefined; path = ahead.pop()) {
    if (reached.has(path)) continue;
    reached.add(path);
    const source = readFileSync(join(root, path), 'utf8');
    const files = [...source.matchAll(imported)].map(([, file = '']) => file);
    ahead.push(...files.map((file) => normalize(join(dirname(path), file)).replaceAll('\\', '/')));
  }
  return new Set([...reached].filter(isSaidByServer));
}

/** English of what the rules say in the browser: Russian → English. */
export function englishOfRules(root: string): Record<string, string> {
  const known = englishOfCore(root);
  const texts = [...reachedFromPages(root)].flatMap((path) => saidIn(path, readFileSync(join(root, path), 'utf8')));
  return Object.fromEntries(
    texts.flatMap(({ text }) => (known[text] === undefined ? [] : [[text, oneOf(known[text])]])),
  );
}

/** Counted by the rules themselves, which have all the forms at hand: `{:day|days}` is that of one. */
const oneOf = (english: string) => english.replace(/\{:([^{}|]*)\|[^{}]*\}/g, '$1');

function englishOfCore(root: string): Record<string, string> {
  const folder = join(root, 'core/src');
  const parts = readdirSync(folder, { withFileTypes: true }).filter((part) => part.isDirectory());
  const files = ['en.json', ...parts.map(({ name }) => `${name}/en.json`)];
  return Object.assign({}, ...files.map((file) => readCatalogue(join(folder, file))));
}

function readCatalogue(path: string): Record<string, string> {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {};
    throw error;
  }
}
