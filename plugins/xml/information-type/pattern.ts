/** A pattern in the language that RE2 and JavaScript share, or why there is none. */
export type Translated = { readonly pattern: string } | { readonly reason: string };

class Untranslatable extends Error {}

/** Most repeats that RE2 counts. */
const mostRepeats = 1000;

/** Patterns of one step of derivation: any of them may match, the whole value is meant, `^` and `$` are plain characters. */
export function translatePatterns(patterns: readonly string[]): Translated {
  try {
    const bodies = patterns.map((pattern) => new Translation(pattern).whole());
    return { pattern: `^(?:${bodies.join('|')})$` };
  } catch (error) {
    if (error instanceof Untranslatable) return { reason: error.message };
    throw error;
  }
}

/** Classes of the schema language as the inside of a bracket. `\w` there is any letter, digit or sign of any script. */
const classes: Readonly<Record<string, string>> = {
  d: '0-9',
  s: ' \\t\\n\\r',
  w: '\\p{L}\\p{M}\\p{N}\\p{S}',
  W: '\\p{P}\\p{Z}\\p{C}',
  n: '\\n',
  r: '\\r',
  t: '\\t',
};
const opposites: Readonly<Record<string, string>> = { D: '0-9', S: ' \\t\\n\\r' };
const blocks: Readonly<Record<string, string>> = { IsCyrillic: 'Ѐ-ӿ', IsBasicLatin: '\\t-~' };

class Translation {
  private readonly text: string;
  private at = 0;

  constructor(text: string) {
    this.text = text;
  }

  whole(): string {
    let out = '';
    while (this.at < this.text.length) out += this.next();
    return out;
  }

  private take(): string {
    const char = String.fromCodePoint(this.text.codePointAt(this.at) ?? 0);
    this.at += char.length;
    return char;
  }

  private next(): string {
    const char = this.take();
    if (char === '\\') return this.escape();
    if (char === '[') return this.bracket();
    if (char === '.') return '[^\\n\\r]';
    if (char === '(') return '(?:';
    if (char === '{') return this.repeat();
    if (char === '^' || char === '$' || char === '/') return char === '/' ? '/' : `\\${char}`;
    if (char === ']' || char === '}') throw new Untranslatable(`лишняя скобка «${char}»`);
    return char;
  }

  private repeat(): string {
    const found = /^(\d+)(,(\d*))?\}/.exec(this.text.slice(this.at));
    if (found === null) throw new Untranslatable('повтор записан с ошибкой');
    if ([found[1], found[3]].some((count) => Number(count ?? 0) > mostRepeats))
      throw new Untranslatable(`повтор больше ${mostRepeats} раз`);
    this.at += found[0].length;
    return `{${found[0]}`;
  }

  private escape(): string {
    const char = this.take();
    const inner = classes[char];
    if (inner !== undefined) return 'nrt'.includes(char) ? inner : `[${inner}]`;
    const opposite = opposites[char];
    if (opposite !== undefined) return `[^${opposite}]`;
    if (char === 'p' || char === 'P') return char === 'p' ? `[${this.category()}]` : `[^${this.category()}]`;
    if (/[a-zA-Z]/.test(char)) throw new Untranslatable(`обозначение «\\${char}»`);
    return /[\\|.?*+()[\]{}^$]/.test(char) ? `\\${char}` : char;
  }

  private category(): string {
    const found = /^\{(\w+)\}/.exec(this.text.slice(this.at));
    if (found === null) throw new Untranslatable('обозначение «\\p» записано с ошибкой');
    this.at += found[0].length;
    const [, name = ''] = found;
    const known = name.startsWith('Is') ? blocks[name] : `\\p{${name}}`;
    if (known === undefined) throw new Untranslatable(`обозначение «\\p{${name}}»`);
    return known;
  }

  private bracket(): string {
    let out = '[';
    if (this.text[this.at] === '^') {
      this.at += 1;
      out += '^';
    }
    for (let first = true; ; first = false) {
      if (this.at >= this.text.length) throw new Untranslatable('скобка «[» не закрыта');
      const char = this.take();
      if (char === ']' && !first) return `${out}]`;
      if (char === '[') throw new Untranslatable('вычитание «-[…]»');
      out += char === '-' ? this.dash(first) : this.member(char);
    }
  }

  /** Between two characters it makes a range; at an edge it is itself. */
  private dash(first: boolean): string {
    const after = this.text[this.at];
    if (after === '[') throw new Untranslatable('вычитание «-[…]»');
    const edge = first || after === ']';
    return edge ? '\\-' : '-';
  }

  private member(char: string): string {
    if (char !== '\\') return /[\\^[\]]/.test(char) ? `\\${char}` : char;
    const escaped = this.take();
    const known = classes[escaped];
    if (known !== undefined) return known;
    if (escaped === 'p') return this.category();
    if (/[a-zA-Z]/.test(escaped)) throw new Untranslatable(`обозначение «\\${escaped}» внутри скобок`);
    return /[\\^\][-]/.test(escaped) ? `\\${escaped}` : escaped;
  }
}
