import { Input } from 'antd';
import { memo, useId, useRef } from 'react';
import { KindIcon, OpenIcon } from './kind-icon.tsx';
import type { TreeNode } from './tree-nodes.ts';
import { type FormTreeProps, lineHeight, useTree, useWindow } from './use-tree.ts';
import './tree.css';

/** The form at a glance: sections, fields, what groups are made of. The focus stays on the tree, the active line is named to readers. */
export const FormTree = memo(function FormTree(props: FormTreeProps) {
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const tree = useTree(props);
  const { nodes, active } = tree;
  const activeAt = nodes.findIndex(({ key }) => key === active);
  const { from, to, look } = useWindow(nodes.length, activeAt, box);
  return (
    <>
      <Input
        value={tree.word}
        placeholder="Найти поле"
        aria-label="Найти поле"
        onChange={({ target }) => tree.setWord(target.value)}
        onKeyDown={({ key }) => {
          if (key === 'ArrowDown') box.current?.focus();
          if (key === 'Escape') tree.setWord('');
        }}
        onPressEnter={() => {
          const first = nodes.find(({ open, field }) => field !== undefined && open === undefined);
          if (first !== undefined && tree.word.trim() !== '') props.onGo(first);
        }}
      />
      {nodes.length === 0 ? (
        <p className="rg-muted">
          {tree.word === '' ? 'Разделов пока нет.' : 'Такого поля нет: попробуйте другое слово.'}
        </p>
      ) : (
        <div
          ref={box}
          role="tree"
          tabIndex={0}
          className="rs-tree"
          aria-label="Поля формы"
          aria-activedescendant={active === undefined ? undefined : idOf(id, active)}
          onKeyDown={tree.press}
          onScroll={look}
        >
          <div className="rs-tree-room" style={{ height: nodes.length * lineHeight }}>
            {nodes.slice(from, to).map((node, index) => (
              <TreeLine
                key={node.key}
                id={idOf(id, node.key)}
                node={node}
                top={(from + index) * lineHeight}
                active={node.key === active}
                chosen={node.field !== undefined && node.field === props.chosen && node.part === props.part}
                onGo={() => {
                  tree.setActive(node.key);
                  props.onGo(node);
                }}
                onToggle={() => tree.toggle(node.key)}
              />
            ))}
          </div>
        </div>
      )}
    </>
  );
});

/** An id must have no spaces: others refer to it in lists. */
function idOf(tree: string, key: string): string {
  return `${tree}${key.replaceAll(' ', '-')}`;
}

interface TreeLineProps {
  id: string;
  node: TreeNode;
  top: number;
  active: boolean;
  chosen: boolean;
  onGo: () => void;
  onToggle: () => void;
}

function TreeLine({ id, node, top, active, chosen, onGo, onToggle }: TreeLineProps) {
  const { title, level, open, place, size, kind, wrong } = node;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/useFocusableInteractive: the keyboard stands on the tree, which names its active line
    <div
      id={id}
      role="treeitem"
      aria-level={level}
      aria-posinset={place}
      aria-setsize={size}
      aria-expanded={open}
      aria-selected={chosen}
      className={`rs-tree-line${active ? ' rs-tree-active' : ''}${chosen ? ' rs-tree-chosen' : ''}`}
      style={{ top, paddingInlineStart: level * 14 - 10 }}
      onClick={onGo}
    >
      {/* By keyboard the arrows open and shut. */}
      <span
        className="rs-tree-arrow"
        aria-hidden="true"
        onClick={(event) => {
          if (open === undefined) return;
          event.stopPropagation();
          onToggle();
        }}
      >
        {open === undefined ? null : <OpenIcon open={open} />}
      </span>
      <KindIcon kind={kind} />
      <span className="rs-tree-title">{title}</span>
      {wrong === undefined ? null : (
        <span className="rs-tree-wrong" title={wrong}>
          <span aria-hidden="true">!</span>
          <span className="rg-visually-hidden">{wrong}</span>
        </span>
      )}
    </div>
  );
}
