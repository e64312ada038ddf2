/**
 * An HTML page as the texts that a person would read of it. The browser never gets the page itself, not even unattached: nothing
 * of it can run, load or report. Pure; takes any text, well-formed or not.
 */
export interface Block {
  readonly kind: 'heading' | 'text' | 'item' | 'row';
  /** Of a row its cells; of others one text. */
  readonly texts: readonly string[];
}

const KINDS: ReadonlyMap<string, Block['kind']> = new Map([
  ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'title', 'caption', 'legend'].map((tag) => [tag, 'heading'] as const),
  ['li', 'item'],
  ['tr', 'row'],
]);
/** Marks that stand within a line; every other one begins a new block. */
const WITHIN = new Set(
  'a abbr acronym b bdi bdo big cite code data del dfn em font i img input ins kbd label mark nobr q s samp small span strike strong sub sup time tt u var wbr td th'.split(
    ' ',
  ),
);
/** What they hold is no text for a reader. */
const SILENT = new Set(
  'script style template noscript iframe object embed applet svg math head textarea select noembed noframes xmp plaintext'.split(
    ' ',
  ),
);
/** Silent, but for what is inside: a page's head holds its title. */
const OPENED = new Set(['head']);

const TOKEN = /<!--[\s\S]*?(?:-->|$)|<[!?][^>]*>?|<(\/?)([a-z][^\s/>]*)(?:"[^"]*"|'[^']*'|[^>"'])*>?|[^<]+|</gi;

export function pageText(html: string): Block[] {
  const reading = new Reading();
  let rest = html;
  for (;;) {
    const silent = readUpToSilent(rest, reading);
    if (silent === undefined) return reading.finish();
    const { tag, from } = silent;
    const end = new RegExp(`</${tag}[\\s/>]`, 'i').exec(rest.slice(from));
    if (end === null) return reading.finish();
    rest = rest.slice(from + end.index);
  }
}

/** Reads on until a mark that silences what follows it; undefined: to the end. */
function readUpToSilent(html: string, reading: Reading): { tag: string; from: number } | undefined {
  for (const token of html.matchAll(TOKEN)) {
    const [text, closing, name] = token;
    if (name === undefined) {
      if (!/^<[!?]/.test(text)) reading.add(text);
      continue;
    }
    const tag = name.toLowerCase();
    if (closing === '' && SILENT.has(tag) && !OPENED.has(tag)) return { tag, from: token.index + text.length };
    reading.mark(tag, closing !== '');
  }
  return undefined;
}

class Reading {
  private readonly blocks: Block[] = [];
  private kind: Block['kind'] = 'text';
  private texts: string[] = [''];

  add(text: string): void {
    this.texts[this.texts.length - 1] += text;
  }

  mark(tag: string, closing: boolean): void {
    if (tag === 'td' || tag === 'th') {
      if (!closing) this.cell();
      return;
    }
    // The end of what was silent is no end of a line.
    if (WITHIN.has(tag) || (SILENT.has(tag) && !OPENED.has(tag))) return;
    // Paragraphs in a cell do not break the row.
    if (this.kind === 'row' && tag !== 'tr' && tag !== 'table') {
      this.add(' ');
      return;
    }
    this.close();
    this.kind = closing ? 'text' : (KINDS.get(tag) ?? 'text');
  }

  finish(): Block[] {
    this.close();
    return this.blocks;
  }

  private cell(): void {
    if (this.kind !== 'row') {
      this.close();
      this.kind = 'row';
    }
    this.texts.push('');
  }

  private close(): void {
    const read = this.texts.map(readable);
    // What stands before the first cell of a row is nothing as a rule.
    const texts = this.kind === 'row' && read[0] === '' ? read.slice(1) : read;
    if (texts.some((text) => text !== '')) this.blocks.push({ kind: this.kind, texts });
    this.texts = [''];
    this.kind = 'text';
  }
}

const NAMED: Readonly<Record<string, string>> = {
  ...{ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', laquo: '«', raquo: '»', mdash: '—', ndash: '–' },
  ...{ hellip: '…', sect: '§', copy: '©', numero: '№', middot: '·', bull: '•', shy: '', ldquo: '“', rdquo: '”' },
};

function readable(text: string): string {
  return text
    .replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]{2,8}));/gi, (whole, ...groups: (string | undefined)[]) => {
      const [hex, decimal = '', name] = groups;
      if (name !== undefined) return Object.hasOwn(NAMED, name) ? (NAMED[name] ?? whole) : whole;
      const code = Number.parseInt(hex ?? decimal, hex === undefined ? 10 : 16);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code).toWellFormed() : '';
    })
    .replace(/\s+/g, ' ')
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .trim();
}
