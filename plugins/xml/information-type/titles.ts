import type { PlainElement } from '../plain-xml.ts';

const longest = { title: 160, description: 2000 } as const;

export interface Titles {
  readonly title: string;
  /** What the title leaves out of the documentation. */
  readonly description?: string;
  /** The schema says nothing of it: the title is its name. */
  readonly untitled?: true;
}

/** What people read of an element: its own documentation, else its type's, else its name. */
export function titleOf({
  nodes,
  name,
}: {
  readonly nodes: readonly (PlainElement | undefined)[];
  readonly name: string;
}): Titles {
  for (const node of nodes) {
    const texts = node === undefined ? [] : documentationOf(node);
    const [first] = texts;
    if (first !== undefined) return split(first, texts);
  }
  return { title: name, untitled: true };
}

/** The texts of an annotation, the same one said twice left out. */
export function documentationOf(node: PlainElement): string[] {
  const texts = node.children
    .filter((child) => child.name === 'annotation')
    .flatMap((annotation) => annotation.children.filter((child) => child.name === 'documentation'))
    .map((documentation) => cleaned(wholeText(documentation)))
    .filter((text) => /[\p{L}\p{N}]/u.test(text));
  return [...new Set(texts)];
}

function wholeText(node: PlainElement): string {
  return node.text + node.children.map(wholeText).join(' ');
}

function cleaned(text: string): string {
  return text
    .split('\n')
    .map((line) => line.replace(/[\s\u00A0]+/g, ' ').trim())
    .join('\n')
    .replace(/\n{2,}/g, '\n')
    .trim();
}

function split(first: string, texts: readonly string[]): Titles {
  const whole = texts.join('\n');
  const title = firstSentence(first);
  if (title === whole.replace(/[.;:]$/, '')) return { title };
  const description = whole.length > longest.description ? `${whole.slice(0, longest.description - 1)}…` : whole;
  return { title, description };
}

function firstSentence(text: string): string {
  const [line = ''] = text.replace(/\n(?=[\p{Ll}(])/gu, ' ').split('\n');
  const sentence = line.length <= longest.title ? line : (/^.{12,150}?[\p{L})»"]{3,}\.(?=\s)/u.exec(line)?.[0] ?? line);
  const short =
    sentence.length <= longest.title ? sentence : `${sentence.slice(0, longest.title).replace(/\s+\S*$/, '')}…`;
  return short.replace(/[.;:,]$/, '').trim();
}
