import { Input } from 'antd';
import { useState } from 'react';
import { type FieldKind, fieldKinds } from './field-kinds.ts';

/** Kinds of fields, found by a word; Enter or a click adds one behind what is chosen. */
export function Palette({ onAdd }: { onAdd: (kind: FieldKind) => void }) {
  const [word, setWord] = useState('');
  const wanted = word.trim().toLowerCase();
  const found = fieldKinds.filter(({ title, group, words = '' }) =>
    `${title} ${group} ${words}`.toLowerCase().includes(wanted),
  );
  const groups = Map.groupBy(found, ({ group }) => group);
  return (
    <section className="rs-palette" aria-label="Виды полей">
      <Input
        value={word}
        placeholder="Найти вид поля"
        aria-label="Найти вид поля"
        onChange={(event) => setWord(event.target.value)}
        onPressEnter={() => {
          const [first] = found;
          if (first === undefined) return;
          onAdd(first);
          setWord('');
        }}
      />
      {found.length === 0 ? <p className="rg-muted">Такого вида нет: попробуйте другое слово.</p> : null}
      {[...groups].map(([group, kinds]) => (
        <div key={group}>
          <h2>{group}</h2>
          {kinds.map((kind) => (
            <button
              key={kind.code}
              type="button"
              draggable
              className="rs-kind"
              onClick={() => onAdd(kind)}
              onDragStart={(event) => event.dataTransfer.setData('application/x-field-kind', kind.code)}
            >
              {kind.title}
            </button>
          ))}
        </div>
      ))}
    </section>
  );
}
