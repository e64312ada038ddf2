export type Translate = (said: string) => string;

/** A sentence of the server with places for values, as it is written in the sources: «Заявка № {0}: {1}». */
export interface Template {
  /** How much of it is words: of two that fit, the one that says more is meant. */
  readonly weight: number;
  /** Its first letters, the capital one made small: what it is found by. */
  readonly start: string;
  /** The words before, between and after the places. */
  readonly words: readonly string[];
  readonly english: string;
  readonly places: readonly string[];
}

const place = /\{(\d*)\}/;
const counted = /\{:([^{}|]*)\|([^{}]*)\}/g;
const marked = /(\uE000[^\uE000-\uE001]*\uE001)/;
const plurals = new Intl.PluralRules('en');

/** `{:day|days}` of a catalogue, between marks that nobody types: what people have written is not taken for it. */
export const markCounted = (english: string) => english.replace(counted, '\uE000$1|$2\uE001');

/** The form that the nearest number before it asks for; with none, of many. */
export function agree(said: string): string {
  if (!said.includes('\uE000')) return said;
  return said.split(marked).reduce((before, part) => {
    if (!part.startsWith('\uE000')) return before + part;
    const [one = '', many = ''] = part.slice(1, -1).split('|');
    return before + (isOne(before) ? one : many);
  });
}

function isOne(before: string): boolean {
  const number = /(\d[\d\s]*(?:[.,]\d+)?)\D*$/.exec(before.slice(-40))?.[1] ?? '';
  return number !== '' && plurals.select(Number(number.replace(/\s/g, '').replace(',', '.'))) === 'one';
}

export const startLength = 3;

export const isTemplate = (russian: string) => place.test(russian);

export function templateOf(russian: string, english: string): Template {
  const parts = russian.split(place);
  const words = parts.filter((_, index) => index % 2 === 0);
  const places = parts.filter((_, index) => index % 2 === 1);
  const [head = ''] = words;
  return {
    weight: words.join('').length,
    start: lower(head.slice(0, startLength)),
    words,
    english: withCaseOf(head.charAt(0), english),
    places,
  };
}

/** The sentence with what stands in its places said in English too; undefined where it is another sentence. */
export function fill({ words, english, places }: Template, said: string, translate: Translate): string | undefined {
  const values = valuesIn(said, words);
  if (values === undefined) return undefined;
  const parts = english.split(place);
  const text = parts
    .map((part, index) => (index % 2 === 0 ? part : translate(values[places.indexOf(part)] ?? '')))
    .join('');
  return withCaseOf(said.charAt(0), text);
}

/**
 * What stands between the words, each time up to the first place where the next ones are found: when any way fits, this one does.
 * In one walk: what people have typed stands in such texts, and a pattern that tries every way would take them apart for minutes.
 */
function valuesIn(said: string, words: readonly string[]): string[] | undefined {
  const [head = ''] = words;
  const tail = words.at(-1) ?? '';
  if (lower(said.slice(0, head.length)) !== lower(head)) return undefined;
  const values: string[] = [];
  let at = head.length;
  for (const between of words.slice(1, -1)) {
    const next = said.indexOf(between, at);
    if (next < 0) return undefined;
    values.push(said.slice(at, next));
    at = next + between.length;
  }
  const end = said.length - tail.length;
  if (end < at || !said.endsWith(tail)) return undefined;
  return [...values, said.slice(at, end)];
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
