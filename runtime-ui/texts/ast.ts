/** A node as the parser gives it; only what is read here. */
export interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';
}

/** What is written in types is no text: of `x as Type` only `x` stays. */
const typed = new Set(['TSAsExpression', 'TSSatisfiesExpression', 'TSNonNullExpression', 'TSInstantiationExpression']);

/** Nodes right below, in the order of the source, without types, names of properties and paths of modules. */
export function childrenOf(node: Node): Node[] {
  if (typed.has(node.type)) return isNode(node.expression) ? [node.expression] : [];
  if (node.type.startsWith('TS') || node.type === 'ImportDeclaration') return [];
  return Object.entries(node)
    .filter(([key]) => !skips(node, key))
    .flatMap(([, value]) => (Array.isArray(value) ? value : [value]))
    .filter(isNode)
    .sort((one, other) => one.start - other.start);
}

function skips(node: Node, key: string): boolean {
  if (key === 'source' && node.type.startsWith('Export')) return true;
  return (
    key === 'key' && node.computed !== true && /^(?:Property|PropertyDefinition|MethodDefinition)$/.test(node.type)
  );
}
