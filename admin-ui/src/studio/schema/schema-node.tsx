import type { JsonSchema } from '@reglament/format';
import { Button, Select } from 'antd';
import type { SchemaNodeProps } from './schema-props.ts';
import { WordField } from './word-field.tsx';
import { beginWord, withWord, words } from './words.ts';
import './schema.css';

/** A part of a schema word by word: what stands in it, and what may be added. */
export function SchemaNode({ label, schema, facts, known = words, onChange }: SchemaNodeProps) {
  const own = known.filter(({ code }) => Object.hasOwn(schema, code));
  const free = known.filter(({ code }) => !Object.hasOwn(schema, code));
  return (
    <fieldset className="rsc-node">
      <legend>{label}</legend>
      {own.length === 0 ? <p className="rg-muted">Ничего не требуется.</p> : null}
      {own.map((word) => (
        <div key={word.code} className="rsc-word">
          <WordField
            word={word}
            label={`${label}: ${word.title}`}
            value={(schema as JsonSchema)[word.code]}
            facts={facts}
            Node={SchemaNode}
            onChange={(value) => onChange(withWord(schema, word.code, value))}
          />
          <Button
            size="small"
            aria-label={`Убрать: ${label}: ${word.title}`}
            onClick={() => onChange(withWord(schema, word.code, undefined))}
          >
            ×
          </Button>
        </div>
      ))}
      <Select
        size="small"
        className="rsc-add"
        aria-label={`Добавить правило: ${label}`}
        placeholder="Добавить правило…"
        value={null}
        showSearch={{ optionFilterProp: 'label' }}
        popupMatchSelectWidth={280}
        options={free.map(({ code, title }) => ({ value: code, label: title }))}
        onChange={(code: string | null) => {
          const word = free.find((one) => one.code === code);
          if (word !== undefined) onChange(withWord(schema, word.code, beginWord(word, facts.definitions)));
        }}
      />
    </fieldset>
  );
}
