import { Button, Checkbox, Input, InputNumber, Select } from 'antd';
import { type ComponentType, useState } from 'react';
import { CommittedInput } from '../committed-input.tsx';
import type { SchemaFacts, SchemaNodeProps } from './schema-props.ts';
import { ValueField, ValueList } from './value-field.tsx';
import { flagOf, flagValue, type Word } from './words.ts';

interface WordFieldProps {
  word: Word;
  /** With the place that the word stands in: the same word stands in many. */
  label: string;
  value: unknown;
  facts: SchemaFacts;
  /** Draws a part within: it is drawn by this file again. */
  Node: ComponentType<SchemaNodeProps>;
  onChange: (value: unknown) => void;
}

const types: Readonly<Record<string, string>> = {
  string: 'текст',
  integer: 'целое число',
  number: 'число',
  boolean: 'да или нет',
  object: 'группа полей',
  array: 'список',
  null: 'пусто',
};

/** One word of a schema, by its kind. */
export function WordField(props: WordFieldProps) {
  const { word, label, value, facts, Node, onChange } = props;
  const { kind, title } = word;
  if (kind === 'schema') return <Node label={title} schema={value as object} {...{ facts, onChange }} />;
  if (kind === 'schemas') return <Schemas {...props} />;
  if (kind === 'table') return <Table {...props} />;
  if (kind === 'text') return <CommittedInput label={title} value={value as string} onCommit={onChange} />;
  if (kind === 'flag') {
    return (
      <Checkbox checked={flagOf(word, value)} onChange={({ target }) => onChange(flagValue(word, target.checked))}>
        {title}
      </Checkbox>
    );
  }
  return (
    <div className="rsc-line">
      <span>{title}</span>
      <Short {...{ kind, label, value, facts, onChange }} />
    </div>
  );
}

type ShortProps = Omit<WordFieldProps, 'word' | 'Node'> & { kind: Word['kind'] };

function Short({ kind, label, value, facts, onChange }: ShortProps) {
  if (kind === 'value') return <ValueField {...{ label, value, onChange }} />;
  if (kind === 'values') return <ValueList {...{ label, onChange }} list={value as unknown[]} />;
  if (kind === 'number') {
    return (
      <InputNumber
        aria-label={label}
        changeOnWheel={false}
        value={value as number}
        onChange={(next) => next !== null && onChange(next)}
      />
    );
  }
  if (kind === 'names') {
    return (
      <Select
        mode="tags"
        aria-label={label}
        className="rsc-names"
        value={value as string[]}
        options={[...facts.fields]}
        optionFilterProp="label"
        onChange={onChange}
      />
    );
  }
  const options =
    kind === 'type'
      ? Object.entries(types).map(([code, name]) => ({ value: code, label: name }))
      : facts.definitions.map((code) => ({ value: `#/definitions/${code}`, label: code }));
  return <Select aria-label={label} value={value as string} options={options} onChange={onChange} />;
}

function Schemas({ word, label, value, facts, Node, onChange }: WordFieldProps) {
  const list = value as readonly object[];
  return (
    <fieldset className="rsc-node">
      <legend>{word.title}</legend>
      {list.map((schema, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place
        <div key={index} className="rsc-word">
          <Node
            label={`${label}: ${index + 1}`}
            {...{ schema, facts }}
            onChange={(next) => onChange(list.with(index, next))}
          />
          <Button
            size="small"
            aria-label={`Убрать: ${label}: ${index + 1}`}
            disabled={list.length === 1}
            onClick={() => onChange(list.toSpliced(index, 1))}
          >
            ×
          </Button>
        </div>
      ))}
      <Button size="small" aria-label={`Добавить ещё: ${label}`} onClick={() => onChange([...list, {}])}>
        Добавить ещё
      </Button>
    </fieldset>
  );
}

/** Parts by the code of a field, or by the name of a common description. */
function Table({ word, label, value, facts, Node, onChange }: WordFieldProps) {
  const table = value as Readonly<Record<string, object>>;
  const titleOf = (key: string) => facts.fields.find((one) => one.value === key)?.label ?? key;
  return (
    <fieldset className="rsc-node">
      <legend>{word.title}</legend>
      {Object.entries(table).map(([key, schema]) => (
        <div key={key} className="rsc-word">
          <Node label={titleOf(key)} {...{ schema, facts }} onChange={(next) => onChange({ ...table, [key]: next })} />
          <Button
            size="small"
            aria-label={`Убрать: ${label}: ${titleOf(key)}`}
            onClick={() => onChange(Object.fromEntries(Object.entries(table).filter(([one]) => one !== key)))}
          >
            ×
          </Button>
        </div>
      ))}
      <TableEntry {...{ word, label, table, facts }} onAdd={(key) => onChange({ ...table, [key]: {} })} />
    </fieldset>
  );
}

type TableEntryProps = Pick<WordFieldProps, 'word' | 'label' | 'facts'> & {
  table: Readonly<Record<string, object>>;
  onAdd: (key: string) => void;
};

/** A field of the form is chosen; a field within a group, or a common description, is named. */
function TableEntry({ word, label, table, facts, onAdd }: TableEntryProps) {
  const [code, setCode] = useState('');
  const free = facts.fields.filter(({ value }) => !Object.hasOwn(table, value));
  const isNew = /^[a-z][a-zA-Z0-9]{1,39}$/.test(code) && !Object.hasOwn(table, code);
  const add = () => {
    if (!isNew) return;
    onAdd(code);
    setCode('');
  };
  return (
    <div className="rsc-line">
      {word.code === 'definitions' ? null : (
        <Select
          size="small"
          className="rsc-add"
          aria-label={`${label}: поле`}
          placeholder="Выберите поле…"
          value={null}
          showSearch={{ optionFilterProp: 'label' }}
          popupMatchSelectWidth={280}
          options={free}
          onChange={(key: string | null) => key !== null && onAdd(key)}
        />
      )}
      <Input
        size="small"
        className="rsc-code"
        aria-label={`${label}: код`}
        placeholder="Или код: латинские буквы и цифры"
        value={code}
        onChange={({ target }) => setCode(target.value)}
        onPressEnter={add}
      />
      <Button size="small" disabled={!isNew} aria-label={`Добавить: ${label}`} onClick={add}>
        Добавить
      </Button>
    </div>
  );
}
