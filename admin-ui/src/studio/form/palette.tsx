import { Input } from 'antd';
import { memo, useState } from 'react';
import { type ReadyBlock, readyBlocks } from './block/ready-blocks.ts';
import { type FieldKind, fieldKinds } from './field-kinds.ts';
import { innerKinds } from './inner/inner-commands.ts';
import { PART_KIND } from './inner/part-drag.ts';
import { LeftPart } from './left-part.tsx';

interface PaletteProps {
  onAdd: (kind: FieldKind) => void;
  onBlock: (block: ReadyBlock) => void;
}

/** Kinds of fields and ready blocks, found by a word; Enter or a click adds one behind what is chosen, a block at the end. */
export const Palette = memo(function Palette({ onAdd, onBlock }: PaletteProps) {
  const [word, setWord] = useState('');
  const wanted = word.trim().toLowerCase();
  const isWanted = ({ title, words = '' }: FieldKind | ReadyBlock, group: string) =>
    `${title} ${group} ${words}`.toLowerCase().includes(wanted);
  const found = fieldKinds.filter((kind) => isWanted(kind, kind.group));
  const blocks = readyBlocks.filter((block) => isWanted(block, 'Готовые блоки'));
  const groups = Map.groupBy(found, ({ group }) => group);
  const take = () => {
    const [kind] = found;
    const [block] = blocks;
    if (kind !== undefined) onAdd(kind);
    else if (block !== undefined) onBlock(block);
    else return;
    setWord('');
  };
  return (
    <LeftPart title="Виды полей">
      <Input
        value={word}
        placeholder="Найти вид поля"
        aria-label="Найти вид поля"
        onChange={(event) => setWord(event.target.value)}
        onPressEnter={take}
      />
      {found.length + blocks.length === 0 ? (
        <p className="rg-muted">Такого вида нет: попробуйте другое слово.</p>
      ) : null}
      {[...groups].map(([group, kinds]) => (
        <div key={group}>
          <h3>{group}</h3>
          {kinds.map((kind) => (
            <button
              key={kind.code}
              type="button"
              draggable
              className="rs-kind"
              onClick={() => onAdd(kind)}
              onDragStart={({ dataTransfer }) => {
                dataTransfer.setData('application/x-field-kind', kind.code);
                if (innerKinds.some(({ code }) => code === kind.code)) dataTransfer.setData(PART_KIND, kind.code);
              }}
            >
              {kind.title}
            </button>
          ))}
        </div>
      ))}
      {blocks.length > 0 ? (
        <div>
          <h3>Готовые блоки</h3>
          {blocks.map((block) => (
            <button key={block.code} type="button" className="rs-kind" onClick={() => onBlock(block)}>
              {block.title}
            </button>
          ))}
        </div>
      ) : null}
    </LeftPart>
  );
});
