import type { Json } from '@reglament/core/rules';
import { Select } from 'antd';
import { useId } from 'react';
import { RuleText } from '../condition/condition-editor.tsx';
import { type Subject, subjectsOf } from '../condition/subjects.ts';
import type { TabProps } from '../tab-props.ts';

interface ValueEditorProps {
  tab: TabProps;
  label: string;
  /** What holds without a value. */
  otherwise: string;
  place: string;
  value: unknown;
  onChange: (value: Json | undefined) => void;
}

/** What a value is taken of: a field of the form, or an expression written out. */
export function ValueEditor({ tab, label, otherwise, place, value, onChange }: ValueEditorProps) {
  const id = useId();
  const subjects = subjectsOf(tab.service).filter(({ kind }) => kind !== 'rule');
  const path = fieldOf(value);
  const known = subjects.map((one) => ({ value: one.path, label: one.title }));
  const lost = path !== undefined && !subjects.some((one) => one.path === path);
  const wrong = tab.problemAt(place);
  return (
    <div className={wrong ? 'rg-field rg-field-wrong' : 'rg-field'} data-place={place}>
      <div className="rg-field-label">
        <label htmlFor={id}>{label}</label>
      </div>
      <Select
        id={id}
        className="rs-wide"
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        placeholder={otherwise}
        value={value === undefined ? null : (path ?? EXPRESSION)}
        options={[
          ...(lost ? [{ value: path, label: `Нет поля «${path}»` }] : []),
          ...known,
          ...(path === undefined && value !== undefined ? [{ value: EXPRESSION, label: 'Выражение' }] : []),
        ]}
        onChange={(chosen: string | null) => {
          if (chosen === EXPRESSION) return;
          const subject = subjects.find((one) => one.path === chosen);
          onChange(subject === undefined ? undefined : answerOf(subject));
        }}
      />
      {value !== undefined && path === undefined ? (
        <RuleText rule={value} onChange={onChange} why="Значение собирает выражение: правьте его записью." />
      ) : null}
      {wrong ? <div className="rg-error">{wrong}</div> : null}
    </div>
  );
}

const EXPRESSION = ' ';

/** The field whose answer, or its words, the value is; undefined for anything else. */
function fieldOf(value: unknown): string | undefined {
  const own = only(value, 'label') ?? value;
  const path = only(own, 'var');
  return typeof path === 'string' ? path : undefined;
}

/** Of a choice the words are shown, not the code. */
function answerOf({ path, kind }: Subject): Json {
  return kind === 'choice' ? { label: { var: path } } : { var: path };
}

function only(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const keys = Object.keys(value);
  return keys.length === 1 && keys[0] === name ? (value as Record<string, unknown>)[name] : undefined;
}
