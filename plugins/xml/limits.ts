import { XmlProblem } from './problem.ts';

/**
 * What a message may at most have. Messages of СМЭВ are far below: files go beside the message, not in it. The parser
 * would take much more, and its memory, once grown, is never given back.
 */
export interface XmlLimits {
  readonly bytes: number;
  readonly depth: number;
  /** On one element, declarations of namespaces included. */
  readonly attributes: number;
  /** Elements and attributes of the whole document. */
  readonly nodes: number;
}

export const DEFAULT_LIMITS: XmlLimits = { bytes: 16 << 20, depth: 200, attributes: 500, nodes: 200_000 };

/**
 * One pass over the text before any parser sees it: no document type, and nothing in it beyond the limits. Whether it is
 * well-formed is for the parser to say. @throws XmlProblem
 */
export function assertHarmless(text: string, limits: XmlLimits): void {
  let [depth, nodes] = [0, 0];
  let at = text.indexOf('<');
  while (at >= 0) {
    const next = text.charCodeAt(at + 1);
    if (next === EXCLAMATION || next === QUESTION) {
      at = text.indexOf('<', endOfSpecial(text, at));
      continue;
    }
    if (next === SLASH) {
      depth -= 1;
      at = text.indexOf('<', at + 1);
      continue;
    }
    const tag = scanTag(text, at + 1);
    if (tag.attributes > limits.attributes) {
      throw new XmlProblem(`${placeOf(text, at)}: у элемента больше ${limits.attributes} атрибутов`);
    }
    nodes += 1 + tag.attributes;
    if (nodes > limits.nodes) throw new XmlProblem(`В документе больше ${limits.nodes} элементов и атрибутов`);
    if (!tag.isEmpty) depth += 1;
    if (depth > limits.depth) throw new XmlProblem(`${placeOf(text, at)}: вложенность глубже ${limits.depth}`);
    at = text.indexOf('<', tag.end);
  }
}

const [EXCLAMATION, QUESTION, SLASH, EQUALS, GREATER, LESS] = [0x21, 0x3f, 0x2f, 0x3d, 0x3e, 0x3c];
const [QUOTE, APOSTROPHE] = [0x22, 0x27];

/** Comments, CDATA and instructions may hold anything; anything else that begins with «<!» is a document type. */
function endOfSpecial(text: string, at: number): number {
  for (const [opening, closing] of SPECIALS) {
    if (!text.startsWith(opening, at)) continue;
    const end = text.indexOf(closing, at + opening.length);
    if (end < 0) throw new XmlProblem(`${placeOf(text, at)}: «${opening}» не закрыто`);
    return end + closing.length;
  }
  throw new XmlProblem(`${placeOf(text, at)}: объявления типа документа (DOCTYPE) в сообщениях запрещены`);
}

const SPECIALS = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
] as const;

function scanTag(text: string, from: number): { attributes: number; isEmpty: boolean; end: number } {
  let [attributes, at] = [0, from];
  for (; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE || code === APOSTROPHE) {
      const closing = text.indexOf(code === QUOTE ? '"' : "'", at + 1);
      if (closing < 0) break;
      at = closing;
    } else if (code === EQUALS) {
      attributes += 1;
    } else if (code === GREATER) {
      return { attributes, isEmpty: text.charCodeAt(at - 1) === SLASH, end: at + 1 };
    } else if (code === LESS) {
      break;
    }
  }
  throw new XmlProblem(`${placeOf(text, from)}: тег не закрыт`);
}

/** Where a person finds it. */
function placeOf(text: string, at: number): string {
  const before = text.slice(0, at);
  const line = before.split('\n').length;
  return `Строка ${line}, знак ${at - before.lastIndexOf('\n')}`;
}
