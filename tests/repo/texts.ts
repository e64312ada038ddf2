import { hasTexts } from '../../runtime-ui/texts/scope.ts';
import { wrap } from '../../runtime-ui/texts/wrap.ts';
import type { SourceFile } from './source-tree.ts';

const catalogue = 'runtime-ui/src/locale/en.json';
const placesOf = (text: string) => (text.match(/\{\d+\}/g) ?? []).sort().join();

/** Texts of the interfaces without English, and English left over. */
export function findBehind(files: readonly SourceFile[], english: Readonly<Record<string, string>>): string[] {
  const behind: string[] = [];
  const used = new Set<string>();
  for (const { path, text } of files.filter((file) => hasTexts(file.path))) {
    for (const { text: message, line } of wrap(path, text).messages) {
      if (!Object.hasOwn(english, message) && !used.has(message))
        behind.push(`${path}:${line}: нет английского, добавьте в ${catalogue}: ${JSON.stringify(message)}: "…"`);
      used.add(message);
    }
  }
  const over = Object.keys(english).filter((message) => !used.has(message));
  return [
    ...behind,
    ...over.map((message) => `${catalogue}: такого текста больше нет, уберите ${JSON.stringify(message)}`),
  ];
}

/** English that loses a value or is Russian; Russian where nothing can be put in its place. */
export function findMistranslated(files: readonly SourceFile[], english: Readonly<Record<string, string>>): string[] {
  const strays = files
    .filter(({ path }) => hasTexts(path))
    .flatMap(({ path, text }) =>
      wrap(path, text).strays.map(
        ({ line, text: words }) => `${path}:${line}: «${words}» не перевести: сделайте это значением`,
      ),
    );
  const wrong = Object.entries(english).flatMap(([message, translation]) => [
    ...(placesOf(message) === placesOf(translation)
      ? []
      : [`${catalogue}: другие {0}, {1}…: ${JSON.stringify(message)}`]),
    ...(/[А-Яа-яЁё]/.test(translation) ? [`${catalogue}: не по-английски: ${JSON.stringify(message)}`] : []),
  ]);
  return [...strays, ...wrong];
}
