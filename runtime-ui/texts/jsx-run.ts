import type { Node } from './ast.ts';

/** A phrase among the children of an element: text, and expressions that stand in its line. */
export interface Run {
  readonly start: number;
  readonly end: number;
  readonly message: string;
  readonly expressions: readonly Node[];
}

interface Piece {
  readonly node: Node;
  /** null: an expression. */
  readonly text: string | null;
  /** Nothing but the phrase's own words between it and its neighbour: no line break that JSX takes away. */
  readonly joinsBefore: boolean;
  readonly joinsAfter: boolean;
}

const cyrillic = /[А-Яа-яЁё]/;
const entities: Readonly<Record<string, string>> = {
  nbsp: '\u00a0',
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  laquo: '«',
  raquo: '»',
  ndash: '–',
  mdash: '—',
};

/** What React shows of a text between tags: line breaks and the spaces around them fall away. */
function shown(raw: string): string {
  const lines = raw.split(/\r?\n/);
  return lines
    .map((line, index) => {
      const from = index === 0 ? line : line.replace(/^[ \t]+/, '');
      return index === lines.length - 1 ? from : from.replace(/[ \t]+$/, '');
    })
    .filter((line) => line !== '')
    .join(' ')
    .replace(/&(\w+);/g, (whole, name: string) => entities[name] ?? whole);
}

function pieceOf(node: Node): Piece | undefined {
  if (node.type === 'JSXText') {
    const raw = String(node.raw);
    const text = shown(raw);
    if (text === '') return undefined;
    return { node, text, joinsBefore: !/^\s*\n/.test(raw), joinsAfter: !/\n[ \t]*$/.test(raw) };
  }
  const expression = node.expression as Node;
  if (node.type !== 'JSXExpressionContainer' || expression.type === 'JSXEmptyExpression') return undefined;
  const space = expression.type === 'Literal' && expression.value === ' ';
  return { node, text: space ? ' ' : null, joinsBefore: true, joinsAfter: true };
}

/** Children that touch one another, without elements. */
function groupsOf(children: readonly Node[]): Piece[][] {
  const groups: Piece[][] = [[]];
  let broken = false;
  for (const node of children) {
    const piece = pieceOf(node);
    if (piece === undefined) {
      broken = true;
      continue;
    }
    const group = groups.at(-1) ?? [];
    const before = group.at(-1);
    const joined = before !== undefined && !broken && before.joinsAfter && piece.joinsBefore;
    if (joined) group.push(piece);
    else groups.push([piece]);
    broken = false;
  }
  return groups;
}

export function runsOf(children: readonly Node[]): Run[] {
  return groupsOf(children)
    .filter((group) => group.some(({ text }) => text !== null && cyrillic.test(text)))
    .map((group) => {
      const expressions: Node[] = [];
      const message = group
        .map(({ text, node }) => text ?? `{${expressions.push(node.expression as Node) - 1}}`)
        .join('');
      return { start: group[0]?.node.start ?? 0, end: group.at(-1)?.node.end ?? 0, message, expressions };
    });
}
