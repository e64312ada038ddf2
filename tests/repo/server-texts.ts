import { catalogueOf, isSaidByServer, saidIn } from '../../runtime-ui/texts/server-scope.ts';
import type { SourceFile } from './source-tree.ts';

/** A file of English: its path and what it says. */
export interface English {
  readonly path: string;
  readonly words: Readonly<Record<string, string>>;
}

const cyrillic = /[А-Яа-яЁё]/;
/** Examples of what a person types or of a path in a paper: they stand as they are typed. */
const asTyped = /СвДов|Файл\/Документ/;
const placesOf = (text: string) => (text.match(/\{\d*\}/g) ?? []).sort().join();
/** The core has one vocabulary, in a file a part; each plugin has its own. */
const scopeOf = (path: string) => (path.startsWith('core/') ? 'core' : path);

/** Texts that the server says without their English, and English left over; each line says what to do. */
export function findUnsaid(files: readonly SourceFile[], catalogues: readonly English[]): string[] {
  const known = new Set(
    catalogues.flatMap(({ path, words }) => Object.keys(words).map((text) => `${scopeOf(path)} ${text}`)),
  );
  const used = new Set<string>();
  const missing: string[] = [];
  for (const { path, text: source } of files.filter((file) => isSaidByServer(file.path))) {
    const catalogue = catalogueOf(path);
    for (const { text, line } of saidIn(path, source)) {
      const key = `${scopeOf(catalogue)} ${text}`;
      if (!known.has(key) && !used.has(key))
        missing.push(
          `${path}:${line}: нет английского, добавьте в ${catalogue} (по алфавиту): ${JSON.stringify(text)}: "…"`,
        );
      used.add(key);
    }
  }
  return [...missing, ...catalogues.flatMap((one) => leftOver(one, used))];
}

function leftOver({ path, words }: English, used: ReadonlySet<string>): string[] {
  return Object.keys(words)
    .filter((text) => !used.has(`${scopeOf(path)} ${text}`))
    .map((text) => `${path}: такого текста больше нет, уберите ${JSON.stringify(text)}`);
}

/** English that loses a value or is Russian, a text with two translations, lines out of order. */
export function findMissaid(catalogues: readonly English[]): string[] {
  const seen = new Map<string, string>();
  return catalogues.flatMap(({ path, words }) =>
    Object.entries(words).flatMap(([text, english], index, all) => {
      const key = `${scopeOf(path)} ${text}`;
      const before = seen.get(key);
      seen.set(key, path);
      const problems = [
        placesOf(text) === placesOf(english) ? '' : 'другие {0}, {1}…',
        cyrillic.test(english) && !asTyped.test(english) ? 'не по-английски' : '',
        before === undefined ? '' : `уже есть в ${before}`,
        index > 0 && (all[index - 1]?.[0] ?? '') > text ? 'не по алфавиту' : '',
      ];
      return problems.filter(Boolean).map((problem) => `${path}: ${problem}: ${JSON.stringify(text)}`);
    }),
  );
}
