/** Words of shipped definitions that a clerk reads, as values of these keys. */
const wordKeys = new Set([
  ...['title', 'shortTitle', 'done', 'help', 'description', 'placeholder', 'button', 'guardMessage', 'personalData'],
  ...['applications', 'newApplication', 'applicants', 'notices', 'mine', 'view', 'reason'],
]);
/** For lawyers, for papers and for the editor: Russian, as the law wants them. */
const russianPlaces = new Set(['tests', 'basis', 'templates', 'mapping']);

interface Source {
  readonly path: string;
  readonly text: string;
}

function wordsIn(value: unknown, key: string): string[] {
  if (typeof value === 'string')
    return wordKeys.has(key) && /[А-Яа-яЁё]/.test(value) && !value.includes('{{') ? [value] : [];
  if (Array.isArray(value)) return value.flatMap((one) => wordsIn(one, key));
  if (typeof value !== 'object' || value === null || ('ru' in value && 'en' in value)) return [];
  return Object.entries(value).flatMap(([name, one]) => (russianPlaces.has(name) ? [] : wordsIn(one, name)));
}

/** What has no English, and English that is Russian. */
export function findSilentWords(definitions: readonly Source[], list: string): string[] {
  const english = new Map<string, string>();
  for (const line of list.split('\n')) {
    const [word = '', translation = ''] = line.split('\t');
    if (translation !== '') english.set(word, translation);
  }
  const said = new Set<string>();
  for (const { text } of definitions) for (const word of wordsIn(JSON.parse(text), '')) said.add(word);
  const file = 'service-definitions/words.en.tsv';
  return [
    ...[...said].filter((word) => !english.get(word)).map((word) => `${file}: добавьте строку «${word}⇥по-английски»`),
    ...[...english].filter(([, word]) => /[А-Яа-яЁё]/.test(word)).map(([word]) => `${file}: не по-английски: ${word}`),
  ];
}
