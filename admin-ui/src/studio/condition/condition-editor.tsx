import { checkCondition, type Json, labelsOf, sentenceOf } from '@reglament/core/rules';
import type { ServiceDefinition } from '@reglament/format';
import { Button, Input, InputNumber, Select } from 'antd';
import { useId, useState } from 'react';
import { type Compare, type Condition, type ConditionRow, compareWords, rowsOf, ruleOf } from './condition-rows.ts';
import { comparesOf, firstValue, type Subject, subjectsOf } from './subjects.ts';

interface ConditionEditorProps {
  /** What the condition decides, as in «Показывать, когда». */
  legend: string;
  /** What holds without a condition. */
  otherwise: string;
  service: ServiceDefinition;
  rule: unknown;
  /** What rows may speak of, where it is not the answers of the service. */
  subjects?: readonly Subject[];
  /** The rule meets the answers of many services, as a guard does. */
  anyAnswers?: boolean;
  onChange: (rule: Json | undefined) => void;
}

/** A condition by rows, with the sentence that they make; what rows cannot say is edited as text. */
export function ConditionEditor({
  legend,
  otherwise,
  service,
  rule,
  subjects,
  anyAnswers,
  onChange,
}: ConditionEditorProps) {
  const condition = rowsOf(rule);
  const [asText, setAsText] = useState(false);
  return (
    <fieldset className="rs-condition">
      <legend className="rg-field-label">{legend}</legend>
      {condition === undefined || asText ? (
        <RuleText
          rule={rule}
          onChange={onChange}
          why={condition === undefined ? 'Условие сложнее, чем можно показать строками: правьте его записью.' : ''}
        />
      ) : (
        <Rows
          condition={condition}
          subjects={subjects ?? subjectsOf(service)}
          otherwise={otherwise}
          onChange={(next) => onChange(ruleOf(next))}
        />
      )}
      {rule === undefined ? null : (
        <Sentence service={service} rule={rule} schema={anyAnswers ? { type: 'object' } : service.form.schema} />
      )}
      {condition === undefined ? null : (
        <Button type="link" size="small" onClick={() => setAsText(!asText)}>
          {asText ? 'Строками' : 'Сложное'}
        </Button>
      )}
    </fieldset>
  );
}

interface RowsProps {
  condition: Condition;
  subjects: readonly Subject[];
  otherwise: string;
  onChange: (condition: Condition) => void;
}

function Rows({ condition, subjects, otherwise, onChange }: RowsProps) {
  const [first] = subjects;
  const add = () => {
    if (first === undefined) return;
    const compare = comparesOf(first)[0] ?? '==';
    onChange({ ...condition, rows: [...condition.rows, rowWith(first, compare)] });
  };
  return (
    <>
      {condition.rows.length === 0 ? <p className="rg-muted">{otherwise}</p> : null}
      {condition.rows.length > 1 ? (
        <Select
          size="small"
          aria-label="Как сочетать строки"
          value={condition.join}
          options={[
            { value: 'and', label: 'Все условия сразу' },
            { value: 'or', label: 'Хотя бы одно' },
          ]}
          onChange={(join: Condition['join']) => onChange({ ...condition, join })}
        />
      ) : null}
      {condition.rows.map((row, index) => (
        <Row
          // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place
          key={index}
          number={index + 1}
          row={row}
          subjects={subjects}
          onChange={(next) => onChange({ ...condition, rows: condition.rows.with(index, next) })}
          onRemove={() => onChange({ ...condition, rows: condition.rows.toSpliced(index, 1) })}
        />
      ))}
      <Button size="small" disabled={first === undefined} onClick={add}>
        Добавить условие
      </Button>
    </>
  );
}

function rowWith(subject: Subject | undefined, compare: Compare): ConditionRow {
  const value = firstValue(subject, compare);
  return { subject: subject?.path ?? '', compare, ...(value === undefined ? {} : { value }) };
}

interface RowProps {
  number: number;
  row: ConditionRow;
  subjects: readonly Subject[];
  onChange: (row: ConditionRow) => void;
  onRemove: () => void;
}

function Row({ number, row, subjects, onChange, onRemove }: RowProps) {
  const subject = subjects.find(({ path }) => path === row.subject);
  const known = subjects.map(({ path, title }) => ({ value: path, label: title }));
  // A field that is not there any more stays visible, so that it can be chosen anew.
  const options =
    subject === undefined ? [{ value: row.subject, label: `Нет поля «${row.subject}»` }, ...known] : known;
  return (
    <div className={subject === undefined ? 'rs-condition-row rs-broken' : 'rs-condition-row'}>
      <Select
        size="small"
        showSearch={{ optionFilterProp: 'label' }}
        aria-label={`Условие ${number}: поле`}
        value={row.subject}
        options={options}
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
        options={comparesOf(subject).map((compare) => ({ value: compare, label: compareWords[compare] }))}
        popupMatchSelectWidth={false}
        onChange={(compare: Compare) => {
          const fresh = firstValue(subject, compare);
          const kept = Array.isArray(fresh) === Array.isArray(row.value) && row.value !== undefined ? row.value : fresh;
          onChange(fresh === undefined ? { subject: row.subject, compare } : { ...row, compare, value: kept ?? fresh });
        }}
      />
      {row.value === undefined ? null : <Value number={number} row={row} subject={subject} onChange={onChange} />}
      <Button size="small" aria-label={`Удалить условие ${number}`} onClick={onRemove}>
        ×
      </Button>
    </div>
  );
}

interface ValueProps {
  number: number;
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
  if (subject?.kind === 'number') {
    return (
      <InputNumber size="small" aria-label={label} value={Number(row.value)} onChange={(value) => set(value ?? 0)} />
    );
  }
  return (
    <Input size="small" aria-label={label} value={String(row.value)} onChange={(event) => set(event.target.value)} />
  );
}

/** The expression as it is written in the definition. */
export function RuleText({
  rule,
  why,
  onChange,
}: {
  rule: unknown;
  why: string;
  onChange: ConditionEditorProps['onChange'];
}) {
  const [text, setText] = useState(() => JSON.stringify(rule, null, 2) ?? '');
  const [problem, setProblem] = useState('');
  const id = useId();
  const commit = () => {
    if (text.trim() === '') return onChange(undefined);
    try {
      setProblem('');
      onChange(JSON.parse(text) as Json);
    } catch {
      setProblem('Запись не читается: проверьте скобки, кавычки и запятые. Прежнее условие действует.');
    }
  };
  return (
    <div className={problem ? 'rg-field rg-field-wrong' : 'rg-field'}>
      {why ? <p className="rg-muted">{why}</p> : null}
      <Input.TextArea
        aria-label="Запись условия"
        aria-invalid={problem ? true : undefined}
        aria-describedby={problem ? id : undefined}
        className="rs-code"
        rows={6}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onBlur={commit}
      />
      {problem ? (
        <div className="rg-error" id={id} role="alert">
          {problem}
        </div>
      ) : null}
    </div>
  );
}

interface SentenceProps {
  service: ServiceDefinition;
  rule: unknown;
  /** Of the answers that the rule may read; without properties it may hold any. */
  schema: object;
}

/** What the condition says, in one sentence; what is wrong with it, where it says nothing. */
function Sentence({ service, rule, schema }: SentenceProps) {
  const rules = service.rules ?? {};
  const [problem] = checkCondition(rule, schema, rules);
  if (problem !== undefined) return <p className="rg-error">{problem.message}</p>;
  const labels = labelsOf(service.form, []);
  return <p className="rs-sentence">{sentenceOf(rule, { rules, labels, today: '2026-01-01' })}</p>;
}
