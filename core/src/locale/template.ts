export type Translate = (said: string) => string;

/** A sentence of the server with places for values, as it is written in the sources: «Заявка № {0}: {1}». */
export interface Template {
  /** How much of it is words: of two that fit, the one that says more is meant. */
  readonly weight: number;
  /** Its first letters, the capital one made small: what it is found by. */
  readonly start: string;
  /** Words it cannot do without: a quick look before the pattern is tried. */
  readonly core: string;
  readonly pattern: RegExp;
  readonly english: string;
  readonly places: readonly string[];
}

const place = /\{(\d*)\}/;
const special = /[.*+?^$()|[\]{}\\]/g;
export const startLength = 3;

export const isTemplate = (russian: string) => place.test(russian);

export function templateOf(russian: string, english: string): Template {
  const parts = russian.split(place);
  const words = parts.filter((_, index) => index % 2 === 0);
  const places = parts.filter((_, index) => index % 2 === 1);
  const head = words[0] ?? '';
  const [letter = ''] = head;
  const first =
    letter === '' ? '' : `[${[...new Set([lower(letter), upper(letter)])].join('').replace(special, '\\$&')}]`;
  const rest = [head.slice(letter.length), ...words.slice(1)].map((part) => part.replace(special, '\\$&'));
  return {
    weight: words.join('').length,
    start: lower(head.slice(0, startLength)),
    core: words.slice(1).reduce((longest, part) => (part.length > longest.length ? part : longest), ''),
    pattern: new RegExp(`^${first}${rest.join('([\\s\\S]*?)')}$`),
    english: withCaseOf(letter, english),
    places,
  };
}

/** The sentence with what stands in its places said in English too; undefined where it is another sentence. */
export function fill(
  { core, pattern, english, places }: Template,
  said: string,
  translate: Translate,
): string | undefined {
  if (!said.includes(core)) return undefined;
  const values = pattern.exec(said)?.slice(1);
  if (values === undefined) return undefined;
  const parts = english.split(place);
  const text = parts
    .map((part, index) => (index % 2 === 0 ? part : translate(values[places.indexOf(part)] ?? '')))
    .join('');
  return withCaseOf(said.charAt(0), text);
}

export const lower = (text: string) => text.charAt(0).toLocaleLowerCase('ru') + text.slice(1);
const upper = (text: string) => text.charAt(0).toLocaleUpperCase('ru') + text.slice(1);

/** English begins as the Russian did: what is made a sentence of its own is written with a capital. */
export function withCaseOf(letter: string, english: string): string {
  if (lower(letter) === upper(letter)) return english;
  if (letter === upper(letter)) return upper(english);
  // A name or an abbreviation keeps its capital: «СНИЛС» → «SNILS».
  return english;
}
