import { hasTexts } from '../../runtime-ui/texts/scope.ts';
import { type Wrapped, wrap } from '../../runtime-ui/texts/wrap.ts';
import type { SourceFile } from './source-tree.ts';

const catalogue = 'runtime-ui/src/locale/en.json';
const placesOf = (text: string) => (text.match(/\{\d+\}/g) ?? []).sort().join();

const wrapped = new WeakMap<SourceFile, Wrapped>();

/** Both checks read the same files: each is parsed once. */
function wrappedOf(file: SourceFile): Wrapped {
  const done = wrapped.get(file) ?? wrap(file.path, file.text);
  wrapped.set(file, done);
  return done;
}

/** Texts of the interfaces without English, and English left over. */
export function findBehind(files: readonly SourceFile[], english: Readonly<Record<string, string>>): string[] {
  const behind: string[] = [];
  const used = new Set<string>();
  for (const file of files.filter((one) => hasTexts(one.path))) {
    const { path } = file;
    for (const { text: message, line } of wrappedOf(file).messages) {
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
    .flatMap((file) =>
      wrappedOf(file).strays.map(
        ({ line, text: words }) => `${file.path}:${line}: «${words}» не перевести: сделайте это значением`,
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
