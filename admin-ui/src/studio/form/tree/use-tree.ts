import { type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import type { TabProps } from '../../tab-props.ts';
import { type TreeNode, treeNodes, treeStep, typedNode } from './tree-nodes.ts';

export interface FormTreeProps extends Pick<TabProps, 'service' | 'findings' | 'problemAt'> {
  /** A field, and a part of it. */
  chosen: string | undefined;
  part: string | undefined;
  /** To the place of a line, in the middle or among the properties. */
  onGo: (node: TreeNode) => void;
  onMove: (node: TreeNode, by: -1 | 1) => void;
}

/** Letters that come sooner than this, in milliseconds, are of one word. */
const PAUSE = 700;

/** What is open, what is looked for, on which line the keyboard stands. */
export function useTree({ service, findings, problemAt, chosen, part, onGo, onMove }: FormTreeProps) {
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const [word, setWord] = useState('');
  const [active, setActive] = useState<string>();
  const typed = useRef({ text: '', at: 0 });
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is wrong comes of the findings
  const nodes = useMemo(() => treeNodes(service, { problemAt, closed, word }), [service, findings, closed, word]);
  useFollowing({ chosen, part, service, nodes }, setActive);
  const toggle = (key: string) => {
    const next = new Set(closed);
    if (!next.delete(key)) next.add(key);
    setClosed(next);
  };
  const node = nodes.find(({ key }) => key === active);
  const write = (letter: string, at: number) => {
    const text = at - typed.current.at < PAUSE ? typed.current.text + letter : letter;
    typed.current = { text, at };
    const next = typedNode(nodes, active, text);
    if (next !== undefined) setActive(next);
  };
  const press = (event: React.KeyboardEvent) => {
    const act = keyOf(event);
    if (act === undefined) return;
    event.preventDefault();
    if (act === 'write') return write(event.key, event.timeStamp);
    if (act === 'go') return node && onGo(node);
    if (act === 'up' || act === 'down') return node && onMove(node, act === 'up' ? -1 : 1);
    const step = treeStep(nodes, node?.key, event.key);
    if (step?.toggle !== undefined) toggle(step.toggle);
    else if (step?.go !== undefined) setActive(step.go);
  };
  return { nodes, word, setWord, active: node?.key, setActive, toggle, press };
}

const walking = new Set(['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Home', 'End']);

function keyOf({ key, altKey, ctrlKey, metaKey }: React.KeyboardEvent) {
  if (ctrlKey || metaKey) return undefined;
  if (altKey) return key === 'ArrowUp' ? 'up' : key === 'ArrowDown' ? 'down' : undefined;
  if (walking.has(key)) return 'walk';
  if (key === 'Enter' || key === ' ') return 'go';
  return [...key].length === 1 ? 'write' : undefined;
}

interface Followed extends Pick<FormTreeProps, 'chosen' | 'part' | 'service'> {
  nodes: readonly TreeNode[];
}

/** The line of the field that is chosen in the middle; a new field is there before its line is. */
function useFollowing({ chosen, part, service, nodes }: Followed, follow: (key: string) => void): void {
  const latest = useRef(nodes);
  latest.current = nodes;
  const isThere = chosen !== undefined && service.form.schema.properties[chosen] !== undefined;
  useEffect(() => {
    if (!isThere) return;
    const own = latest.current.find((node) => node.field === chosen && node.part === part);
    // In a section that is shut there is nothing to stand on.
    if (own !== undefined) follow(own.key);
  }, [chosen, part, isThere, follow]);
}

/** Above this many lines only those in sight are drawn. */
const virtualFrom = 100;
export const lineHeight = 28;
const around = 8;

/** Which lines are drawn; the active one is brought into sight. */
export function useWindow(count: number, activeAt: number, box: RefObject<HTMLElement | null>) {
  const [sight, setSight] = useState({ top: 0, height: 800 });
  useEffect(() => {
    const element = box.current;
    if (element === null || activeAt < 0) return;
    const top = activeAt * lineHeight;
    if (top < element.scrollTop) element.scrollTop = top;
    else if (top + lineHeight > element.scrollTop + element.clientHeight) {
      element.scrollTop = top + lineHeight - element.clientHeight;
    }
  }, [activeAt, box]);
  const look = () => {
    const element = box.current;
    if (element !== null) setSight({ top: element.scrollTop, height: element.clientHeight });
  };
  if (count <= virtualFrom) return { from: 0, to: count, look: undefined };
  return {
    from: Math.max(0, Math.floor(sight.top / lineHeight) - around),
    to: Math.min(count, Math.ceil((sight.top + sight.height) / lineHeight) + around),
    look,
  };
}
