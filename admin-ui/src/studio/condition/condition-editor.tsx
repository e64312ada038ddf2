import { checkCondition, type Json, labelsOf, sentenceOf } from '@reglament/core/rules';
import type { ServiceDefinition } from '@reglament/format';
import { Button, Input } from 'antd';
import { useId, useState } from 'react';
import { Group } from './condition-group.tsx';
import { rowsOf, ruleOf } from './condition-rows.ts';
import { type Subject, subjectsOf } from './subjects.ts';

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
        <Group
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
