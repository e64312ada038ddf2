import { checkCondition, type Json, labelsOf, sentenceOf } from '@reglament/core/rules';
import type { ServiceDefinition } from '@reglament/format';
import { Button } from 'antd';
import { useState } from 'react';
import { Block } from './block.tsx';
import { Drawn } from './drawn.tsx';
import { useKeptFocus } from './kept-focus.ts';
import { isDrawn } from './node.ts';
import { RuleText } from './rule-text.tsx';
import { scopeOf } from './scope.ts';
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
  /** Of the answers that the rule may read, where it is not the form's; without properties it may hold any. */
  schema?: object;
  onChange: (rule: Json | undefined) => void;
}

/** A condition by rows, with the sentence that they make; who likes it better reads and writes its text. */
export function ConditionEditor({
  legend,
  otherwise,
  service,
  rule,
  subjects,
  schema = service.form.schema,
  onChange,
}: ConditionEditorProps) {
  const [asText, setAsText] = useState(false);
  const drawn = rule === undefined || isDrawn(rule);
  const focus = useKeptFocus();
  return (
    <fieldset className="rs-condition" {...focus}>
      <legend className="rg-field-label">{legend}</legend>
      {drawn && !asText ? (
        <Drawn>
          <Block
            rule={rule}
            scope={scopeOf(subjects ?? subjectsOf(service))}
            prefix=""
            otherwise={otherwise}
            onChange={onChange}
          />
        </Drawn>
      ) : (
        <RuleText rule={rule} onChange={onChange} foreign={!drawn} />
      )}
      {rule === undefined ? null : <Sentence {...{ service, rule, schema }} />}
      {drawn ? (
        <Button type="link" size="small" onClick={() => setAsText(!asText)}>
          {asText ? 'Строками' : 'Сложное'}
        </Button>
      ) : null}
    </fieldset>
  );
}

interface SentenceProps extends Required<Pick<ConditionEditorProps, 'service' | 'rule' | 'schema'>> {}

/** What the condition says, in one sentence; what is wrong with it, where it says nothing. */
function Sentence({ service, rule, schema }: SentenceProps) {
  const rules = service.rules ?? {};
  const [problem] = checkCondition(rule, schema, rules);
  if (problem !== undefined) return <p className="rg-error">{problem.message}</p>;
  const labels = labelsOf(service.form, []);
  return <p className="rs-sentence">{sentenceOf(rule, { rules, labels, today: '2026-01-01' })}</p>;
}
