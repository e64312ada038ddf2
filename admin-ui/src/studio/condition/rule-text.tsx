import type { Json } from '@reglament/core/rules';
import { Input } from 'antd';
import { useId, useState } from 'react';

interface RuleTextProps {
  rule: unknown;
  /** It holds what the language has not, so that nothing else can show it. */
  foreign: boolean;
  onChange: (rule: Json | undefined) => void;
}

/** The expression as it is written in the definition. */
export function RuleText({ rule, foreign, onChange }: RuleTextProps) {
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
      {foreign ? (
        <p className="rg-muted">В записи есть то, чего в языке условий нет: исправьте её или сотрите.</p>
      ) : null}
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
