import type { Json } from '@reglament/core/rules';
import { Button, Input, InputNumber, Select } from 'antd';
import { type Against, type Compare, type ConditionRow, compareWords, dateWords, withOther } from './condition-rows.ts';
import { DayValue } from './day-value.tsx';
import { comparesOf, firstSide, othersFor, type Subject } from './subjects.ts';

interface RowProps {
  /** Its place: «2», or «2.1» within a group. */
  number: string;
  row: ConditionRow;
  subjects: readonly Subject[];
  onChange: (row: ConditionRow) => void;
  onRemove: () => void;
}

/** One comparison: what, how, with what. */
export function Row({ number, row, subjects, onChange, onRemove }: RowProps) {
  const subject = subjects.find(({ path }) => path === row.subject);
  const words = subject?.kind === 'date' ? { ...compareWords, ...dateWords } : compareWords;
  return (
    <div className={subject === undefined ? 'rs-condition-row rs-broken' : 'rs-condition-row'}>
      <Select
        size="small"
        showSearch={{ optionFilterProp: 'label' }}
        aria-label={`Условие ${number}: поле`}
        value={row.subject}
        options={withBroken(row.subject, subjects)}
        popupMatchSelectWidth={false}
        onChange={(path: string) => {
          const next = subjects.find((one) => one.path === path);
          onChange(rowWith(next, comparesOf(next)[0] ?? '=='));
        }}
      />
      <Select
        size="small"
        aria-label={`Условие ${number}: сравнение`}
        value={row.compare}
        options={comparesOf(subject).map((compare) => ({ value: compare, label: words[compare] }))}
        popupMatchSelectWidth={false}
        onChange={(compare: Compare) => onChange(withCompare(row, subject, compare))}
      />
      <Side {...{ number, row, subject, subjects, onChange }} />
      <Button size="small" aria-label={`Удалить условие ${number}`} onClick={onRemove}>
        ×
      </Button>
    </div>
  );
}

export function rowWith(subject: Subject | undefined, compare: Compare): ConditionRow {
  return { subject: subject?.path ?? '', compare, ...firstSide(subject, compare) };
}

/** Another comparison keeps what the former was with, where it may stand there. */
function withCompare(row: ConditionRow, subject: Subject | undefined, compare: Compare): ConditionRow {
  const fresh = rowWith(subject, compare);
  if (row.against !== undefined) return withOther.has(compare) ? { ...row, compare } : fresh;
  const same = fresh.value !== undefined && Array.isArray(fresh.value) === Array.isArray(row.value);
  if (subject?.kind === 'date' && withOther.has(compare) && row.value !== undefined) return { ...row, compare };
  return same && row.value !== undefined ? { ...row, compare } : fresh;
}

/** A field that is not there any more stays visible, so that it can be chosen anew. */
function withBroken(path: string, subjects: readonly Subject[]) {
  const known = subjects.map((one) => ({ value: one.path, label: one.title }));
  return subjects.some((one) => one.path === path) ? known : [{ value: path, label: `Нет поля «${path}»` }, ...known];
}

interface SideProps extends Omit<RowProps, 'onRemove'> {
  subject: Subject | undefined;
}

/** With what: a value, today, or another field. */
function Side({ number, row, subject, subjects, onChange }: SideProps) {
  const { against } = row;
  const others = withOther.has(row.compare) ? othersFor(subject, subjects) : [];
  const isDate = subject?.kind === 'date' && withOther.has(row.compare);
  const chosen = against === undefined ? VALUE : against.what === 'today' ? TODAY : against.path;
  return (
    <>
      {others.length > 0 || isDate || against !== undefined ? (
        <Select
          size="small"
          showSearch={{ optionFilterProp: 'label' }}
          aria-label={`Условие ${number}: с чем`}
          className={isBroken(against, subjects) ? 'rs-broken' : ''}
          value={chosen}
          options={[
            { value: VALUE, label: 'значение' },
            ...(isDate ? [{ value: TODAY, label: 'сегодня' }] : []),
            ...(against !== undefined && against.what !== 'today' ? withBroken(against.path, others) : pathsOf(others)),
          ]}
          popupMatchSelectWidth={false}
          onChange={(next: string) => onChange(withSide(row, subject, next))}
        />
      ) : null}
      {row.value === undefined ? null : <Value number={number} row={row} subject={subject} onChange={onChange} />}
    </>
  );
}

/** No path of a field is written so. */
const [VALUE, TODAY] = ['=value', '=today'];

function pathsOf(subjects: readonly Subject[]) {
  return subjects.map(({ path, title }) => ({ value: path, label: title }));
}

function isBroken(against: Against | undefined, subjects: readonly Subject[]): boolean {
  return against !== undefined && against.what !== 'today' && !subjects.some(({ path }) => path === against.path);
}

function withSide({ subject: path, compare }: ConditionRow, subject: Subject | undefined, side: string): ConditionRow {
  const row = { subject: path, compare };
  if (side === TODAY) return { ...row, against: { what: 'today' } };
  if (side !== VALUE) return { ...row, against: { what: subject?.kind === 'date' ? 'date' : 'field', path: side } };
  return { ...row, value: subject?.kind === 'number' ? 0 : '' };
}

interface ValueProps {
  number: string;
  row: ConditionRow;
  subject: Subject | undefined;
  onChange: (row: ConditionRow) => void;
}

function Value({ number, row, subject, onChange }: ValueProps) {
  const label = `Условие ${number}: значение`;
  const set = (value: Json) => onChange({ ...row, value });
  if (subject?.values !== undefined) {
    const several = Array.isArray(row.value);
    return (
      <Select<string | string[]>
        size="small"
        aria-label={label}
        {...(several ? { mode: 'multiple' as const } : {})}
        value={row.value as string | string[]}
        options={[...subject.values]}
        popupMatchSelectWidth={false}
        onChange={set}
      />
    );
  }
  if (subject?.kind === 'date') return <DayValue label={label} value={String(row.value)} onChange={set} />;
  if (subject?.kind === 'number') {
    const unit = subject.money ? 100 : 1;
    return (
      <InputNumber
        size="small"
        aria-label={label}
        {...(subject.money ? { suffix: '₽', precision: 2 } : {})}
        value={Number(row.value) / unit}
        onChange={(value) => set(Math.round((value ?? 0) * unit * 1e6) / 1e6)}
      />
    );
  }
  return (
    <Input size="small" aria-label={label} value={String(row.value)} onChange={(event) => set(event.target.value)} />
  );
}
