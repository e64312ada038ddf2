import type { JsonSchema, ServiceDefinition } from '@reglament/format';
import { russian } from '../../words.ts';
import type { FieldKind } from '../field-kinds.ts';
import { innerOf } from '../inner/inner-commands.ts';
import { kindOf } from '../kind-words.ts';

/** The form as a tree of sections, fields and what groups are made of, laid out line by line. Pure. */

export interface TreeNode {
  /** No two have it in common, and moving does not change it. */
  readonly key: string;
  /** The place in the definition. */
  readonly pointer: string;
  readonly title: string;
  readonly level: number;
  readonly parent: string | undefined;
  readonly section: string;
  /** The field of the form that it is, or is a part of; undefined: a section. */
  readonly field: string | undefined;
  /** The way to it within that field; undefined: it is no part of one. */
  readonly part: string | undefined;
  readonly kind: FieldKind['code'] | 'section' | 'unknown';
  /** Undefined: nothing is within it. */
  readonly open: boolean | undefined;
  readonly place: number;
  readonly size: number;
  readonly wrong: string | undefined;
}

export interface TreeView {
  readonly problemAt: (pointer: string) => string | undefined;
  readonly closed: ReadonlySet<string>;
  /** Only what is called so, with what it stands in. */
  readonly word: string;
}

export function treeNodes(service: ServiceDefinition, view: TreeView): TreeNode[] {
  const sections = service.form.sections.map((section, index): Branch => {
    const pointer = `/form/sections/${index}`;
    return {
      ...{ key: sectionKey(section.code), pointer, title: russian(section.title) },
      ...{ section: section.code, field: undefined, part: undefined, kind: 'section' },
      wrong: view.problemAt(pointer),
      within: section.fields.map((field) => fieldBranch(service, { field, section: section.code }, view)),
    };
  });
  const word = view.word.trim().toLowerCase();
  const wanted = word === '' ? sections : sections.flatMap((branch) => found(branch, word));
  return laidOut(wanted, { level: 1, parent: undefined }, word === '' ? view.closed : new Set());
}

function sectionKey(code: string): string {
  return `section ${code}`;
}

function pointerOf(field: string): string {
  return `/form/schema/properties/${field}`;
}

interface Branch extends Omit<TreeNode, 'level' | 'parent' | 'open' | 'place' | 'size'> {
  readonly within: readonly Branch[];
}

type Place = Readonly<{ field: string; section: string }>;

function fieldBranch({ form }: ServiceDefinition, place: Place, { problemAt }: TreeView): Branch {
  const { field, section } = place;
  const schema = form.schema.properties[field];
  const pointer = pointerOf(field);
  if (schema === undefined) {
    return {
      key: pointer,
      pointer,
      title: field,
      section,
      field,
      part: undefined,
      kind: 'unknown',
      wrong: 'поля нет в схеме',
      within: [],
    };
  }
  return {
    ...{ key: pointer, pointer, title: schema.title ?? field, section, field, part: undefined },
    kind: kindOf(schema, form.ui?.[field])?.code ?? 'unknown',
    wrong: problemAt(pointer) ?? problemAt(`/form/ui/${field}`),
    within: innerBranches(schema, { ...place, pointer, before: '' }),
  };
}

interface Around extends Place {
  readonly pointer: string;
  /** The way to it, with a slash behind. */
  readonly before: string;
}

function innerBranches(schema: JsonSchema, { pointer, before, ...place }: Around): Branch[] {
  const inner = innerOf(schema);
  const at = `${pointer}${schema.type === 'array' ? '/items' : ''}/properties`;
  return Object.entries(inner?.properties ?? {}).map(([code, own]) => ({
    ...place,
    part: `${before}${code}`,
    key: `${at}/${code}`,
    pointer: `${at}/${code}`,
    title: own.title ?? code,
    kind: kindOf(own, undefined)?.code ?? 'unknown',
    // Told of the field as a whole.
    wrong: undefined,
    within: innerBranches(own, { ...place, pointer: `${at}/${code}`, before: `${before}${code}/` }),
  }));
}

/** Whatever is called so, whole; of what only holds such, the way to it. */
function found(branch: Branch, word: string): Branch[] {
  const code = branch.pointer.slice(branch.pointer.lastIndexOf('/') + 1);
  if (branch.kind !== 'section' && `${branch.title} ${code}`.toLowerCase().includes(word)) return [branch];
  const within = branch.within.flatMap((one) => found(one, word));
  return within.length > 0 ? [{ ...branch, within }] : [];
}

function laidOut(
  branches: readonly Branch[],
  { level, parent }: Pick<TreeNode, 'level' | 'parent'>,
  closed: ReadonlySet<string>,
): TreeNode[] {
  return branches.flatMap(({ within, ...own }, index) => {
    const open = within.length === 0 ? undefined : !closed.has(own.key);
    const node: TreeNode = { ...own, level, parent, open, place: index + 1, size: branches.length };
    return open ? [node, ...laidOut(within, { level: level + 1, parent: own.key }, closed)] : [node];
  });
}

/** What a key does among the lines; undefined: the key means nothing here. */
export function treeStep(nodes: readonly TreeNode[], active: string | undefined, key: string): TreeStep | undefined {
  const at = Math.max(
    0,
    nodes.findIndex(({ key: own }) => own === active),
  );
  const node = nodes[at];
  if (node === undefined) return undefined;
  const to = (index: number): TreeStep => ({ go: nodes[Math.min(nodes.length - 1, Math.max(0, index))]?.key });
  if (key === 'ArrowDown') return to(active === undefined ? 0 : at + 1);
  if (key === 'ArrowUp') return to(at - 1);
  if (key === 'Home') return to(0);
  if (key === 'End') return to(nodes.length - 1);
  if (key === 'ArrowRight') return node.open === false ? { toggle: node.key } : node.open ? to(at + 1) : {};
  if (key === 'ArrowLeft') return node.open ? { toggle: node.key } : { go: node.parent ?? node.key };
  return undefined;
}

interface TreeStep {
  readonly go?: string | undefined;
  readonly toggle?: string;
}

/** The next line that begins so, the one it stands on last of all. */
export function typedNode(nodes: readonly TreeNode[], active: string | undefined, typed: string): string | undefined {
  const at = nodes.findIndex(({ key: own }) => own === active);
  // While a word is being typed it may stay where it is.
  const from = typed.length > 1 ? Math.max(0, at) : at + 1;
  const order = [...nodes.slice(from), ...nodes.slice(0, from)];
  return order.find(({ title }) => title.toLowerCase().startsWith(typed.toLowerCase()))?.key;
}
