import { parseSync } from 'vite';
import { childrenOf, isNode, type Node } from './ast.ts';
import { runsOf } from './jsx-run.ts';

/** A text of the interface: the Russian one, with `{0}` where a value stands. */
export interface Message {
  readonly text: string;
  readonly line: number;
}

export interface Wrapped {
  readonly code: string;
  readonly messages: readonly Message[];
  /** Russian where no text can be put instead: a name of a property, a tagged template. */
  readonly strays: readonly Message[];
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

interface Found {
  readonly edits: Edit[];
  readonly messages: { text: string; at: number }[];
  readonly strays: { text: string; at: number }[];
  readonly skip: Skip;
}

/** Whether a property's value is no text, by the name of the property. */
type Skip = (property: unknown) => boolean;
const none: Skip = () => false;

const cyrillic = /[А-Яа-яЁё]/;

/** What is imported for the wrapped code; names that no source uses. */
export const door = 'virtual:reglament-text';
const importLine = `import { text as $text, phrase as $phrase } from '${door}';`;

/** The source with every Russian literal handed to the catalogue. Pure; lines stay where they were but for texts of many lines. */
export function wrap(path: string, source: string, skip = none): Wrapped {
  const found: Found = { edits: [], messages: [], strays: [], skip };
  if (cyrillic.test(source)) {
    const { program, errors } = parseSync(path, source);
    if (errors.length > 0) throw new Error(`${path}: ${errors[0]?.message}`);
    visit(program as unknown as Node, found);
  }
  const line = ({ text, at }: { text: string; at: number }) => ({ text, line: source.slice(0, at).split('\n').length });
  const code = found.edits.length > 0 ? `${importLine}${applied(source, found.edits)}` : source;
  return { code, messages: found.messages.map(line), strays: found.strays.map(line) };
}

function applied(source: string, edits: readonly Edit[]): string {
  let at = 0;
  const parts: string[] = [];
  for (const { start, end, text } of edits.toSorted((one, other) => one.start - other.start || one.end - other.end)) {
    parts.push(source.slice(at, start), text);
    at = end;
  }
  return parts.join('') + source.slice(at);
}

function visit(node: Node, found: Found): void {
  if (node.type === 'Property' && isNode(node.key) && found.skip(node.key.name)) return;
  findStray(node, found);
  if (node.type === 'Literal') literal(node, found);
  if (node.type === 'TemplateLiteral') template(node, found);
  if (node.type === 'JSXElement' || node.type === 'JSXFragment') phrases(node, found);
  // Letters put for one another are compared, not shown.
  if (node.type === 'CallExpression' && isNode(node.callee) && replaces(node.callee)) {
    visit(node.callee, found);
    return;
  }
  for (const child of childrenOf(node)) {
    if (child.type === 'JSXText') continue;
    if (node.type === 'JSXAttribute' && child.type === 'Literal') literal(child, found, ['{', '}']);
    else visit(child, found);
  }
}

function replaces(callee: Node): boolean {
  return callee.type === 'MemberExpression' && isNode(callee.property) && callee.property.name === 'replaceAll';
}

function literal(node: Node, found: Found, [open, close] = ['', '']): void {
  if (typeof node.value !== 'string' || !cyrillic.test(node.value)) return;
  found.messages.push({ text: node.value, at: node.start });
  const { start, end } = node;
  found.edits.push({ start, end, text: `${open}$text(${JSON.stringify(node.value)})${close}` });
}

function template(node: Node, found: Found): void {
  const words = (node.quasis as Node[]).map((quasi) => (quasi.value as { cooked: string }).cooked);
  if (!words.some((word) => cyrillic.test(word))) return;
  const message = words.map((word, index) => (index === 0 ? word : `{${index - 1}}${word}`)).join('');
  replace({ start: node.start, end: node.end, message, expressions: node.expressions as Node[] }, ['$text', ''], found);
}

function phrases(element: Node, found: Found): void {
  for (const run of runsOf(element.children as Node[]))
    replace(run, [run.expressions.length > 0 ? '$phrase' : '$text', '{'], found);
}

interface Span {
  readonly start: number;
  readonly end: number;
  readonly message: string;
  readonly expressions: readonly Node[];
}

/** Only the words change; the expressions between them stay, to be looked into by themselves. */
function replace(
  { start, end, message, expressions }: Span,
  [call, brace]: readonly [string, string],
  found: Found,
): void {
  found.messages.push({ text: message, at: start });
  const close = brace === '{' ? '}' : '';
  let from = start;
  let text = `${brace}${call}(${JSON.stringify(message)}`;
  for (const expression of expressions) {
    found.edits.push({ start: from, end: expression.start, text: `${text}, (` });
    from = expression.end;
    text = ')';
  }
  found.edits.push({ start: from, end, text: `${text})${close}` });
}

function findStray(node: Node, found: Found): void {
  const name = isNode(node.key) && node.computed !== true ? (node.key.value ?? node.key.name) : undefined;
  if (typeof name === 'string' && cyrillic.test(name)) found.strays.push({ text: name, at: node.start });
  if (node.type !== 'TaggedTemplateExpression') return;
  const words = ((node.quasi as Node).quasis as Node[]).map((quasi) => (quasi.value as { raw: string }).raw).join('');
  if (cyrillic.test(words)) found.strays.push({ text: words, at: node.start });
}
