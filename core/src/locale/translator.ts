import {
  agree,
  fill,
  isTemplate,
  lower,
  markCounted,
  startLength,
  type Template,
  type Translate,
  templateOf,
  withCaseOf,
} from './template.ts';

/** Russian → English of texts of the server; `{0}` where a value stands, `{:day|days}` where a number before it chooses the form. */
export type Catalogue = Readonly<Record<string, string>>;

/** A catalogue made ready: done once, it is as large as the server's vocabulary. */
export interface Vocabulary {
  readonly whole: ReadonlyMap<string, string>;
  readonly templates: ReadonlyMap<string, readonly Template[]>;
  /** Those that begin with a value. */
  readonly loose: readonly Template[];
  /** Words that stand before or after a value, as in «значение {0}»: parts of sentences that are put together. */
  readonly phrases: ReadonlyMap<string, string>;
}

const russian = /[А-Яа-яЁё]/;
/** Values hold values: a reason, a list, a name. Deeper than this nothing of ours goes. */
const maxDepth = 6;
const maxLength = 4000;
/** Looks at texts within one text: far more than any sentence of ours needs, and a bound for what people have typed into one. */
const mostLooks = 2_000;
/** Letters of a template that make it known even around a value that stays Russian. */
const tellingWeight = 12;

/** Names in quotes and numbers of applications, which are written in Russian letters, are as good as said. */
const isStillRussian = (text: string) => russian.test(text.replace(/«[^»]*»|“[^”]*”|[\p{L}\d]+-\d[\p{L}\d-]*/gu, ''));

export function vocabularyOf(catalogues: readonly Catalogue[]): Vocabulary {
  const whole = new Map<string, string>();
  const templates = new Map<string, Template[]>();
  const loose: Template[] = [];
  const phrases = new Map<string, string>();
  for (const [text, written] of catalogues.flatMap((catalogue) => Object.entries(catalogue))) {
    const english = markCounted(written);
    if (!isTemplate(text)) {
      whole.set(text, english);
      continue;
    }
    const [phrase, sense] = [phraseOf(text), phraseOf(english)];
    if (phrase !== undefined && sense !== undefined) phrases.set(phrase, sense);
    const template = templateOf(text, english);
    if (template.start.length < startLength) loose.push(template);
    else templates.set(template.start, [...(templates.get(template.start) ?? []), template]);
  }
  loose.sort(byWeight);
  for (const begun of templates.values()) begun.sort(byWeight);
  return { whole, templates, loose, phrases };
}

const byWeight = (one: Template, other: Template) => other.weight - one.weight;

/** `words`: of the definitions in force. What is in neither is said as it stands: names, what people have written. Pure. */
export function translatorOf(vocabulary: Vocabulary, words: Catalogue): Translate {
  const known = (text: string) => {
    const found = vocabulary.whole.get(text) ?? (Object.hasOwn(words, text) ? words[text] : undefined);
    if (found !== undefined) return found;
    const other = otherCase(text);
    const beside = vocabulary.whole.get(other) ?? (Object.hasOwn(words, other) ? words[other] : undefined);
    return beside && withCaseOf(text.charAt(0), lowerWord(text, beside));
  };
  const word = (text: string) => {
    const small = lower(text);
    const phrase = vocabulary.phrases.get(text) ?? vocabulary.phrases.get(small);
    return known(text) ?? (phrase && withCaseOf(text.charAt(0), phrase));
  };
  let looks = 0;
  const say = (text: string, depth: number): string => {
    looks += 1;
    if (!russian.test(text) || text.length > maxLength || depth > maxDepth || looks > mostLooks) return text;
    const bare = text.trim();
    const found = known(text) ?? (bare === text ? undefined : known(bare));
    if (found !== undefined) return found;
    return byTemplate(text, depth) ?? bySentences(text, depth) ?? byWords(text, word) ?? text;
  };
  /** The fullest template, unless another leaves less in Russian. */
  const byTemplate = (text: string, depth: number): string | undefined => {
    let first: string | undefined;
    for (const template of candidates(vocabulary, text)) {
      const filled = fill(template, text, (value) => say(value, depth + 1));
      if (filled === undefined) continue;
      if (!isStillRussian(filled)) return filled;
      // A few letters prove nothing: «по {0}» begins many a sentence that somebody has written.
      if (template.weight >= tellingWeight) first ??= filled;
    }
    return first;
  };
  const bySentences = (text: string, depth: number): string | undefined => {
    const pieces = text.split(/((?<=[.!?;])\s+|\n|: | [–—] )/);
    if (pieces.length < 3) return undefined;
    const said = pieces.map((piece, index) => (index % 2 === 1 ? piece : say(piece, depth + 1)));
    return said.some(isStillRussian) ? undefined : said.join('');
  };
  return (said) => {
    looks = 0;
    return agree(say(said, 0));
  };
}

const place = /\{\d*\}/g;

/** The words of a template whose values all stand on one side of them. */
function phraseOf(template: string): string | undefined {
  const parts = template.split(place).filter((part) => part.trim() !== '');
  const [only = ''] = parts;
  return parts.length === 1 && !/[.,:;]/.test(only) ? only.trim() : undefined;
}

/** The fullest first: both lists stand in that order. */
function* candidates({ templates, loose }: Vocabulary, text: string): Iterable<Template> {
  const begun = templates.get(lower(text.slice(0, startLength))) ?? [];
  let at = 0;
  for (const one of loose) {
    for (let next = begun[at]; next !== undefined && next.weight >= one.weight; next = begun[at]) {
      yield next;
      at += 1;
    }
    yield one;
  }
  yield* begun.slice(at);
}

function otherCase(text: string): string {
  const small = lower(text);
  return small === text ? text.charAt(0).toLocaleUpperCase('ru') + text.slice(1) : small;
}

/** «Название» found where «название» is asked for: as small as it was asked, but for an abbreviation. */
function lowerWord(text: string, english: string): string {
  return lower(text) === text && /^[A-Z][a-z]/.test(english) ? lower(english) : english;
}

const token = /«[^«»]*»|„[^“]*“|[\p{L}\d-]+|[^\p{L}\d«»„“-]+/gu;
const longestRun = 10;

/** Words put together by the server, a sentence of a rule, a list: said word by word when every one of them is known, or not at all. */
function byWords(text: string, known: (word: string) => string | undefined): string | undefined {
  const tokens = text.match(token) ?? [];
  if (tokens.length < 2 || tokens.join('') !== text) return undefined;
  const said: string[] = [];
  for (let at = 0; at < tokens.length; ) {
    const one = tokens[at] ?? '';
    const run = /^[«„]/.test(one) ? undefined : longestKnown(tokens, at, known);
    if (run !== undefined) {
      said.push(run.english);
      at += run.length;
      continue;
    }
    if (/^[«„]/.test(one)) said.push(quotedIn(one, known));
    else if (russian.test(one)) return undefined;
    else said.push(one);
    at += 1;
  }
  const english = said.join('');
  return english === text ? undefined : english;
}

function longestKnown(tokens: readonly string[], at: number, known: (word: string) => string | undefined) {
  if (!russian.test(tokens[at] ?? '')) return undefined;
  for (let length = Math.min(longestRun, tokens.length - at); length > 0; length -= 1) {
    const english = known(tokens.slice(at, at + length).join(''));
    if (english !== undefined) return { english, length };
  }
  return undefined;
}

/** A title in its quotes; a name of a person's own stays. */
function quotedIn(quoted: string, known: (word: string) => string | undefined): string {
  const name = quoted.slice(1, -1);
  return `“${known(name) ?? name}”`;
}
