import { Button, Input, InputNumber, Select } from 'antd';
import { CommittedInput } from '../committed-input.tsx';

const kinds = {
  string: 'текст',
  number: 'число',
  true: 'да',
  false: 'нет',
  null: 'пусто',
  list: 'список',
  group: 'группа',
} as const;

type Kind = keyof typeof kinds;

const begun: Readonly<Record<Kind, unknown>> = {
  ...{ string: '', number: 0, true: true, false: false, null: null },
  ...{ list: [''], group: {} },
};

interface ValueFieldProps {
  label: string;
  value: unknown;
  onChange: (value: unknown) => void;
}

/** A value of whatever kind: its kind is chosen, then it is said; lists and groups are made of such values. */
export function ValueField({ label, value, onChange }: ValueFieldProps) {
  const kind = kindOf(value);
  return (
    <div className="rsc-value">
      <Select
        size="small"
        aria-label={`${label}: вид значения`}
        value={kind}
        options={Object.entries(kinds).map(([code, title]) => ({ value: code as Kind, label: title }))}
        onChange={(next: Kind) => onChange(begun[next])}
      />
      {typeof value === 'string' ? (
        <CommittedInput label={`${label}: значение`} value={value} onCommit={onChange} />
      ) : null}
      {typeof value === 'number' ? (
        <InputNumber
          aria-label={`${label}: значение`}
          changeOnWheel={false}
          value={value}
          onChange={(next) => next !== null && onChange(next)}
        />
      ) : null}
      {Array.isArray(value) ? <ValueList label={label} list={value} onChange={onChange} /> : null}
      {kind === 'group' ? <ValueGroup label={label} group={value as object} onChange={onChange} /> : null}
    </div>
  );
}

interface ValueListProps {
  label: string;
  list: readonly unknown[];
  onChange: (list: unknown[]) => void;
}

export function ValueList({ label, list, onChange }: ValueListProps) {
  return (
    <div className="rsc-values">
      {list.map((value, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a value is its place
        <div key={index} className="rsc-word">
          <ValueField
            label={`${label}, ${index + 1}`}
            value={value}
            onChange={(next) => onChange(list.with(index, next))}
          />
          <Button
            size="small"
            aria-label={`Убрать: ${label}, ${index + 1}`}
            disabled={list.length === 1}
            onClick={() => onChange(list.toSpliced(index, 1))}
          >
            ×
          </Button>
        </div>
      ))}
      <Button size="small" onClick={() => onChange([...list, list.at(-1) ?? ''])}>
        Добавить значение
      </Button>
    </div>
  );
}

function ValueGroup({ label, group, onChange }: { label: string; group: object; onChange: (group: object) => void }) {
  return (
    <div className="rsc-values">
      {Object.entries(group).map(([key, value]) => (
        <div key={key} className="rsc-word">
          <ValueField
            label={`${label}, ${key}`}
            value={value}
            onChange={(next) => onChange({ ...group, [key]: next })}
          />
          <Button
            size="small"
            aria-label={`Убрать: ${label}, ${key}`}
            onClick={() => onChange(Object.fromEntries(Object.entries(group).filter(([one]) => one !== key)))}
          >
            ×
          </Button>
        </div>
      ))}
      <Input
        size="small"
        aria-label={`${label}: новое поле группы`}
        placeholder="Код поля и Enter"
        onPressEnter={({ currentTarget }) => {
          const code = currentTarget.value.trim();
          if (code !== '' && !Object.hasOwn(group, code)) onChange({ ...group, [code]: '' });
        }}
      />
    </div>
  );
}

function kindOf(value: unknown): Kind {
  if (value === true || value === false || value === null) return String(value) as Kind;
  if (Array.isArray(value)) return 'list';
  if (typeof value === 'number') return 'number';
  return typeof value === 'string' ? 'string' : 'group';
}
