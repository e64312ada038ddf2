import { Button, Select } from 'antd';
import { memberOf, withCompare, withSubject } from './begin.ts';
import { type Compare, compareWord } from './compare.ts';
import { Constant } from './constant.tsx';
import { type Scope, spokenOf, subjectOf } from './scope.ts';
import type { Row } from './statement.ts';
import { comparesOf } from './subjects.ts';
import { wantsLike } from './term-choices.ts';
import { TermEditor } from './term-editor.tsx';

interface RowEditorProps {
  /** Its place: «2», or «2.1» within a group. */
  number: string;
  row: Row;
  scope: Scope;
  onChange: (row: Row) => void;
  onRemove: (() => void) | undefined;
}

/** One comparison: what, how, with what. */
export function RowEditor({ number, row, scope, onChange, onRemove }: RowEditorProps) {
  const known = comparesOf(subjectOf(row.subject, scope));
  const compares = known.includes(row.compare) ? known : [row.compare, ...known];
  const spoken = spokenOf(row.subject, scope);
  return (
    <div className="rs-condition-row" data-part={number}>
      <TermEditor
        scope={scope}
        node={row.subject}
        names={{
          pick: `Условие ${number}: поле`,
          value: `Условие ${number}: что сравнить`,
          within: `${number}, слева`,
        }}
        wants="any"
        constants={false}
        onChange={(subject) => onChange(withSubject(row, subject, scope))}
      />
      <Select
        size="small"
        aria-label={`Условие ${number}: сравнение`}
        value={row.compare}
        options={compares.map((compare) => ({ value: compare, label: compareWord(compare, spoken) }))}
        popupMatchSelectWidth={false}
        onChange={(compare: Compare) => onChange(withCompare(row, compare, scope))}
      />
      <Sides {...{ number, row, scope, onChange }} />
      {onRemove === undefined ? null : (
        <Button size="small" aria-label={`Удалить условие ${number}`} onClick={onRemove}>
          ×
        </Button>
      )}
    </div>
  );
}

/** A part of a text is no whole value of it. */
const ofTexts: ReadonlySet<Compare> = new Set(['contains', 'startsWith']);
const anyText = { path: '', title: '', kind: 'text' } as const;

/** With what: nothing, one value, or the two of «от … до …». */
function Sides({ number, row, scope, onChange }: Omit<RowEditorProps, 'onRemove'>) {
  const subject = subjectOf(row.subject, scope);
  const held =
    row.compare === 'has' || row.compare === 'hasNot' || (row.compare === 'contains' && subject?.kind === 'list');
  const near = held ? memberOf(subject) : ofTexts.has(row.compare) ? anyText : subject;
  const listed = row.compare === 'in' || row.compare === 'notIn';
  return row.sides.map((side, index) => {
    const set = (next: typeof side) => onChange({ ...row, sides: row.sides.with(index, next) });
    const last = index === 1;
    const value = last ? `Условие ${number}: второе значение` : `Условие ${number}: значение`;
    // A pattern stands in the rule itself: it cannot be a field.
    if (row.compare === 'matches' && typeof side === 'string') {
      return <Constant key="pattern" label={value} value={side} near={undefined} onChange={set} />;
    }
    return (
      <TermEditor
        key={last ? 'last' : 'first'}
        {...{ scope, near }}
        node={side}
        names={{
          pick: last ? `Условие ${number}: со вторым` : `Условие ${number}: с чем`,
          value,
          within: `${number}, ${last ? 'второе' : 'справа'}`,
        }}
        wants={listed ? 'list' : wantsLike(near)}
        onChange={set}
      />
    );
  });
}
