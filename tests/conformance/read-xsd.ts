/** As much of XML Schema as the portal's forms use: named types, sequences of elements, restrictions of simple types. */

export interface Question {
  /** Names of the elements from the root on, as `Panel_Land_info/square`. */
  readonly path: string;
  /** What the schema calls it. */
  readonly title: string;
  /** minOccurs is not 0. */
  readonly demanded: boolean;
  readonly maxLength?: number;
  readonly pattern?: string;
  /** Values of a choice with their titles. */
  readonly values?: Readonly<Record<string, string>>;
}

interface Node {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Node[];
  text: string;
}

/** Questions of a complex type, groups unfolded, in the order of the schema. `texts`: the schema and what it imports. */
export function questionsOf(type: string, texts: readonly string[]): Question[] {
  const types = new Map(texts.flatMap((text) => namedTypes(parseXml(text))));
  return questionsOfType(type, '', types);
}

function questionsOfType(type: string, prefix: string, types: ReadonlyMap<string, Node>): Question[] {
  const sequence = types.get(type)?.children.find(({ tag }) => tag === 'sequence');
  return (sequence?.children ?? []).flatMap((element) => {
    const { name = '', type: typeName = '', minOccurs } = element.attributes;
    const path = prefix + name;
    const inner = typeName.replace(/^[a-z]+:/, '');
    if (types.get(inner)?.tag === 'complexType') return questionsOfType(inner, `${path}/`, types);
    const own = { path, title: documentation(element), demanded: minOccurs !== '0' };
    return [{ ...own, ...restrictionsOf(types.get(inner)) }];
  });
}

function restrictionsOf(type: Node | undefined): Partial<Question> {
  const facets = type?.children.find(({ tag }) => tag === 'restriction')?.children ?? [];
  const value = (name: string) => facets.find(({ tag }) => tag === name)?.attributes.value;
  const length = value('maxLength') ?? value('length');
  const pattern = value('pattern');
  const choices = facets.filter(({ tag }) => tag === 'enumeration');
  const values = choices.map((choice) => [choice.attributes.value ?? '', documentation(choice)]);
  return {
    ...(length === undefined ? {} : { maxLength: Number(length) }),
    ...(pattern === undefined ? {} : { pattern }),
    ...(values.length === 0 ? {} : { values: Object.fromEntries(values) }),
  };
}

function documentation(node: Node): string {
  const annotation = node.children.find(({ tag }) => tag === 'annotation');
  return annotation?.children.find(({ tag }) => tag === 'documentation')?.text.trim() ?? '';
}

function namedTypes(root: Node): [string, Node][] {
  return (root.children[0]?.children ?? [])
    .filter(({ tag }) => tag === 'complexType' || tag === 'simpleType')
    .map((node) => [node.attributes.name ?? '', node]);
}

const markup = /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<(\/?)([\w:]+)((?:\s+[\w:]+="[^"]*")*)\s*(\/?)>|([^<]+)/g;

function parseXml(text: string): Node {
  const root: Node = { tag: '', attributes: {}, children: [], text: '' };
  const open = [root];
  for (const [, closes, name, attributes = '', empty, content] of text.matchAll(markup)) {
    const parent = open.at(-1) ?? root;
    if (content !== undefined) parent.text += content;
    if (name === undefined) continue;
    if (closes) {
      open.pop();
      continue;
    }
    const pairs = [...attributes.matchAll(/([\w:]+)="([^"]*)"/g)].map(([, key = '', value = '']) => [key, value]);
    const node: Node = {
      tag: name.replace(/^\w+:/, ''),
      attributes: Object.fromEntries(pairs),
      children: [],
      text: '',
    };
    parent.children.push(node);
    if (!empty) open.push(node);
  }
  return root;
}
