import { Input } from 'antd';
import { useCallback, useEffect, useId, useRef, useState } from 'react';

interface CommittedInputProps {
  label: string;
  value: string;
  onCommit: (value: string) => void;
  multiline?: boolean;
  maxLength?: number;
  hint?: string;
  /** Set when the place has a finding against it. */
  wrong?: string | undefined;
  /** JSON pointer of what it edits: a finding leads here. */
  place?: string | undefined;
  id?: string;
}

/** A text that is taken over when one leaves it or presses Enter: half a word is no change of a definition. Esc brings back what was. */
export function CommittedInput({
  label,
  value,
  onCommit,
  multiline = false,
  maxLength = 4000,
  hint,
  wrong,
  place,
  ...rest
}: CommittedInputProps) {
  const [text, setText] = useState(value);
  const latest = useRef({ text, value, onCommit });
  latest.current = { text, value, onCommit };
  const own = useId();
  const id = rest.id ?? own;
  useEffect(() => setText(value), [value]);
  const commit = useCallback(() => {
    if (latest.current.text !== latest.current.value) latest.current.onCommit(latest.current.text);
  }, []);
  // Whoever leaves by choosing another place does not always blur first.
  useEffect(() => commit, [commit]);
  const common = {
    id,
    value: text,
    maxLength,
    'aria-invalid': wrong ? true : undefined,
    'aria-describedby': wrong || hint ? `${id}-note` : undefined,
    onBlur: commit,
  };
  return (
    <div className={wrong ? 'rg-field rg-field-wrong' : 'rg-field'} data-place={place}>
      <div className="rg-field-label">
        <label htmlFor={id}>{label}</label>
      </div>
      {multiline ? (
        <Input.TextArea
          {...common}
          className="rg-textarea rs-lines"
          rows={2}
          onChange={(event) => setText(event.target.value)}
        />
      ) : (
        <Input
          {...common}
          onChange={(event) => setText(event.target.value)}
          onPressEnter={commit}
          onKeyDown={(event) => {
            if (event.key === 'Escape') setText(value);
          }}
        />
      )}
      {wrong || hint ? (
        <div id={`${id}-note`} className={wrong ? 'rg-error' : 'rg-hint'}>
          {wrong ?? hint}
        </div>
      ) : null}
    </div>
  );
}
