/**
 * Where in a document something stands: XPath as far as such documents need it – `/Файл/Документ/@Номер`, `//СвДов/@НомДовер`,
 * `//ТекстПолн`, alternatives by `|`. Names without prefixes; `*` is any. Pure.
 */
import type { XmlNode } from './xml-tree.ts';

interface Step {
  /** `//`: at any depth. */
  readonly deep: boolean;
  readonly name: string;
  readonly isAttribute: boolean;
}

const STEP = /(\/\/?)(@?)(\*|[\p{L}_][\p{L}\p{N}_.-]*)/uy;
const MOST_ALTERNATIVES = 10;
const MOST_STEPS = 20;

/** What is wrong with a path, in words; undefined: it can be followed. */
export function findPathProblem(text: string): string | undefined {
  return readPath(text) === undefined
    ? `«${text}» – не путь. Пишите, например, //СвДов/@НомДовер или /Файл/Документ/Номер; несколько мест – через «|».`
    : undefined;
}

/** Texts at the places of the path, in the order of the document for each alternative; none for a path that cannot be followed. */
export function valuesAt(root: XmlNode, text: string): string[] {
  const top: XmlNode = { name: '', attributes: new Map(), children: [root], text: '' };
  return (readPath(text) ?? []).flatMap((steps) => follow([top], steps)).filter((value) => value !== '');
}

function readPath(text: string): readonly (readonly Step[])[] | undefined {
  const alternatives = text.split('|').map((part) => readSteps(part.trim()));
  const read = alternatives.filter((steps) => steps !== undefined);
  return read.length === alternatives.length && read.length <= MOST_ALTERNATIVES ? read : undefined;
}

function readSteps(text: string): readonly Step[] | undefined {
  const steps: Step[] = [];
  STEP.lastIndex = 0;
  while (STEP.lastIndex < text.length) {
    const found = STEP.exec(text);
    if (found === null || steps.at(-1)?.isAttribute) return undefined;
    const [, slashes, at, name = ''] = found;
    steps.push({ deep: slashes === '//', name, isAttribute: at === '@' });
  }
  return steps.length > 0 && steps.length <= MOST_STEPS ? steps : undefined;
}

function follow(from: readonly XmlNode[], [step, ...rest]: readonly Step[]): string[] {
  if (step === undefined) return from.map(({ text }) => text.trim());
  const fits = (name: string) => step.name === '*' || step.name === name;
  if (step.isAttribute) {
    return within(from, step.deep).flatMap(({ attributes }) =>
      [...attributes].flatMap(([name, value]) => (fits(name) ? [value.trim()] : [])),
    );
  }
  return follow(
    [...new Set(within(from, step.deep).flatMap(({ children }) => children))].filter(({ name }) => fits(name)),
    rest,
  );
}

/** The nodes themselves, or with all that is in them; each once. */
function within(nodes: readonly XmlNode[], deep: boolean): readonly XmlNode[] {
  if (!deep) return nodes;
  const found = new Set<XmlNode>();
  const take = (node: XmlNode): void => {
    if (found.has(node)) return;
    found.add(node);
    for (const child of node.children) take(child);
  };
  for (const node of nodes) take(node);
  return [...found];
}
