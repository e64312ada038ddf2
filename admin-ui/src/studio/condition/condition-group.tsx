import { Button, Select } from 'antd';
import { Row, rowWith } from './condition-row.tsx';
import { type Condition, type ConditionPart, isGroup } from './condition-rows.ts';
import { comparesOf, type Subject } from './subjects.ts';

interface GroupProps {
  condition: Condition;
  subjects: readonly Subject[];
  /** What holds without a row; a group within a condition always has some. */
  otherwise?: string;
  /** Place of the group among the others: «2.»; empty for the whole condition. */
  prefix?: string;
  depth?: number;
  onChange: (condition: Condition) => void;
}

/** Groups are shown within groups as deep as this. */
const DEEPEST = 3;

/** Rows and groups, all or any of which hold. */
export function Group({ condition, subjects, otherwise = '', prefix = '', depth = 1, onChange }: GroupProps) {
  const { join, rows } = condition;
  const [first] = subjects;
  const fresh = () => rowWith(first, comparesOf(first)[0] ?? '==');
  const set = (index: number, next: ConditionPart) => onChange({ join, rows: rows.with(index, next) });
  const remove = (index: number) => onChange({ join, rows: rows.toSpliced(index, 1) });
  return (
    <>
      {rows.length === 0 ? <p className="rg-muted">{otherwise}</p> : null}
      {rows.length > 1 ? (
        <Select
          size="small"
          aria-label={prefix === '' ? 'Как сочетать строки' : `Как сочетать строки группы ${prefix.slice(0, -1)}`}
          value={join}
          options={[
            { value: 'and', label: 'Все условия сразу' },
            { value: 'or', label: 'Хотя бы одно' },
          ]}
          onChange={(next: Condition['join']) => onChange({ join: next, rows })}
        />
      ) : null}
      {rows.map((part, index) => {
        const number = `${prefix}${index + 1}`;
        return isGroup(part) ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: a group is its place
          <fieldset key={index} className="rs-condition rs-condition-group">
            <legend className="rg-visually-hidden">Группа {number}</legend>
            <Group
              condition={part}
              subjects={subjects}
              prefix={`${number}.`}
              depth={depth + 1}
              onChange={(next) => set(index, next)}
            />
            <Button size="small" aria-label={`Удалить группу ${number}`} onClick={() => remove(index)}>
              Удалить группу
            </Button>
          </fieldset>
        ) : (
          <Row
            // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place
            key={index}
            {...{ number, subjects }}
            row={part}
            onChange={(next) => set(index, next)}
            onRemove={() => remove(index)}
          />
        );
      })}
      <div className="rs-row">
        <Button
          size="small"
          disabled={first === undefined}
          onClick={() => onChange({ join, rows: [...rows, fresh()] })}
        >
          Добавить условие
        </Button>
        {rows.length > 0 && depth < DEEPEST ? (
          <Button
            size="small"
            title="Условия, которые сочетаются между собой иначе"
            onClick={() =>
              onChange({
                join,
                rows: [...rows, { join: join === 'and' ? 'or' : 'and', rows: [fresh(), fresh()] }],
              })
            }
          >
            Добавить группу
          </Button>
        ) : null}
      </div>
    </>
  );
}
