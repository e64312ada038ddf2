/** A small XML as a tree of local names. Nothing outside of the text is read: no document type, no entities but the five. Pure. */

export interface XmlNode {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlNode[];
  readonly text: string;
}

export class XmlFault extends Error {}

const MOST_NODES = 20_000;
const DEEPEST = 60;
const NAME = '[^\\s<>/="\'&]+';
const TOKEN = new RegExp(
  [
    '<!--(?:(?!--)[^])*-->',
    '<!\\[CDATA\\[(?<raw>(?:(?!\\]\\]>)[^])*)\\]\\]>',
    '<\\?(?:(?!\\?>)[^])*\\?>',
    `</(?<close>${NAME})\\s*>`,
    `<(?<open>${NAME})(?<attributes>(?:\\s+${NAME}\\s*=\\s*(?:"[^"<]*"|'[^'<]*'))*)\\s*(?<empty>/?)>`,
    '(?<text>[^<]+)',
  ].join('|'),
  'y',
);
const ATTRIBUTE = new RegExp(`(${NAME})\\s*=\\s*(?:"([^"]*)"|'([^']*)')`, 'g');

interface Growing {
  readonly name: string;
  readonly local: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: Growing[];
  text: string;
}

/** @throws XmlFault what is not well-formed, or larger than such a document can be */
export function readXmlTree(bytes: Uint8Array): XmlNode {
  const text = decoded(bytes);
  const top: Growing = { name: '', local: '', attributes: new Map(), children: [], text: '' };
  const open = [top];
  let count = 0;
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const found = TOKEN.exec(text)?.groups;
    if (found === undefined) throw new XmlFault('not well-formed');
    count += 1;
    if (count > MOST_NODES || open.length > DEEPEST) throw new XmlFault('too large');
    take(open, found);
  }
  const [root, ...more] = top.children;
  if (open.length !== 1 || root === undefined || more.length > 0) throw new XmlFault('not well-formed');
  if (top.text.trim() !== '') throw new XmlFault('not well-formed');
  return nodeOf(root);
}

function take(open: Growing[], found: Record<string, string | undefined>): void {
  const last = open.at(-1);
  if (last === undefined) throw new XmlFault('not well-formed');
  last.text += found.raw ?? (found.text === undefined ? '' : plain(found.text));
  if (found.close !== undefined) {
    if (open.length === 1 || last.name !== found.close) throw new XmlFault('not well-formed');
    open.pop();
  }
  if (found.open === undefined) return;
  const attributes = attributesOf(found.attributes ?? '');
  const node: Growing = { name: found.open, local: local(found.open), attributes, children: [], text: '' };
  last.children.push(node);
  if (found.empty === '') open.push(node);
}

function attributesOf(written: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [, name = '', double, single] of written.matchAll(ATTRIBUTE)) {
    if (found.has(name)) throw new XmlFault('not well-formed');
    found.set(name, plain(double ?? single ?? ''));
  }
  return found;
}

function nodeOf({ local: name, attributes, children, text }: Growing): XmlNode {
  return { name, attributes, children: children.map(nodeOf), text: text.trim() };
}

const local = (name: string) => name.slice(name.indexOf(':') + 1);

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function plain(text: string): string {
  return text.replace(/&([^;&\s]{0,10});?/g, (whole, name: string) => {
    const known = Object.hasOwn(entities, name) ? entities[name] : undefined;
    const code = /^#(?:x([0-9a-fA-F]{1,6})|(\d{1,7}))$/.exec(name);
    const point = code === null ? Number.NaN : Number.parseInt(code[1] ?? code[2] ?? '', code[1] ? 16 : 10);
    if (!whole.endsWith(';') || (known === undefined && !(point <= 0x10ffff))) throw new XmlFault('unknown entity');
    return known ?? String.fromCodePoint(point);
  });
}

/** Federal formats come in windows-1251 as often as in UTF-8. */
function decoded(bytes: Uint8Array): string {
  const head = Buffer.from(bytes.subarray(0, 200)).toString('latin1');
  const named =
    /^(?:\xef\xbb\xbf)?<\?xml[^>]*\sencoding\s*=\s*["']([\w-]+)["']/.exec(head)?.[1]?.toLowerCase() ?? 'utf-8';
  if (named !== 'utf-8' && named !== 'windows-1251') throw new XmlFault('unknown encoding');
  try {
    return new TextDecoder(named, { fatal: true }).decode(bytes);
  } catch {
    throw new XmlFault('not well-formed');
  }
}
