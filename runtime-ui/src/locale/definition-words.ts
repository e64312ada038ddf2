/**
 * Definitions speak Russian, and the server gives their words as they stand. Whoever reads English gets them in English, by the list
 * that the server has; what people have written stays as it is.
 */

/** Where an answer of the server holds a word of a definition. */
const wordKeys = new Set([
  ...[
    'title',
    'shortTitle',
    'stateTitle',
    'statusTitle',
    'serviceTitle',
    'done',
    'confirm',
    'description',
    'help',
    'label',
  ],
  ...['placeholder', 'group', 'button', 'functions', 'actions', 'from', 'to'],
]);
/** All that is in them is words of definitions, whatever its key. */
const wordPlaces = new Set(['menu', 'labels', 'statusLabels', 'reason', 'closed']);
/** Of several words with a mark between them, some chosen from a list and some typed. */
const joinedPlace = 'about';
/** What people have written. */
const peoplePlaces = new Set([
  ...['answers', 'data', 'applicant', 'representative', 'submittedBy', 'receivedDocuments', 'notification', 'question'],
]);

export type Words = Readonly<Record<string, string>>;

interface Sentence {
  readonly pattern: RegExp;
  readonly english: string;
}

const sentences = new WeakMap<Words, readonly Sentence[]>();

/** Those with places, such as «В состоянии «{0}»…». */
function sentencesOf(words: Words): readonly Sentence[] {
  const made = sentences.get(words);
  if (made) return made;
  const found = Object.entries(words)
    .filter(([russian]) => russian.includes('{0}'))
    .map(([russian, english]) => ({
      pattern: new RegExp(`^${russian.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace('{0}', '(.+)')}$`),
      english,
    }));
  sentences.set(words, found);
  return found;
}

/** What stands in a place: a word, words in quotes, or roles with «or» between them, which the build must not translate here. */
function partOf(part: string, words: Words): string {
  const quoted = part.replace(/«([^»]+)»/g, (_, word: string) => `«${known(word, words) ?? word}»`);
  const roles = quoted
    .split(/ \u0438\u043b\u0438 /u)
    .map((role) => known(role, words) ?? known(capital(role), words) ?? role);
  return roles.join(' or ');
}

const known = (word: string, words: Words) => (Object.hasOwn(words, word) ? words[word] : undefined);
const capital = (word: string) => word.slice(0, 1).toLocaleUpperCase('ru') + word.slice(1);

function wordOf(said: string, words: Words): string {
  const whole = known(said, words);
  if (whole !== undefined) return whole;
  for (const { pattern, english } of sentencesOf(words)) {
    const part = pattern.exec(said)?.[1];
    if (part !== undefined) return english.replace('{0}', () => partOf(part, words));
  }
  return said;
}

/** Pure. */
export function inEnglish(value: unknown, words: Words, said = false): unknown {
  if (typeof value === 'string') return said ? wordOf(value, words) : value;
  if (Array.isArray(value)) return value.map((one) => inEnglish(one, words, said));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, one]) => {
    if (key === joinedPlace && typeof one === 'string') return [key, partsInEnglish(one, words)];
    if (wordPlaces.has(key)) return [key, eachInEnglish(one, words)];
    return [key, peoplePlaces.has(key) ? one : inEnglish(one, words, wordKeys.has(key))];
  });
  return Object.fromEntries(entries);
}

const partsInEnglish = (joined: string, words: Words) =>
  joined
    .split('; ')
    .map((part) => known(part, words) ?? part)
    .join('; ');

function eachInEnglish(place: unknown, words: Words): unknown {
  if (typeof place !== 'object' || place === null) return inEnglish(place, words, true);
  return Object.fromEntries(Object.entries(place).map(([key, one]) => [key, inEnglish(one, words, true)]));
}
